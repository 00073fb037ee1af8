import type { DeviceDoor } from '../../models/device.ts'
import type { Points } from '../../models/points.ts'
import type { Covers } from './Covers.ts'
import { type Credential, DEVICE_USER } from './credential.ts'

/** What a credential opens. */
export interface Grant {
  readonly device: string
  /** The points it may write; all when absent. */
  readonly covers?: Covers
  /** Spend so many samples of its rate: 0, or the seconds to wait; unlimited when absent. */
  readonly spend?: (samples: number) => number
  /** True once the credential was revoked: its line is then to be shut. */
  readonly ended?: () => boolean
}

/** Judges the name (null where a door has none) and key shown at a door, or the name that a certificate gives; null turns away. */
export type Admit = (
  user: string | null,
  key: string,
  certified?: string | null,
) => Grant | null | Promise<Grant | null>

/** The admission at a door: the default device may all, the others what the store says. */
export function admitDevice(credential: Credential, door: DeviceDoor): Admit {
  return (user, key, certified = null) => {
    if (certified !== null) return credential.certified?.(door, certified) ?? null
    const grant = credential.others?.(door, user, key) ?? null
    if (grant) return grant
    return (user === null || user === DEVICE_USER) && credential.matches(key) ? { device: DEVICE_USER } : null
  }
}

/** True when a credential may write any point of an asset. */
export function coversAsset({ first }: Points, asset: number, covers?: Covers): boolean {
  if (!covers) return true
  for (let i = first[asset]!; i < first[asset + 1]!; i++) if (covers(i)) return true
  return false
}
