import type { Degrees, Metres } from '../../../../models/units.ts'
import type { Pose } from '../../../state/camera.ts'

/** Direction of view, degrees clockwise from north, 0 ≤ bearing < 360. */
export function bearingOf({ eye, target }: Pose): Degrees {
  const degrees = (Math.atan2(target[0] - eye[0], eye[2] - target[2]) * 180) / Math.PI
  return (degrees + 360) % 360
}

/** The same view turned about its target until north is up. */
export function northUp({ eye, target }: Pose): Pose {
  const flat = Math.hypot(eye[0] - target[0], eye[2] - target[2])
  return { eye: [target[0], eye[1], target[2] + Math.max(1, flat)], target }
}

/** Metres on the ground that one pixel shows at the target, across the view; `fov` is vertical, degrees. */
export function metresPerPixel({ eye, target }: Pose, fov: Degrees, viewHeight: number): Metres {
  const distance = Math.hypot(eye[0] - target[0], eye[1] - target[1], eye[2] - target[2])
  return (2 * distance * Math.tan((fov * Math.PI) / 360)) / viewHeight
}

/** The longest of 1, 2, 5 × 10ⁿ metres that is not over `most`. */
export function roundLength(most: Metres): Metres {
  const ten = 10 ** Math.floor(Math.log10(most))
  return ten * (most >= 5 * ten ? 5 : most >= 2 * ten ? 2 : 1)
}
