import type { GroundPoint, Metres } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import type { HeightField } from '../world.ts'
import { apart } from './line.ts'

/** Ground this much above a way means a tunnel; over dips a way is lifted by up to half of it. */
const COVER = 18
/** A shorter tunnel is dug as a cutting instead, metres. */
const SHORTEST = 260
/** Least height of a way above the sea. */
const LEAST = 2.2

/** Heights of a road or railway along its middle, and where it runs in a tunnel. */
export interface Profile {
  readonly heights: readonly Metres[]
  readonly tunnel: readonly boolean[]
}

/** What a profile must keep to besides the ground. */
export interface ProfileNeeds {
  /** Steepest part of the way, 0.06 = 6 %. */
  readonly grade: number
  /** Points of the line that a known tunnel holds. */
  readonly inTunnel?: (p: GroundPoint) => boolean
  /** Heights the way must have where it meets others, by point of the line. */
  readonly pins?: ReadonlyMap<number, Metres>
}

/** The way of balanced cut and fill over the ground: halfway between the highest one under it and the lowest one over it. */
export function profileOf(field: HeightField, line: readonly GroundPoint[], needs: ProfileNeeds): Profile {
  const { grade, inTunnel = () => false, pins = new Map() } = needs
  const ground = line.map(([x, z], i) => pins.get(i) ?? Math.max(LEAST, heightAt(field, x, z)))
  const forced = line.map(inTunnel)
  const under = limited(
    line,
    ground.map((h, i) => (forced[i] ? Infinity : h)),
    grade,
  )
  const within = ground.map((h, i) => (forced[i] ? under[i]! : Math.min(h, under[i]! + COVER / 2)))
  const over = limited(
    line,
    within.map(h => -h),
    grade,
  ).map(h => -h)
  const heights = under.map((h, i) => (h + over[i]!) / 2)
  for (let round = 0; round < 12; round++)
    for (let i = 1; i + 1 < heights.length; i++)
      heights[i] = (heights[i - 1]! + 2 * heights[i]! + heights[i + 1]!) / 4
  meet(line, heights, pins, grade)
  return {
    heights,
    tunnel: tunnels(
      line,
      ground.map((h, i) => h - heights[i]! > COVER || forced[i]!),
      forced,
    ),
  }
}

/** The highest course under the given heights that nowhere rises or falls faster than `grade`. */
function limited(line: readonly GroundPoint[], heights: readonly number[], grade: number): number[] {
  const out = [...heights]
  for (let i = 1; i < line.length; i++)
    out[i] = Math.min(out[i]!, out[i - 1]! + grade * apart(line[i - 1]!, line[i]!))
  for (let i = line.length - 2; i >= 0; i--)
    out[i] = Math.min(out[i]!, out[i + 1]! + grade * apart(line[i + 1]!, line[i]!))
  return out
}

/** Draws the course to its pins, as near to each as the grade asks and no nearer. */
function meet(
  line: readonly GroundPoint[],
  heights: number[],
  pins: ReadonlyMap<number, number>,
  grade: number,
): void {
  const along = distances(line)
  heights.forEach((h, i) => {
    let [least, most] = [-Infinity, Infinity]
    for (const [pin, at] of pins) {
      const reach = grade * Math.abs(along[i]! - along[pin]!)
      least = Math.max(least, at - reach)
      most = Math.min(most, at + reach)
    }
    heights[i] = least > most ? (least + most) / 2 : Math.max(least, Math.min(most, h))
  })
}

/** Metres from the start, by point. */
function distances(line: readonly GroundPoint[]): number[] {
  const along = [0]
  for (let i = 1; i < line.length; i++) along.push(along[i - 1]! + apart(line[i - 1]!, line[i]!))
  return along
}

/** Runs of tunnel long enough to be dug; known ones always are. */
function tunnels(
  line: readonly GroundPoint[],
  deep: readonly boolean[],
  forced: readonly boolean[],
): boolean[] {
  const out = line.map(() => false)
  for (let from = 0; from < line.length; from++) {
    if (!deep[from]) continue
    let to = from
    let length = 0
    while (to + 1 < line.length && deep[to + 1]) length += apart(line[to]!, line[++to]!)
    const known = forced.slice(from, to + 1).some(f => f)
    if (known || length >= SHORTEST) out.fill(true, from, to + 1)
    from = to
  }
  return out
}
