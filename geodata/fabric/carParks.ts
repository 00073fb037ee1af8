import type { Row } from '../../models/body.ts'
import { placeKey } from '../../models/placeKey.ts'
import type { GroundPoint } from '../../models/units.ts'
import { apart, nearest, resample } from '../ground/line.ts'
import { indexRoads } from '../ground/roadIndex.ts'
import type { Road, RoadWorks } from '../ground/roads.ts'
import { type Ring, ringCentre, ringsMeet } from '../plane/ring.ts'
import type { SourceCarPark } from '../read/tables.ts'
import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { groundUnder, stand } from './draft.ts'
import type { FreeGround } from './freeGround.ts'
import { headingOf, makeFrame } from './LocalFrame.ts'
import { type LotDraft, type LotSize, lotOf, lotSizes } from './lots.ts'
import { LOT, MARKING } from './paints.ts'
import type { Parcel } from './parcels.ts'
import { streetHeading } from './sitePlots.ts'
import type { Owner, Settled } from './Town.ts'

/** The land of a public car park off the street. */
export interface CarParkPlot extends Parcel {
  readonly park: SourceCarPark
  readonly size: LotSize
  readonly ring: Ring
}

/** Metres a car park may lie off its published point where a road of ours is in the way. */
const REACH = 300

/** Land for every car park off the street, of its real size, at its place or the nearest free ground beside it. */
export function claimCarParks(sources: Sources, free: FreeGround): CarParkPlot[] {
  const plots: CarParkPlot[] = []
  const parks = sources.carParks.filter(park => !park.onStreet).sort((a, b) => b.stalls - a.stalls)
  for (const park of parks) {
    const sizes = lotSizes(park.stalls)
    const heading = streetHeading(park.at, sources)
    const plot = nearestRoom(park.at, heading, sizes, ring => free.has(ring, 2))
    if (!plot)
      throw new Error(
        `car-parks.csv: no free ground within ${REACH} m for ${park.name.ko} (${park.stalls} stalls); correct its place`,
      )
    free.take(plot.ring)
    plots.push({ ...plot, park })
  }
  return plots
}

function nearestRoom(
  at: GroundPoint,
  heading: number,
  sizes: readonly LotSize[],
  isFree: (ring: Ring) => boolean,
): Omit<CarParkPlot, 'park'> | undefined {
  for (let far = 0; far <= REACH; far += 7) {
    const turns = Math.max(1, Math.round(far / 4))
    for (let k = 0; k < turns; k++) {
      const angle = (2 * Math.PI * k) / turns
      const middle: GroundPoint = [at[0] + far * Math.cos(angle), at[1] + far * Math.sin(angle)]
      for (const size of sizes)
        for (const turn of [0, 90]) {
          const { width, depth } = size
          const frame = makeFrame(middle, heading + turn).moved(-width / 2, -depth / 2)
          const ring = frame.rect(0, 0, width, depth)
          if (isFree(ring)) return { frame, width, depth, ring, size }
        }
    }
  }
  return undefined
}

/** The car park as it is built on its plot, with exactly its stalls. */
export function carParkDraft({ frame, park, size }: CarParkPlot): LotDraft {
  return {
    ...lotOf(frame, park.stalls, size),
    park,
    provenance: park.provenance,
    name: park.name,
    source: keyOf(park),
  }
}

/** Lasting key of a car park by its published place: its row in the list may move. */
const keyOf = ({ at }: SourceCarPark): string => `car-park:${placeKey(at)}`

/** Bays along a street: length and width of a stall (주차장법 시행규칙 제3조, parallel), gap to the kerb, metres. */
const BAY = { length: 6, width: 2, gap: 0.55 }
/** Stalls in one piece of a row. */
const PIECE = 8
/** Metres kept to other roads and to water. */
const CORNER = 9
/** Metres kept to the kerb, so that no bay cuts the inside of a bend. */
const KERB = 0.25

