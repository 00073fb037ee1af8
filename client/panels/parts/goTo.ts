import type { SitePoint } from '../../../models/units.ts'
import { type Pose, useCamera } from '../../state/camera.ts'

/** Pitch of the view on arrival, degrees below the horizon. */
const PITCH = 32

/** Fly to a thing `reach` metres across, keeping the direction of view. */
export function goTo(target: SitePoint, reach: number): void {
  const { pose, flyTo } = useCamera.getState()
  flyTo(poseAt(target, reach, pose))
}

/** A pose that shows `reach` metres around `target` from the side the present pose looks from; from the south without one. */
export function poseAt([x, y, z]: SitePoint, reach: number, present: Pose | null): Pose {
  const dx = present ? present.eye[0] - present.target[0] : 0
  const dz = present ? present.eye[2] - present.target[2] : 1
  const flat = Math.hypot(dx, dz)
  const [ux, uz] = flat > 1 ? [dx / flat, dz / flat] : [0, 1]
  const distance = Math.max(120, reach * 1.6)
  const pitch = (PITCH * Math.PI) / 180
  const out = distance * Math.cos(pitch)
  return { eye: [x + ux * out, y + distance * Math.sin(pitch), z + uz * out], target: [x, y, z] }
}
