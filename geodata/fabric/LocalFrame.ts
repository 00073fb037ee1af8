import type { Degrees, GroundPoint } from '../../models/units.ts'
import type { Ring } from '../plane/ring.ts'

/** A patch of ground with its own axes in metres: u to the right, v ahead, seen from the street. */
export interface LocalFrame {
  readonly origin: GroundPoint
  /** Azimuth of v. */
  readonly heading: Degrees
  at(u: number, v: number): GroundPoint
  /** Local coordinates of a ground point. */
  to(point: GroundPoint): readonly [u: number, v: number]
  /** Rectangle from corner (u, v), its first edge along u or, turned, along v. */
  rect(u: number, v: number, width: number, depth: number, along?: 'u' | 'v'): Ring
  /** The same axes about another origin given in local metres. */
  moved(u: number, v: number): LocalFrame
}

/** A frame at `origin` whose v axis points to the azimuth `heading`. */
export function makeFrame(origin: GroundPoint, heading: Degrees): LocalFrame {
  const turn = (heading * Math.PI) / 180
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)]
  const at = (u: number, v: number): GroundPoint => [
    origin[0] + u * cos + v * sin,
    origin[1] + u * sin - v * cos,
  ]
  return {
    origin,
    heading,
    at,
    to([x, z]) {
      const [dx, dz] = [x - origin[0], z - origin[1]]
      return [dx * cos + dz * sin, dx * sin - dz * cos]
    },
    rect(u, v, width, depth, along = 'u') {
      const corners = [at(u, v), at(u + width, v), at(u + width, v + depth), at(u, v + depth)]
      return along === 'u' ? corners : [corners[1]!, corners[2]!, corners[3]!, corners[0]!]
    },
    moved: (u, v) => makeFrame(at(u, v), heading),
  }
}

/** Azimuth in degrees of the way from one point to another. */
export function headingOf(from: GroundPoint, to: GroundPoint): Degrees {
  return ((Math.atan2(to[0] - from[0], from[1] - to[1]) * 180) / Math.PI + 360) % 360
}
