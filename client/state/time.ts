import { create } from 'zustand'
import type { Instant } from '../../models/units.ts'

interface TimeState {
  /** Instant the sun is drawn for; null follows the clock. */
  sceneTime: Instant | null
  setSceneTime: (at: Instant | null) => void
}

/** The time of day in the picture. Live values are not affected by it. */
export const useTime = create<TimeState>(set => ({
  sceneTime: null,
  setSceneTime: sceneTime => set({ sceneTime }),
}))
