import { difference } from 'polyclip-ts'
import type { GroundPoint } from '../../models/units.ts'
import { ringArea } from '../plane/ring.ts'
import { BOUNDS } from '../projection.ts'
import type { Sources } from '../sources.ts'
import type { World } from '../world.ts'
import { inset } from './inset.ts'
import { shifted } from './line.ts'
import { pieces } from './pieces.ts'
import { layStreams } from './streams.ts'

/** Metres the sea reaches under the shore, so that no gap opens between water and ground. */
const UNDER_SHORE = 10
const PIECE = 8

/** The sea of the world at level 0 with the land cut out, and the streams with a level for each corner. */
export function makeWater(sources: Sources): World['waters'] {
  return [...makeSea(sources), ...layStreamRibbons(sources)]
}

function makeSea(sources: Sources): World['waters'] {
  const [minX, minZ, maxX, maxZ] = BOUNDS
  const world: [number, number][] = [
    [minX, minZ],
    [maxX, minZ],
    [maxX, maxZ],
    [minX, maxZ],
  ]
  const land = sources.land.map(({ ring }): [number, number][][] => {
    const open = ringArea(ring) > 0 ? ring : [...ring].reverse()
    const back = inset(
      open,
      open.map(() => UNDER_SHORE),
    )
    return [(back ?? open).map(([x, z]): [number, number] => [x, z])]
  })
  return difference([world], ...land.map(l => [l])).map(([outer, ...holes]) => ({
    ring: ringOf(outer!, true),
    ...(holes.length > 0 && { holes: holes.map(h => ringOf(h, false)) }),
    level: 0,
  }))
}

/** An open ring; counter-clockwise (north up) when `outer`, else clockwise. */
function ringOf(closed: readonly (readonly [number, number])[], outer: boolean): GroundPoint[] {
  const ring = closed.slice(0, -1).map(([x, z]): GroundPoint => [x, z])
  return ringArea(ring) > 0 === outer ? ring : ring.reverse()
}

function layStreamRibbons(sources: Sources): World['waters'] {
  return layStreams(sources).flatMap(({ line, level, width }) => {
    const right = line.map((_, i) => shifted(line, width[i]! / 2 + 3)[i]!)
    const left = line.map((_, i) => shifted(line, -width[i]! / 2 - 3)[i]!)
    const index = line.map((_, i): GroundPoint => [i, 0])
    return pieces(index, PIECE).map(run => {
      const [from, to] = [run[0]![0], run.at(-1)![0] + 1]
      const levels = level.slice(from, to).map(l => Math.max(0.06, l))
      return {
        ring: [...right.slice(from, to), ...left.slice(from, to).reverse()],
        level: [...levels, ...levels.toReversed()],
      }
    })
  })
}
