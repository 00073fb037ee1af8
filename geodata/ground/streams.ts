import type { GroundPoint } from '../../models/units.ts'
import type { Sources } from '../sources.ts'
import { apart, curve, nearest } from './line.ts'

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

/**
 * Streams on gradients that steepen upstream as rivers do (a parabola over the distance to the mouth).
 * A stream that ends within 500 m of an earlier one is led into it and starts from its bed.
 */
export function layStreams(sources: Sources): Stream[] {
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
    const line = curve(points, 20)
    const along = [0]
    for (let i = line.length - 1; i > 0; i--) along.push(along.at(-1)! + apart(line[i]!, line[i - 1]!))
    along.reverse()
    const rise = end ? [1.9, 0.38] : [0.5, 0.47]
    const total = along[0]!
    const bed = along.map(s => base + rise[0]! * (s / 1000) + rise[1]! * (s / 1000) ** 2)
    laid.push({
      name: source.name.ko,
      line,
      bed,
      level: bed.map(b => b + DEPTH),
      width: along.map(s => source.width * (1 - 0.62 * (s / total) ** 0.8)),
    })
  }
  return laid
}
