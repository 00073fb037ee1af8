import type { Instant } from '../../models/units.ts'
import type { Reason, Remembered } from './rejection.ts'

/** Devices followed at most; the one longest silent gives way. */
const MOST = 500

/** How a device does at a door: what was refused of it, and the last of that. */
export interface DeviceRefusals {
  readonly device: string
  readonly source: string
  readonly refused: number
  readonly lastAt: Instant
  readonly lastReason: Reason
  readonly detail: string
  readonly example?: string
}

/** The last refusal of each device at each door. */
export class Refusals {
  private readonly byDevice = new Map<string, DeviceRefusals>()

  /** Note a refusal; one of nobody in particular is left out. */
  note({ device, source, at, reason, detail, example }: Remembered): void {
    if (device === undefined) return
    const key = `${source} ${device}`
    const refused = (this.byDevice.get(key)?.refused ?? 0) + 1
    this.byDevice.delete(key)
    this.byDevice.set(key, {
      device,
      source,
      refused,
      lastAt: at,
      lastReason: reason,
      detail,
      ...(example !== undefined && { example }),
    })
    if (this.byDevice.size > MOST) this.byDevice.delete(this.byDevice.keys().next().value!)
  }

  /** All of them, the latest first. */
  list(): DeviceRefusals[] {
    return [...this.byDevice.values()].reverse()
  }
}
