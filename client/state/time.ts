import { create } from 'zustand'
import type { Instant } from '../../models/units.ts'

interface TimeState {
  /** Instant the sun is drawn for; null follows the clock. */
  sceneTime: Instant | null
  /** Past instant last asked for or, while it plays, come to, as the address keeps it; null for the present. */
  past: Instant | null
  setSceneTime: (at: Instant | null) => void
  setPast: (at: Instant | null) => void
}

/** The time of day in the picture, which leaves live values alone, and the past that the person wishes to see. */
export const useTime = create<TimeState>(set => ({
  sceneTime: null,
  past: null,
  setSceneTime: sceneTime => set({ sceneTime }),
  setPast: past => set({ past }),
}))
