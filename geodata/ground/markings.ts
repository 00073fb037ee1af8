import type { Paint } from '../paint.ts'
import type { Drape, HeightField } from '../world.ts'
import { type Course, lengthsOf, strip } from './course.ts'
import { between, type Junction } from './junctions.ts'
import type { Road } from './roads.ts'

const WHITE: Paint = { surface: 'marking', rgb: [232, 232, 226] }
const YELLOW: Paint = { surface: 'yellow', rgb: [222, 168, 48] }
const HEDGE: Paint = { surface: 'plain', rgb: [84, 112, 62] }
const LIFT = 0.2
/** Metres a zebra crossing takes before the other road's kerb, stop line included. */
const ZEBRA = 8
const DASH = 6
const DASH_EVERY = 15
const MEDIAN = 2.6

/**
 * Paint on a carriageway (Korean practice: yellow parts the directions, white the lanes, traffic on the right):
 * centre lines or a planted median, dashes, edge lines, stop lines and zebras before main roads.
 */
export function markRoad(
  course: Course,
  terrain: HeightField,
  road: Road,
  crossings: readonly Junction[],
): Drape[] {
  const out: Drape[] = []
  const paint = (length: readonly [number, number], across: readonly [number, number], as: Paint): void => {
    const ground = strip(course, terrain, LIFT, length, across)
    if (ground) out.push({ ...ground, paint: as, lift: LIFT })
  }
  const half = road.width / 2
  const main = road.class !== 'street'
  const stops = (j: Junction): boolean => main && j.major
  const gap = (j: Junction): number => {
    const reach = Math.max(j.left, j.right)
    if (!main) return reach + 1.5
    return stops(j) ? reach + ZEBRA : reach > 7.5 || j.left * j.right > 0 ? reach + 1 : 0
  }
  for (const stretch of between(crossings, course.length, gap)) {
    const { from, to } = stretch
    if (to - from < 6) continue
    for (const length of lengthsOf(course, 240)) {
      const run = [Math.max(from, length[0]), Math.min(to, length[1])] as const
      if (run[1] - run[0] < 1) continue
      if (road.median && road.width >= 50) {
        paint(run, [-MEDIAN, MEDIAN], HEDGE)
        paint(run, [-MEDIAN - 0.55, -MEDIAN - 0.3], YELLOW)
        paint(run, [MEDIAN + 0.3, MEDIAN + 0.55], YELLOW)
      } else if (main) {
        paint(run, [-0.4, -0.16], YELLOW)
        paint(run, [0.16, 0.4], YELLOW)
      } else paint(run, [-0.1, 0.1], YELLOW)
      if (!main) continue
      paint(run, [-half + 0.4, -half + 0.62], WHITE)
      paint(run, [half - 0.62, half - 0.4], WHITE)
    }
    if (main) dash(course, road, from, to, paint)
    if (stretch.end && stops(stretch.end)) arrive(to, 1, half, paint)
    if (stretch.start && stops(stretch.start)) arrive(from, -1, half, paint)
  }
  return out
}

type Brush = (length: readonly [number, number], across: readonly [number, number], as: Paint) => void

function dash(course: Course, road: Road, from: number, to: number, paint: Brush): void {
  const inner = road.median && road.width >= 50 ? MEDIAN + 0.6 : 0
  const each = road.lanes / 2
  const lane = (road.width / 2 - 0.6 - inner) / each
  for (
    let s = Math.ceil(from / DASH_EVERY) * DASH_EVERY;
    s + DASH < Math.min(to, course.length);
    s += DASH_EVERY
  )
    for (let k = 1; k < each; k++)
      for (const side of [-1, 1]) {
        const off = side * (inner + lane * k)
        paint([s, s + DASH], [off - 0.1, off + 0.1], WHITE)
      }
}

/** Stop line on the side that arrives, and the zebra beyond it over the whole width. `way` 1 at the end, -1 at the start. */
function arrive(at: number, way: 1 | -1, half: number, paint: Brush): void {
  const over = (a: number, b: number): readonly [number, number] =>
    way > 0 ? [at + a, at + b] : [at - b, at - a]
  paint(over(0, 0.6), way > 0 ? [0.5, half - 0.7] : [-half + 0.7, -0.5], WHITE)
  for (let x = -half + 1; x < half - 1; x += 1.3) paint(over(2.4, 6), [x, x + 0.65], WHITE)
}
