import type { GroundPoint } from '../../models/units.ts'
import { curve } from '../ground/line.ts'
import { layMainRoads, SQUARE, squareLine } from '../ground/mainRoads.ts'
import { naturalGround } from '../ground/naturalGround.ts'
import { layStreams } from '../ground/streams.ts'
import { heightAt } from '../heights.ts'
import { inRing, type Ring, ringBox, ringCentre } from '../plane/ring.ts'
import { segmentDistance } from '../plane/segment.ts'
import { BOUNDS, toGround } from '../projection.ts'
import type { SourcePlace, Sources } from '../sources.ts'
import { claimPlots } from './claimPlots.ts'
import { type FreeGround, makeFreeGround, ribbon } from './freeGround.ts'
import { headingOf } from './LocalFrame.ts'
import type { Landmark } from './landmark.ts'
import { LANDMARKS } from './landmarks.ts'
import type { Parcel } from './parcels.ts'
import { PLAIN_PLANT, PLANT_STYLES } from './plantStyles.ts'

/** A known site with the land it stands on. */
export interface SitePlot extends Parcel {
  readonly place: SourcePlace
  readonly ring: Ring
  /** Ground under its roofs asked for, m²; 0 for landmarks with a plan of their own. */
  readonly built: number
}

/** Metres beside a carriageway that belong to the street: sidewalk and verge. */
export const VERGE = 4

/** Plots of the known sites, cut from the land between the main roads, streams, railways, the sea and what is `taken`. */
export function claimSitePlots(sources: Sources, taken: readonly Ring[] = []): SitePlot[] {
  const free = groundBetweenMainRoads(sources)
  for (const ring of taken) free.take(ring)
  const plots: SitePlot[] = []
  const lacking = new Map(sources.places.map(place => [place, landOf(place).area]))
  for (let round = 0; round < ROUNDS; round++) {
    const claims = [...lacking].flatMap(([place, area]) => {
      const { aspect, heading, least } = landOf(place)
      return area > 0
        ? [
            {
              id: place.id,
              at: middleOf(place),
              heading: heading ?? streetHeading(place.at, sources),
              area,
              ...(aspect && { aspect }),
              ...(least && { least }),
            },
          ]
        : []
    })
    const grown = claimPlots(claims, free, round === 0 ? FIRST_REACH : 600)
    for (const [place, area] of lacking) {
      const plot = grown.get(place.id)
      if (!plot || (round > 0 && plot.width * plot.depth < LEAST)) continue
      const ring = plot.frame.rect(0, 0, plot.width, plot.depth)
      plots.push({ ...plot, place, ring, built: 0 })
      const left = area - plot.width * plot.depth
      lacking.set(place, isPlant(place) && left > Math.max(2_500, 0.06 * landOf(place).area) ? left : 0)
    }
  }
  const homeless = [...lacking.keys()].filter(
    place => landOf(place).area > 0 && isInside(place.at) && !plots.some(plot => plot.place === place),
  )
  if (homeless.length > 0)
    throw new Error(
      `no free ground for ${homeless.map(({ id, name }) => `${id} ${name.ko}`).join(', ')}; correct their places`,
    )
  const land = new Map<string, number>()
  for (const plot of plots) land.set(plot.place.id, (land.get(plot.place.id) ?? 0) + plot.width * plot.depth)
  return plots.map(plot => ({
    ...plot,
    built: (builtArea(plot.place) * plot.width * plot.depth) / land.get(plot.place.id)!,
  }))
}

const middleOf = ({ id, at }: SourcePlace): GroundPoint => {
  const middle = PLANT_STYLES[id]?.middle
  return middle ? toGround(middle) : at
}

const isInside = ([x, z]: GroundPoint): boolean =>
  x > BOUNDS[0] && x < BOUNDS[2] && z > BOUNDS[1] && z < BOUNDS[3]

/** A plant whose land is cut by streets takes up to this many plots. */
const ROUNDS = 12
/** Metres a site may stand off its point where other things lie there. */
const FIRST_REACH = 320
/** A further plot below this many m² is not worth its fence. */
const LEAST = 2_400

/** Ground under roofs of a plant, m²: the register's area where it has one, else the style's, else by employees. */
export function builtArea(place: SourcePlace): number {
  if (!isPlant(place)) return 0
  const style = PLANT_STYLES[place.id]
  const area = place.area && place.area / storeysOf(place)
  return style?.built ?? area ?? Math.min(40_000, 4_000 + (place.employees ?? 60) * 32)
}

/** Working floors of a plant one above the other. */
export function storeysOf(place: SourcePlace): number {
  return PLANT_STYLES[place.id]?.storeys ?? 1
}

