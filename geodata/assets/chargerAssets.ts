import type { Asset } from '../../models/asset.ts'
import type { Row } from '../../models/body.ts'
import type { GroundPoint } from '../../models/units.ts'
import { headingOf, makeFrame } from '../fabric/LocalFrame.ts'
import { isLot, stallsOf } from '../fabric/lots.ts'
import { inRing, ringBox, ringCentre } from '../plane/ring.ts'
import { nameThing, PUBLIC, THINGS } from './nameThing.ts'
import { assetAt, randomOf, type Stage } from './Stage.ts'

/** EV chargers: KEPCO's stations at their places, the Green Energy Centre's, then `count` made-up ones in car parks. */
export function chargerAssets(stage: Stage, count: number): Asset[] {
  return [...stations(stage), ...greenCentre(stage), ...madeUp(stage, count)]
}

function stations(stage: Stage): Asset[] {
  return stage.sources.chargingStations.map(({ id, name, at, provenance, source, date }) =>
    assetAt(stage, outOfBuildings(stage, at), {
      id,
      kind: 'charger',
      name,
      provenance,
      source: `${source} (${date})`,
      rating: 100,
      parts: 2,
      size: [0.8, 2, 0.6],
    }),
  )
}

/** The point itself, or the nearest one beside the building of ours that stands over it. */
function outOfBuildings(stage: Stage, at: GroundPoint): GroundPoint {
  const over = stage.settled.find(({ building: { ring, use } }) => {
    const box = ringBox(ring)
    const near = at[0] > box[0] && at[0] < box[2] && at[1] > box[1] && at[1] < box[3]
    return near && use !== 'lot' && inRing(ring, at[0], at[1])
  })
  if (!over) return at
  const { ring } = over.building
  const [cx, cz] = ringCentre(ring)
  const sides = ring.map((a, i): GroundPoint => {
    const b = ring[(i + 1) % ring.length]!
    return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  })
  const far = (p: GroundPoint): number => Math.hypot(p[0] - at[0], p[1] - at[1])
  const [x, z] = sides.reduce((a, b) => (far(b) < far(a) ? b : a))
  const out = Math.hypot(x - cx, z - cz) || 1
  return [x + ((x - cx) / out) * 1.5, z + ((z - cz) / out) * 1.5]
}

function greenCentre(stage: Stage): Asset[] {
  const lot = stage.site('s093').find(one => isLot(one.draft))
  if (!lot || !isLot(lot.draft)) return []
  return [
    assetAt(
      stage,
      along(lot.draft.rows[0]!, 1, 2.9),
      {
        id: 'charger-green-centre-v2g',
        kind: 'charger',
        name: nameThing(stage.place('s093').name, THINGS.charger),
        provenance: 'approximate',
        source: 'research on the centre (2023): V2G 74 kW',
        rating: 74,
        parts: 2,
        heading: lot.draft.rows[0]!.facing,
        size: [0.8, 2, 0.6],
      },
      0,
      lot,
    ),
  ]
}

/** Chargers the generator puts at the head of car parks; `parts` are their connectors. */
function madeUp(stage: Stage, count: number): Asset[] {
  const random = randomOf('chargers')
  const lots = stage.settled.filter(one => isLot(one.draft) && stallsOf(one.draft) > 20)
  const assets: Asset[] = []
  for (let i = 0; i < count && lots.length > 0; i++) {
    const one = lots[Math.floor((i * lots.length) / count)]!
    if (!isLot(one.draft)) continue
    const row = one.draft.rows[i % one.draft.rows.length]!
    const owner = one.building.place ? stage.place(one.building.place).name : PUBLIC
    const fast = random.chance(0.45)
    const at = along(row, Math.min(row.count - 1, 1 + ((i * 3) % Math.max(1, row.count))), 2.9)
    assets.push(
      assetAt(
        stage,
        at,
        {
          id: `charger-${String(i + 1).padStart(3, '0')}`,
          kind: 'charger',
          name: nameThing(owner, THINGS.charger, i + 1),
          rating: fast ? random.pick([100, 200, 350]) : random.pick([7, 11, 50]),
          parts: fast ? 2 : random.pick([1, 2]),
          heading: row.facing,
          size: [0.8, 2, 0.6],
        },
        0,
        one,
      ),
    )
  }
  return assets
}

/** Point `back` metres behind stall `index` of a row. */
function along(row: Row, index: number, back: number): GroundPoint {
  const heading = headingOf(row.from, row.to)
  const frame = makeFrame(row.from, heading)
  const length = Math.hypot(row.to[0] - row.from[0], row.to[1] - row.from[1])
  const v = row.count > 1 ? (length * index) / (row.count - 1) : 0
  const side = (((row.facing - heading) % 360) + 360) % 360 < 180 ? -back : back
  return frame.at(side, v)
}
