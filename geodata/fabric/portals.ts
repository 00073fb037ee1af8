import type { GroundPoint } from '../../models/units.ts'
import { nearest } from '../ground/line.ts'
import { layWays } from '../ground/ways.ts'
import { heightAt } from '../heights.ts'
import { BOUNDS } from '../projection.ts'
import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { groundUnder, stand } from './draft.ts'
import { box } from './halls.ts'
import { headingOf, makeFrame } from './LocalFrame.ts'
import { CONCRETE, paint } from './paints.ts'
import type { Settled } from './Town.ts'

const DARK = paint('plain', [26, 28, 30])
/** Depth of the portal into the hill, wall beside the carriageway, clear height and lintel, metres. */
const DEPTH = 12
const WALL = 5
const CLEAR = 6.2
const LINTEL = 3
/** Metres within which a portal bears the name of a known tunnel. */
const NAMED = 120

/** A concrete portal at every mouth of a road tunnel inside the world, dark where the road goes in. */
export function tunnelPortals(sources: Sources, field: HeightField): Settled[] {
  return layWays(sources).roads.flatMap(({ source, line, tunnel }) =>
    line.flatMap((p, i) => {
      if (tunnel[i] || !isInside(p)) return []
      const ways = [i - 1, i + 1].filter(k => line[k] && tunnel[k])
      return ways.map(k => portal(sources, field, p, line[k]!, source.width))
    }),
  )
}

function isInside([x, z]: GroundPoint): boolean {
  return x > BOUNDS[0] + 40 && x < BOUNDS[2] - 40 && z > BOUNDS[1] + 40 && z < BOUNDS[3] - 40
}

function portal(
  sources: Sources,
  field: HeightField,
  mouth: GroundPoint,
  inwards: GroundPoint,
  width: number,
): Settled {
  const frame = makeFrame(mouth, headingOf(mouth, inwards))
  const half = width / 2
  const ring = frame.rect(-half - WALL, 0.4, width + 2 * WALL, DEPTH)
  const road = heightAt(field, ...mouth)
  const [low, high] = groundUnder(field, ring)
  const top = Math.max(CLEAR + LINTEL, high - road + 1)
  const known = sources.tunnels.find(({ line }) => nearest(line, mouth).distance < NAMED)
  const draft = {
    use: 'landmark' as const,
    ring,
    parts: [
      box(frame, -half - WALL, 0.8, width + 2 * WALL, DEPTH - 0.4, 0, top, CONCRETE),
      box(frame, -half, 0.4, half - 0.6, 0.5, 0, CLEAR, DARK),
      box(frame, 0.6, 0.4, half - 0.6, 0.5, 0, CLEAR, DARK),
    ],
    provenance: 'approximate' as const,
    ...(known && { name: known.name }),
  }
  return { draft, building: stand(draft, [low, road], -1, -1) }
}