/** True for a site that is built as a plant rather than by a plan of its own. */
export function isPlant(place: SourcePlace): boolean {
  return !LANDMARKS[place.id] && (place.category === 'plant' || place.category === 'support-centre')
}

/** Land free of the main roads, streams, railways, the sea and steep slopes; what is `levelled` was steep at most. */
export function groundBetweenMainRoads(
  sources: Sources,
  levelled: readonly Ring[] | 'everything' = [],
): FreeGround {
  const free = makeFreeGround(landTest(sources))
  for (const { line, source } of layMainRoads(sources))
    for (const quad of ribbon(line, source.width + 2 * VERGE)) free.take(quad)
  for (const quad of ribbon(squareLine(), SQUARE.width + 2 * VERGE)) free.take(quad)
  for (const { line, width } of layStreams(sources))
    for (const quad of ribbon(line, Math.max(...width) + 8)) free.take(quad)
  for (const rail of sources.railways)
    for (const quad of ribbon(curve(rail.line, 20), 5 * rail.tracks + 12)) free.take(quad)
  for (const land of sources.land)
    for (const quad of ribbon([...land.ring, land.ring[0]!], 10)) free.take(quad)
  if (levelled === 'everything') return free
  const boxes = levelled.map(ringBox)
  for (const ring of steepGround(sources)) {
    const [x, z] = ringCentre(ring)
    const near = boxes.some(
      box => x > box[0] - NEAR && x < box[2] + NEAR && z > box[1] - NEAR && z < box[3] + NEAR,
    )
    if (!near) free.take(ring)
  }
  return free
}

/** Side of the squares in which ground is judged too steep, and the slope that is, metres and rise over length. */
const SQUARE_SIDE = 60
const STEEP = 0.24
/** Metres about levelled ground in which no square counts as steep. */
const NEAR = SQUARE_SIDE / 2 + 4

/** Squares of natural ground too steep to build on. */
function steepGround(sources: Sources): Ring[] {
  const field = naturalGround(sources)
  const [minX, minZ, maxX, maxZ] = BOUNDS
  const out: Ring[] = []
  const half = SQUARE_SIDE / 2
  for (let z = minZ + half; z < maxZ; z += SQUARE_SIDE)
    for (let x = minX + half; x < maxX; x += SQUARE_SIDE) {
      const dx = heightAt(field, x + half, z) - heightAt(field, x - half, z)
      const dz = heightAt(field, x, z + half) - heightAt(field, x, z - half)
      if (Math.hypot(dx, dz) > STEEP * SQUARE_SIDE)
        out.push([
          [x - half, z - half],
          [x - half, z + half],
          [x + half, z + half],
          [x + half, z - half],
        ])
    }
  return out
}

/** Says whether a point is on land by the coast of the sources. */
export function landTest(sources: Sources): (x: number, z: number) => boolean {
  const rings = sources.land.map(land => ({ ring: land.ring, box: ringBox(land.ring) }))
  return (x, z) =>
    rings.some(({ ring, box }) => x > box[0] && z > box[1] && x < box[2] && z < box[3] && inRing(ring, x, z))
}

function landOf(place: SourcePlace): Pick<Landmark, 'area' | 'aspect' | 'heading' | 'least'> {
  const landmark = LANDMARKS[place.id]
  if (landmark) return landmark
  const style = PLANT_STYLES[place.id] ?? PLAIN_PLANT
  return { area: builtArea(place) * (style.loose ?? 2.1), ...(style.aspect && { aspect: style.aspect }) }
}

/** Azimuth away from the nearest main road. */
export function streetHeading(at: GroundPoint, sources: Sources): number {
  let nearest = Infinity
  let heading = 28
  for (const { line } of sources.roads)
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!]
      const [dx, dz] = [b[0] - a[0], b[1] - a[1]]
      const far = segmentDistance(...at, a, b)
      if (far >= nearest) continue
      nearest = far
      const along = headingOf(a, b)
      const onRight = dx * (at[1] - a[1]) - dz * (at[0] - a[0]) > 0
      heading = (along + (onRight ? 90 : 270)) % 360
    }
  return heading
}

/** Metres about a plot that a minor street keeps off: streets are tried every 30 m only. */
const APART = 16

/** Says whether a point lies on one of the plots or close beside it. */
export function plotTest(plots: readonly Parcel[]): (point: GroundPoint) => boolean {
  const rings = plots.map(({ frame, width, depth }) =>
    frame.rect(-APART, -APART, width + 2 * APART, depth + 2 * APART),
  )
  const boxes = rings.map(ringBox)
  return ([x, z]) =>
    rings.some((ring, i) => {
      const box = boxes[i]!
      return x > box[0] && x < box[2] && z > box[1] && z < box[3] && inRing(ring, x, z)
    })
}
