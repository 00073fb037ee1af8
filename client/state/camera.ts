import { create } from 'zustand'
import type { SitePoint } from '../../models/units.ts'

/** Vertical field of view of the scene's camera, degrees. */
export const FOV = 38

/** Where the camera stands and what it looks at, site frame. */
export interface Pose {
  readonly eye: SitePoint
  readonly target: SitePoint
}

interface CameraState {
  /** The pose as drawn, reported a few times a second while it moves; panels and the URL read it. */
  pose: Pose | null
  /** A wish to go somewhere; the scene flies there and clears it. `jump` goes at once. */
  flight: (Pose & { readonly jump?: boolean }) | null
  flyTo: (pose: Pose, jump?: boolean) => void
  arrive: () => void
  report: (pose: Pose) => void
}

/** The camera as panels know it. */
export const useCamera = create<CameraState>(set => ({
  pose: null,
  flight: null,
  flyTo: (pose, jump = false) => set({ flight: { ...pose, jump } }),
  arrive: () => set({ flight: null }),
  report: pose => set({ pose }),
}))
