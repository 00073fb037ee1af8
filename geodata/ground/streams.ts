import type { GroundPoint } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import type { Sources } from '../sources.ts'
import { apart, curve, direction, type Line, nearest, resample } from './line.ts'
import { naturalGround } from './naturalGround.ts'

/** A stream as it lies: points every 20 m from the source to the mouth, with its bed, its water and its width there. */
export interface Stream {
  readonly name: string
  readonly line: readonly GroundPoint[]
  /** Metres above the sea, falling to the mouth. */
  readonly bed: readonly number[]
  readonly level: readonly number[]
  readonly width: readonly number[]
}

const BED_AT_SEA = -1.1
const DEPTH = 1.15
/** Metres from the banks down to the bed. */
const CUT = 3
/** Least fall of a bed over its length. */
const FALL = 0.0004

const known = new WeakMap<Sources, readonly Stream[]>()

/**
 * Streams in the valleys of the natural ground: a bed below the lowest ground passed so far, so that it falls all the
 * way. A stream that ends within 500 m of an earlier one is led into it and ends on its bed.
 */
export function layStreams(sources: Sources): readonly Stream[] {
  const ready = known.get(sources)
  if (ready) return ready
  const ground = naturalGround(sources)
  const laid: Stream[] = []
  for (const source of sources.streams) {
    const mouth = source.line.at(-1)!
    let base = BED_AT_SEA
    let end: GroundPoint | undefined
    for (const other of laid) {
      const hit = nearest(other.line, mouth)
      if (hit.distance > 500) continue
      base = other.bed[hit.index]! + 0.05
      end = hit.at
    }
    const points = end && apart(end, mouth) > 5 ? [...source.line.slice(0, -1), end] : source.line
    const line = besideRoads(sources, curve(points, 20), source.width)
    const along = [0]
    for (let i = line.length - 1; i > 0; i--) along.push(along.at(-1)! + apart(line[i]!, line[i - 1]!))
    along.reverse()
    const bed = bedOf(
      line.map(([x, z]) => heightAt(ground, x, z)),
      along.map(s => base + FALL * s),
    )
    laid.push({
      name: source.name.ko,
      line,
      bed,
      level: bed.map(b => b + DEPTH),
      width: along.map(s => source.width * (1 - 0.82 * (s / along[0]!) ** 0.8)),
    })
  }
  known.set(sources, laid)
  return laid
}

/** A bed that never rises downstream: under the ground so far, above the least gradient to its end, without steps. */
function bedOf(ground: readonly number[], least: readonly number[]): number[] {
  let low = Infinity
  const bed = ground.map((h, i) => Math.max(least[i]!, (low = Math.min(low, h - CUT))))
  for (let round = 0; round < 30; round++)
    for (let i = 1; i + 1 < bed.length; i++) bed[i] = (bed[i - 1]! + 2 * bed[i]! + bed[i + 1]!) / 4
  bed[bed.length - 1] = least.at(-1)!
  return bed
}

/**
 * The stream moved off main roads that run beside it: the facts know streams less well than roads. Crossings stay.
 */
function besideRoads(sources: Sources, line: Line, width: number): GroundPoint[] {
  let out = [...line]
  for (let round = 0; round < 3; round++) {
    const pushes = out.map((p, i): GroundPoint => {
      const u = direction(out[Math.max(0, i - 1)]!, out[Math.min(out.length - 1, i + 1)]!)
      let [px, pz] = [0, 0]
      for (const road of sources.roads) {
        const hit = nearest(road.line, p)
        const need = width / 2 + road.width / 2 + 34
        if (hit.distance >= need || hit.distance < 0.5) continue
        const v = direction(road.line[hit.index]!, road.line[hit.index + 1]!)
        if (Math.abs(u[0] * v[0] + u[1] * v[1]) < 0.75) continue
        px += ((p[0] - hit.at[0]) / hit.distance) * (need - hit.distance)
        pz += ((p[1] - hit.at[1]) / hit.distance) * (need - hit.distance)
      }
      return [px, pz]
    })
    out = out.map((p, i): GroundPoint => {
      if (i === out.length - 1) return p
      let [x, z, n] = [0, 0, 0]
      for (let k = Math.max(0, i - 4); k <= Math.min(out.length - 1, i + 4); k++, n++) {
        x += pushes[k]![0]
        z += pushes[k]![1]
      }
      return [p[0] + x / n, p[1] + z / n]
    })
  }
  for (let round = 0; round < 4; round++)
    out = out.map((p, i): GroundPoint => {
      const [a, b] = [out[i - 1] ?? p, out[i + 1] ?? p]
      return i === 0 || i === out.length - 1
        ? p
        : [(a[0] + 2 * p[0] + b[0]) / 4, (a[1] + 2 * p[1] + b[1]) / 4]
    })
  return resample(out, 20)
}
