import type { Asset } from '../../models/asset.ts'
import type { EnergyRole } from '../../models/energyRole.ts'
import { kindOf } from '../../models/kinds.ts'
import type { GroundPoint, Names, Translated } from '../../models/units.ts'
import { ringCentre } from '../plane/ring.ts'
import { nameThing, THINGS } from './nameThing.ts'
import { assetAt, type Stage } from './Stage.ts'

const SUBSTATIONS: readonly [site: string, id: string, mw: number][] = [
  ['s095', 'substation-bongam', 160],
  ['s096', 'substation-wollim', 240],
  ['s097', 'substation-wanam', 240],
  ['s098', 'substation-changgong', 240],
]
/** Feeders hang at this height: they are drawn, not built. */
const HANG = 11

/** Substations, a switching point in each sub-district, and the feeders between them, the plants and the sources. */
export function gridAssets(stage: Stage, others: readonly Asset[]): Asset[] {
  const stations = SUBSTATIONS.map(([site, id, mw]) => {
    const place = stage.place(site)
    const one = stage.site(site)[0]
    return assetAt(
      stage,
      one ? ringCentre(one.building.ring) : place.at,
      {
        id,
        kind: 'grid',
        name: place.name,
        rating: mw,
        provenance: 'approximate',
        source: `${place.source}; name from the press, place by judgement`,
        size: [60, 14, 50],
      },
      0,
      one,
    )
  })
  const switches = stage.sources.subdistricts.map((sub, i) =>
    assetAt(stage, stage.roads.nearest(ringCentre(sub.ring)), {
      id: `switch-${sub.name.en
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')}`,
      kind: 'grid',
      name: nameThing(sub.name, THINGS.switch),
      rating: Math.round(20 + sub.jobs / 260),
      size: [6, 3, 3],
      heading: (i * 40) % 360,
    }),
  )
  const loads = others.filter(asset => hasOwnLine(asset, 'plant')).slice(0, 70)
  const sources = others.filter(asset => hasOwnLine(asset, 'source') || asset.id === 'h2-liquid-plant')
  return [
    ...stations,
    ...switches,
    ...switches.map(end => feeder(stage, nearest(stations, end), end, end.rating!)),
    ...loads.map(end => feeder(stage, nearest(stations, end), end, Math.max(2, (end.rating! / 1000) * 1.4))),
    ...sources.map(from =>
      from.id === 'h2-liquid-plant'
        ? feeder(stage, nearest(stations, from), from, 12)
        : feeder(stage, from, nearest(stations, from), Math.max(0.5, (from.rating! / 1000) * 1.2)),
    ),
  ]
}

/** True for an asset of this role that is large enough to have a feeder of its own. */
function hasOwnLine({ kind, rating = 0 }: Asset, role: EnergyRole): boolean {
  const { energy } = kindOf(kind)
  return energy?.role === role && energy.ownLine !== undefined && rating >= energy.ownLine
}

/** A feeder from one asset to another along the main roads; rating in MW. */
function feeder(stage: Stage, from: Asset, to: Asset, mw: number): Asset {
  const ends: readonly GroundPoint[] = [ground(from), ground(to)]
  const way = [ends[0]!, ...stage.roads.way(ends[0]!, ends[1]!), ends[1]!]
  const middle = way[Math.floor(way.length / 2)]!
  const name = between(from.name, to.name)
  return assetAt(
    stage,
    middle,
    {
      id: `feeder-${from.id}-${to.id}`,
      kind: 'grid',
      name,
      rating: Math.round(mw * 10) / 10,
      path: way.map(point => stage.onGround(point, HANG)),
      ends: [from.id, to.id],
    },
    HANG,
  )
}

function between(from: Names, to: Names): Translated {
  const say = (language: keyof Names) => `${from[language] ?? from.en} → ${to[language] ?? to.en}`
  return { ko: say('ko'), en: say('en'), ja: say('ja'), zh: say('zh') }
}

const ground = (asset: Asset): GroundPoint => [asset.place[0], asset.place[2]]

function nearest(list: readonly Asset[], to: Asset): Asset {
  const far = (asset: Asset): number => Math.hypot(asset.place[0] - to.place[0], asset.place[2] - to.place[2])
  return list.reduce((a, b) => (far(b) < far(a) ? b : a))
}
