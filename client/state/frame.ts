import type { SitePoint } from '../../models/units.ts'
import { FOV, type Pose } from './camera.ts'
import type { FreePart } from './insets.ts'

/** Pitch of the view on arrival, degrees below the horizon: walls and roofs are seen, and what stands around. */
const PITCH = 36
const NEAREST = 120
const HALF = Math.tan((FOV * Math.PI) / 360)

/** A picture and the part of it that no panel covers, CSS pixels. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly free: FreePart
}

/**
 * A pose that shows `reach` metres around a place in the middle of what is free of the picture, from the side the
 * present pose looks from; from the south without one.
 */
export function framed(place: SitePoint, reach: number, present: Pose | null, picture: Picture): Pose {
  const { width, height, free } = picture
  const dx = present ? present.eye[0] - present.target[0] : 0
  const dz = present ? present.eye[2] - present.target[2] : 1
  const flat = Math.hypot(dx, dz)
  const [ux, uz] = flat > 1 ? [dx / flat, dz / flat] : [0, 1]
  const pitch = (PITCH * Math.PI) / 180
  const [cos, sin] = [Math.cos(pitch), Math.sin(pitch)]
  const distance = Math.max(NEAREST, reach / 2 / HALF) / (Math.min(free.width, free.height) / height)
  // Metres at the place by which the axis of the view misses it, so that it stands in the middle of the free part.
  const perPixel = (2 * distance * HALF) / height
  const right = (width / 2 - (free.x + free.width / 2)) * perPixel
  const up = (free.y + free.height / 2 - height / 2) * perPixel
  const axis: SitePoint = [
    place[0] + right * uz - up * sin * ux,
    place[1] + up * cos,
    place[2] - right * ux - up * sin * uz,
  ]
  const eye: SitePoint = [
    axis[0] + ux * cos * distance,
    axis[1] + sin * distance,
    axis[2] + uz * cos * distance,
  ]
  // Along the same line of sight to the height of the place: a target below the ground would be pulled up.
  const on = (eye[1] - place[1]) / sin
  return { eye, target: [eye[0] - ux * cos * on, place[1], eye[2] - uz * cos * on] }
}
