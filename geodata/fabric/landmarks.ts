import { CIVIC_LANDMARKS } from './civicLandmarks.ts'
import { ENERGY_LANDMARKS } from './energyLandmarks.ts'
import type { Landmark } from './landmark.ts'
import { PORT_LANDMARKS } from './portLandmarks.ts'
import { SUPPORT_LANDMARKS } from './supportLandmarks.ts'

/** Every known place that is built by a plan of its own, by the id of its site. */
export const LANDMARKS: Readonly<Record<string, Landmark>> = {
  ...CIVIC_LANDMARKS,
  ...SUPPORT_LANDMARKS,
  ...ENERGY_LANDMARKS,
  ...PORT_LANDMARKS,
}
