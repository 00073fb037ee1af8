import type { GroundPoint } from '../../models/units.ts'
import type { Paint } from '../paint.ts'
import type { Sources } from '../sources.ts'
import type { Drape, HeightField } from '../world.ts'
import { type Course, lengthsOf, makeCourse, strip } from './course.ts'
import { between, findJunctions } from './junctions.ts'
import { type Line, shifted } from './line.ts'
import { markRoad } from './markings.ts'
import type { Network } from './network.ts'
import { layRails } from './rails.ts'
import type { Road } from './roads.ts'

const ASPHALT: Paint = { surface: 'asphalt', rgb: [74, 77, 82] }
const SIDEWALK: Paint = { surface: 'sidewalk', rgb: [168, 163, 154] }
const LIFT = { arterial: 0.14, collector: 0.12, street: 0.1 } as const
/** Metres of road in one drape, so that tiles stay small. */
const PIECE = 120

/** A span over water: its course between two distances along it, for girders and railings. */
export interface Span {
  readonly road: Road
  readonly course: Course
  readonly from: number
  readonly to: number
}

/** All that is laid on the ground for roads and rails: carriageways, sidewalks, markings, medians, tracks. */
export function paveRoads(
  sources: Sources,
  roads: readonly Road[],
  network: Network,
  terrain: HeightField,
): { drapes: Drape[]; spans: Span[] } {
  const junctions = findJunctions(network.graph, roads)
  const spans: Span[] = []
  const drapes = roads.flatMap((road, i) => {
    const course = makeCourse(road.centreline, terrain, network.water)
    spans.push(...spansOf(road, course))
    const crossings = junctions[i]!
    return [
      ...pave(course, terrain, road),
      ...(road.sidewalk > 0 ? ([-1, 1] as const) : []).flatMap(side =>
        walk(course, terrain, road, crossings, side),
      ),
      ...markRoad(course, terrain, road, crossings),
    ]
  })
  return { drapes: [...drapes, ...layRails(sources, terrain, network)], spans }
}

/** The band between two distances to the right of a line; counter-clockwise, north up. */
export function band(line: Line, from: number, to: number): GroundPoint[] {
  return [...shifted(line, to), ...shifted(line, from).reverse()]
}

function pave(course: Course, terrain: HeightField, road: Road): Drape[] {
  const lift = LIFT[road.class]
  return lengthsOf(course, PIECE).flatMap(length => {
    const ground = strip(course, terrain, lift, length, [-road.width / 2, road.width / 2])
    return ground ? [{ ...ground, paint: ASPHALT, lift }] : []
  })
}

function walk(
  course: Course,
  terrain: HeightField,
  road: Road,
  crossings: Parameters<typeof between>[0],
  side: -1 | 1,
): Drape[] {
  const lift = 0.17
  const inner = side * (road.width / 2)
  const outer = side * (road.width / 2 + road.sidewalk)
  const across = [Math.min(inner, outer), Math.max(inner, outer)] as const
  const stretches = between(crossings, course.length, j => (side > 0 ? j.right : j.left))
  return stretches.flatMap(({ from, to }) =>
    cuts(course, from, to).flatMap(length => {
      const ground = strip(course, terrain, lift, length, across)
      return ground ? [{ ...ground, paint: SIDEWALK, lift }] : []
    }),
  )
}

/** The pieces of the course that lie between two distances. */
function cuts(course: Course, from: number, to: number): (readonly [number, number])[] {
  return lengthsOf(course, PIECE)
    .map(([a, b]) => [Math.max(a, from), Math.min(b, to)] as const)
    .filter(([a, b]) => b - a > 0.5)
}

function spansOf(road: Road, course: Course): Span[] {
  const spans: Span[] = []
  course.deck.forEach((deck, i) => {
    if (Number.isNaN(deck)) return
    const last = spans.at(-1)
    if (last && i > 0 && last.to === course.along[i - 1])
      spans[spans.length - 1] = { ...last, to: course.along[i]! }
    else spans.push({ road, course, from: course.along[i]!, to: course.along[i]! })
  })
  return spans.filter(span => span.to > span.from)
}