/** Stalls along the streets for the car parks on them, both sides, outwards from their places. */
export function streetCarParks(
  sources: Sources,
  works: RoadWorks,
  field: HeightField,
  ownerAt: (at: GroundPoint) => Owner,
): Settled[] {
  const index = indexRoads(works.roads)
  const taken: Ring[] = []
  return sources.carParks
    .filter(park => park.onStreet)
    .flatMap(park => {
      const pieces: Settled[] = []
      let left = park.stalls
      for (const { road, a, b } of stretchesAbout(works.roads, park.at)) {
        if (left === 0) break
        for (const side of [-1, 1]) {
          const count = Math.min(PIECE, left)
          if (count === 0) continue
          const bay = bayOf(a, b, road, side, count)
          const edge = resample([...bay.lot.ring, bay.lot.ring[0]!], 4)
          const clear = edge.every(
            p => index.kerb(p, road) > CORNER && works.network.water(p) > CORNER && index.kerb(p) > KERB,
          )
          if (!clear || taken.some(other => ringsMeet(other, bay.within) || ringsMeet(other, bay.lot.ring)))
            continue
          taken.push(bay.lot.ring)
          left -= count
          const draft: LotDraft = {
            ...bay.lot,
            park,
            provenance: park.provenance,
            name: park.name,
            source: `${keyOf(park)}/${pieces.length + 1}`,
          }
          const owner = ownerAt(ringCentre(bay.lot.ring))
          const building = stand(draft, groundUnder(field, bay.lot.ring), owner.block, owner.subdistrict)
          pieces.push({ draft, building })
        }
      }
      if (left > 0) throw new Error(`car-parks.csv: no street has room for ${left} stalls of ${park.name.ko}`)
      return pieces
    })
}

interface Stretch {
  readonly road: Road
  readonly a: GroundPoint
  readonly b: GroundPoint
}

/** Metres about a car park on a street in which its bays are looked for. */
const STREETS = 1_500

/** Straight pieces of road long enough for a row of bays, the nearest to a place first. */
function stretchesAbout(roads: readonly Road[], at: GroundPoint): Stretch[] {
  const length = PIECE * BAY.length + 1
  const out: (Stretch & { far: number })[] = []
  for (const road of roads) {
    if (nearest(road.centreline, at).distance > STREETS) continue
    const points = resample(road.centreline, length)
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!]
      const far = Math.hypot((a[0] + b[0]) / 2 - at[0], (a[1] + b[1]) / 2 - at[1])
      if (apart(a, b) >= length - 3 && far < STREETS) out.push({ road, a, b, far })
    }
  }
  return out.sort((p, q) => p.far - q.far)
}

/** Bays on one side of a stretch, and the ground well within them: rings of two bays one on the other have no edges that cross. */
function bayOf(
  a: GroundPoint,
  b: GroundPoint,
  road: Road,
  side: number,
  count: number,
): { lot: LotDraft; within: Ring } {
  const frame = makeFrame(a, headingOf(a, b))
  const u = side > 0 ? road.width / 2 + BAY.gap : -road.width / 2 - BAY.gap - BAY.width
  const start = 0.5 + Math.max(0, (apart(a, b) - count * BAY.length - 1) / 2)
  const ring = frame.rect(u, start, BAY.width, count * BAY.length)
  const row: Row = {
    from: frame.at(u + BAY.width / 2, start + BAY.length / 2),
    to: frame.at(u + BAY.width / 2, start + (count - 0.5) * BAY.length),
    count,
    facing: (frame.heading + (side > 0 ? 0 : 180)) % 360,
  }
  const lines = Array.from({ length: count + 1 }, (_, i) => ({
    ring: frame.rect(u, start + i * BAY.length - 0.06, BAY.width, 0.12),
    paint: MARKING,
    lift: 0.24,
  }))
  return {
    lot: {
      use: 'lot',
      ring,
      parts: [],
      rows: [row],
      drapes: [{ ring, paint: LOT, lift: 0.2 }, ...lines],
      stall: [BAY.width, BAY.length],
    },
    within: frame.rect(u + 0.2, start + 0.2, BAY.width - 0.4, count * BAY.length - 0.4),
  }
}
