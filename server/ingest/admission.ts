import type { Covers } from './accept.ts'
import { type Credential, DEVICE_USER } from './credential.ts'

/** What a credential opens. */
export interface Grant {
  readonly device: string
  /** The points it may write; all when absent. */
  readonly covers?: Covers
  /** Spend so many samples of its rate: 0, or the seconds to wait; unlimited when absent. */
  readonly spend?: (samples: number) => number
}

/** Judges the name (null where a door has none) and key shown at a door; null turns away. */
export type Admit = (user: string | null, key: string) => Grant | null | Promise<Grant | null>

/** The one device credential as an admission. */
export function admitDevice(credential: Credential): Admit {
  return (user, key) =>
    (user === null || user === DEVICE_USER) && credential.matches(key) ? { device: DEVICE_USER } : null
}
