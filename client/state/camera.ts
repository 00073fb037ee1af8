import { create } from 'zustand'
import type { SitePoint } from '../../models/units.ts'

/** Vertical field of view of the scene's camera, degrees. */
export const FOV = 38

/** Where the camera stands and what it looks at, site frame. */
export interface Pose {
  readonly eye: SitePoint
  readonly target: SitePoint
}

/** How a flight goes on through its time: slow at both ends, or all along at one speed. */
export type Ease = 'smooth' | 'linear'

/** How a flight ended: at its pose exactly, or before, by a hand, another flight or its own signal. */
export type Landing = 'arrived' | 'interrupted'

export interface FlightOptions {
  /** Seconds on the way; by the distance without it. */
  readonly seconds?: number
  readonly ease?: Ease
  /** Breaks the flight off. */
  readonly signal?: AbortSignal
}

/** A flight under way. `jump` goes at once. */
export type Flight = Pose & { readonly jump?: boolean; readonly seconds?: number; readonly ease?: Ease }

interface CameraState {
  /** The pose as drawn, reported a few times a second while it moves; panels and the URL read it. */
  pose: Pose | null
  /** A wish to go somewhere; the scene flies there and lands it. */
  flight: Flight | null
  /** Fly somewhere; a flight under way is interrupted. Resolves when it has ended, one way or the other. */
  fly: (pose: Pose, options?: FlightOptions) => Promise<Landing>
  flyTo: (pose: Pose, jump?: boolean) => void
  /** The flight under way has ended; without one nothing happens. */
  land: (how: Landing) => void
  report: (pose: Pose) => void
}

let landed: ((how: Landing) => void) | null = null

/** The camera as panels know it. */
export const useCamera = create<CameraState>((set, get) => ({
  pose: null,
  flight: null,
  fly: ({ eye, target }, { seconds, ease, signal } = {}) => {
    get().land('interrupted')
    if (signal?.aborted) return Promise.resolve('interrupted')
    const flight: Flight = {
      eye,
      target,
      ...(seconds !== undefined && { seconds }),
      ...(ease !== undefined && { ease }),
    }
    const stop = () => {
      if (get().flight === flight) get().land('interrupted')
    }
    signal?.addEventListener('abort', stop, { once: true })
    return new Promise(resolve => {
      landed = how => {
        signal?.removeEventListener('abort', stop)
        resolve(how)
      }
      set({ flight })
    })
  },
  flyTo: (pose, jump = false) => {
    if (!jump) void get().fly(pose)
    else {
      get().land('interrupted')
      set({ flight: { ...pose, jump } })
    }
  },
  land: how => {
    const tell = landed
    landed = null
    if (get().flight) set({ flight: null })
    tell?.(how)
  },
  report: pose => set({ pose }),
}))
