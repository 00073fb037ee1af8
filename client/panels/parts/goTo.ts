import type { SitePoint } from '../../../models/units.ts'
import { type Landing, useCamera } from '../../state/camera.ts'
import { framed } from '../../state/frame.ts'
import { freePart, useInsets } from '../../state/insets.ts'

/** Fly to a thing, so that `reach` metres around it are seen in what panels leave free, keeping the direction of view. */
export function goTo(target: SitePoint, reach: number): Promise<Landing> {
  const { pose, fly } = useCamera.getState()
  const [width, height] = [innerWidth, innerHeight]
  const free = freePart(useInsets.getState().insets, width, height)
  return fly(framed(target, reach, pose, { width, height, free }))
}
