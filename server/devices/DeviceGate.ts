import { type DeviceDoor, type DeviceView, inScope } from '../../models/device.ts'
import type { Points } from '../../models/points.ts'
import { tokenHash } from '../accounts/token.ts'
import type { Clock } from '../clock.ts'
import type { Grant } from '../ingest/admission.ts'
import { Bucket } from '../net/bucket.ts'
import type { Devices } from './Devices.ts'

/** Milliseconds between two looks at the store: after at most this a revoked device is shut out. */
const LOOK = 2_000
/** Seconds of its rate that a device may send at once. */
const BURST = 5

interface Pass {
  readonly device: DeviceView
  readonly bucket: Bucket
  /** 1 for each asset it may write, by asset index. */
  readonly assets: Uint8Array
  ended: boolean
}

/** Lets devices of the store in. Answers from memory, which follows the store. */
export class DeviceGate {
  private passes = new Map<string, Pass>()
  private version = ''
  private readonly devices: Devices
  private readonly points: Points
  private readonly ids: readonly string[]
  private readonly clock: Clock

  /** `ids` are the asset ids of the site in their order. */
  constructor(devices: Devices, points: Points, ids: readonly string[], clock: Clock) {
    this.devices = devices
    this.points = points
    this.ids = ids
    this.clock = clock
  }

  /** Follow the store from now on; the result ends it. While the store is away the last state stands. */
  async follow(): Promise<() => void> {
    await this.look()
    let looking = false
    return this.clock.every(LOOK, () => {
      if (looking) return
      looking = true
      void this.look()
        .catch(() => undefined)
        .finally(() => {
          looking = false
        })
    })
  }

  /** What a device's key opens at a door, or null. A door that asks for no name gives null. */
  admit(door: DeviceDoor, user: string | null, key: string): Grant | null {
    if (key.length > 200) return null
    const pass = this.passes.get(tokenHash(key))
    if (!pass || (user !== null && user !== pass.device.name) || !pass.device.doors.includes(door))
      return null
    return this.grant(pass)
  }

  /** What the device of this name may, whose certificate the door has checked; null when there is none. */
  admitCertified(door: DeviceDoor, name: string): Grant | null {
    for (const pass of this.passes.values())
      if (pass.device.name === name && pass.device.doors.includes(door)) return this.grant(pass)
    return null
  }

  /** Read the store if it changed. Passes of devices that stay keep their buckets. */
  async look(): Promise<void> {
    const version = await this.devices.version()
    if (version === this.version) return
    const open = await this.devices.open()
    const next = new Map<string, Pass>()
    for (const [hash, device] of open) next.set(hash, this.passes.get(hash) ?? this.pass(device))
    for (const [hash, pass] of this.passes) pass.ended = !next.has(hash)
    this.passes = next
    this.version = version
  }

  private grant(pass: Pass): Grant {
    return {
      device: pass.device.name,
      covers: point => !pass.ended && pass.assets[this.points.asset[point]!] === 1,
      spend: samples => pass.bucket.take(samples, this.clock.now()),
      ended: () => pass.ended,
    }
  }

  private pass(device: DeviceView): Pass {
    const assets = Uint8Array.from(this.ids, id => (inScope(device.scopes, id) ? 1 : 0))
    const bucket = new Bucket(device.rate, device.rate * BURST, this.clock.now())
    return { device, assets, bucket, ended: false }
  }
}
