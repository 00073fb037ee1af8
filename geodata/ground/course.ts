import type { GroundPoint } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import type { Drape, HeightField } from '../world.ts'
import { apart, type Line, normal, resample } from './line.ts'

/** A road or railway measured along its middle, with the height of its deck where it crosses water. */
export interface Course {
  readonly line: Line
  readonly normals: Line
  /** Metres from the start, by point. */
  readonly along: readonly number[]
  /** Metres above the sea on bridges, NaN where the ground carries it. */
  readonly deck: readonly number[]
  readonly length: number
  /** Distances along at which the course bends, up or sideways, by more than a few centimetres. */
  readonly bends: readonly number[]
}

const STEP = 15
const BEND = 0.07
/** Water this near means that the bank is already cut away. */
const BANK = 26
/** A road this near to water stands on a deck over its bank. */
const NEAR = 8
/** Clear height of a deck over the sea. */
const LEAST = 3.2

/** Measures a line and spans its stretches over water from bank to bank, higher in the middle of long ones. */
export function makeCourse(middle: Line, terrain: HeightField, water: (p: GroundPoint) => number): Course {
  const line = resample(middle, STEP)
  const along = [0]
  for (let i = 1; i < line.length; i++) along.push(along[i - 1]! + apart(line[i - 1]!, line[i]!))
  const ground = line.map(([x, z]) => heightAt(terrain, x, z))
  const wet = line.map(p => water(p) < BANK)
  const crosses = line.map(p => water(p) < NEAR)
  const deck = line.map(() => Number.NaN)
  for (let from = 0; from < line.length; from++) {
    if (!wet[from]) continue
    let to = from
    while (to + 1 < line.length && wet[to + 1]) to++
    if (crosses.slice(from, to + 1).some(c => c)) {
      const [a, b] = [Math.max(0, from - 1), Math.min(line.length - 1, to + 1)]
      const [low, high] = [bank(ground[a]!, a === from), bank(ground[b]!, b === to)]
      const span = along[b]! - along[a]!
      const arch = Math.min(5, Math.max(0, (span - 60) * 0.02))
      for (let i = a; i <= b; i++) {
        const t = (along[i]! - along[a]!) / (span || 1)
        deck[i] = low + (high - low) * t + arch * Math.sin(Math.PI * t)
      }
    }
    from = to
  }
  const keep = new Set<number>()
  const levels = ground.map((h, i) => (Number.isNaN(deck[i]!) ? h : deck[i]!))
  thin(line, levels, 0, line.length - 1, keep)
  return {
    line,
    normals: line.map((_, i) => normal(line, i)),
    along,
    deck,
    length: along.at(-1)!,
    bends: along.filter(
      (_, i) => keep.has(i) || Number.isNaN(deck[i]!) !== Number.isNaN(deck[i - 1] ?? deck[i]!),
    ),
  }
}

/** Keeps the points that stand off the straight between the kept ones (Douglas and Peucker 1973), here in space. */
function thin(line: Line, levels: readonly number[], from: number, to: number, keep: Set<number>): void {
  keep.add(from)
  keep.add(to)
  let [far, at] = [BEND, -1]
  const [a, b] = [line[from]!, line[to]!]
  for (let i = from + 1; i < to; i++) {
    const t = (i - from) / (to - from)
    const p = line[i]!
    const side = Math.hypot(p[0] - a[0] - (b[0] - a[0]) * t, p[1] - a[1] - (b[1] - a[1]) * t)
    const off = Math.max(side * 0.6, Math.abs(levels[i]! - levels[from]! - (levels[to]! - levels[from]!) * t))
    if (off > far) [far, at] = [off, i]
  }
  if (at < 0) return
  thin(line, levels, from, at, keep)
  thin(line, levels, at, to, keep)
}

const bank = (ground: number, open: boolean): number => (open ? Math.max(LEAST, ground) : ground)

/**
 * The strip of a course between two distances along it and two to its right, as a drape ring with deck heights
 * where it spans water. Undefined when nothing is left of it.
 */
export function strip(
  course: Course,
  terrain: HeightField,
  lift: number,
  [start, end]: readonly [number, number],
  [left, right]: readonly [number, number],
): Pick<Drape, 'ring' | 'deck'> | undefined {
  const from = Math.max(0, start)
  const to = Math.min(course.length, end)
  if (to - from < 0.05) return undefined
  const stops = [from, ...course.bends.filter(s => s > from + 0.5 && s < to - 0.5), to].map(s =>
    place(course, s),
  )
  const side = (off: number) =>
    stops.map(({ at, across }): GroundPoint => [at[0] + across[0] * off, at[1] + across[1] * off])
  const ring = [...side(right), ...side(left).reverse()]
  if (stops.every(s => Number.isNaN(s.deck))) return { ring }
  const levels = stops.map(s => (Number.isNaN(s.deck) ? heightAt(terrain, s.at[0], s.at[1]) : s.deck) + lift)
  return { ring, deck: [...levels, ...levels.toReversed()] }
}

/** Lengths of at most `most` metres that a stretch is paved in, cut where bridges begin and end. */
export function lengthsOf(course: Course, most: number): (readonly [number, number])[] {
  const out: (readonly [number, number])[] = []
  let from = 0
  for (let i = 1; i < course.line.length; i++) {
    const turn = i + 1 < course.line.length && isBridge(course, i - 1) !== isBridge(course, i)
    if (!turn && course.along[i]! - course.along[from]! < most && i < course.line.length - 1) continue
    out.push([course.along[from]!, course.along[i]!])
    from = i
  }
  return out
}

const isBridge = (course: Course, i: number): boolean =>
  !Number.isNaN(course.deck[i]!) && !Number.isNaN(course.deck[i + 1]!)

function place(course: Course, s: number): { at: GroundPoint; across: GroundPoint; deck: number } {
  const { along, line, normals, deck } = course
  let i = Math.min(line.length - 2, Math.floor((s / (course.length || 1)) * (line.length - 1)))
  while (i > 0 && along[i]! > s) i--
  while (i < line.length - 2 && along[i + 1]! < s) i++
  const t = Math.max(0, Math.min(1, (s - along[i]!) / (along[i + 1]! - along[i]! || 1)))
  const mix = (a: GroundPoint, b: GroundPoint): GroundPoint => [
    a[0] + (b[0] - a[0]) * t,
    a[1] + (b[1] - a[1]) * t,
  ]
  const [d0, d1] = [deck[i]!, deck[i + 1]!]
  return {
    at: mix(line[i]!, line[i + 1]!),
    across: mix(normals[i]!, normals[i + 1]!),
    deck: t < 0.01 ? d0 : t > 0.99 ? d1 : d0 + (d1 - d0) * t,
  }
}
