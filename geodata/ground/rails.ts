import type { Paint } from '../paint.ts'
import type { Sources } from '../sources.ts'
import type { Drape, HeightField } from '../world.ts'
import { lengthsOf, makeCourse, strip } from './course.ts'
import type { Network } from './network.ts'
import { layWays, openStretches } from './ways.ts'

const BALLAST: Paint = { surface: 'rail', rgb: [126, 116, 106] }
const STEEL: Paint = { surface: 'steel', rgb: [92, 88, 86] }
/** Half the standard gauge, and half the width of a rail drawn wide enough to be seen. */
const GAUGE = 0.72
const RAIL = 0.09
const TRACK = 4.2

/** Ballast and rails of the railways where they run above ground. */
export function layRails(sources: Sources, terrain: HeightField, network: Network): Drape[] {
  return layWays(sources).rails.flatMap(({ source: { tracks }, line, tunnel }) => {
    const open = openStretches(tunnel).map(({ from, to }) => line.slice(from, to + 1))
    return open.flatMap(part => {
      const course = makeCourse(part, terrain, network.water)
      const bed = 1.9 + (TRACK * (tracks - 1)) / 2
      return lengthsOf(course, 120).flatMap(length => {
        const lay = (across: readonly [number, number], paint: Paint, lift: number): Drape[] => {
          const ground = strip(course, terrain, lift, length, across)
          return ground ? [{ ...ground, paint, lift }] : []
        }
        const out = lay([-bed, bed], BALLAST, 0.12)
        for (let t = 0; t < tracks; t++)
          for (const side of [-1, 1]) {
            const off = (t - (tracks - 1) / 2) * TRACK + side * GAUGE
            out.push(...lay([off - RAIL, off + RAIL], STEEL, 0.24))
          }
        return out
      })
    })
  })
}
