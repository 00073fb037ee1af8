import type { SitePoint } from '../../../models/units.ts'
import { type Pose, useCamera } from '../../state/camera.ts'
import { useDesk } from '../../state/desk.ts'
import { useView } from '../../state/view.ts'

/** Pitch of the view on arrival, degrees below the horizon. */
const PITCH = 32
/** Share of the distance by which the view stays short of its target, so that it stands above an open tool. */
const SHORT = 0.5

/** Fly to a thing `reach` metres across, keeping the direction of view. */
export function goTo(target: SitePoint, reach: number): void {
  const { pose, flyTo } = useCamera.getState()
  const tool = useView.getState().mode === 'operate' && useDesk.getState().tool !== null
  flyTo(poseAt(target, reach, pose, tool ? SHORT : 0))
}

/** A pose that shows `reach` metres around `target` from the side the present pose looks from; from the south without one. `short` of the distance before the target puts it higher in the picture. */
export function poseAt([x, y, z]: SitePoint, reach: number, present: Pose | null, short = 0): Pose {
  const dx = present ? present.eye[0] - present.target[0] : 0
  const dz = present ? present.eye[2] - present.target[2] : 1
  const flat = Math.hypot(dx, dz)
  const [ux, uz] = flat > 1 ? [dx / flat, dz / flat] : [0, 1]
  const distance = Math.max(120, reach * 1.6)
  const pitch = (PITCH * Math.PI) / 180
  const out = distance * Math.cos(pitch)
  const [cx, cz] = [x + ux * distance * short, z + uz * distance * short]
  return { eye: [cx + ux * out, y + distance * Math.sin(pitch), cz + uz * out], target: [cx, y, cz] }
}
