import type { Points } from '../../models/points.ts'
import { QUALITIES, QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Clock } from '../clock.ts'
import type { Twin } from '../twin/twin.ts'
import { convert } from './convert.ts'

/** A sample as a device states it; anything may be missing or wrong. */
export interface Offer {
  readonly asset?: unknown
  readonly point?: unknown
  readonly part?: unknown
  readonly value?: unknown
  readonly unit?: unknown
  /** Milliseconds since 1970 or an ISO 8601 text; now when left out. */
  readonly at?: unknown
  /** `good` or `bad`; good when left out. */
  readonly quality?: unknown
}

/** Why a sample was not taken. `late`: a device that feeds the point has sent a newer one; simulated and stale values never make a sample late. */
export const REASONS = [
  'malformed',
  'unknownPoint',
  'notANumber',
  'wrongUnit',
  'outOfRange',
  'future',
  'tooOld',
  'late',
  'badQuality',
] as const
export type Reason = (typeof REASONS)[number]

/** A refusal: the reason and a sentence that says what, where and what to do. */
export interface Rejection {
  readonly reason: Reason
  readonly detail: string
}

/** A refusal as it is remembered. */
export interface Remembered extends Rejection {
  readonly at: Instant
  readonly source: string
}

/** Milliseconds a device's clock may be ahead, and the oldest sample taken. */
const AHEAD = 5_000
const OLDEST = 24 * 3_600_000
/** A device holds its point against the simulator for this many periods, and at least this long. */
const HOLD_PERIODS = 5
const HOLD_LEAST = 60_000
const REMEMBERED = 50

/** The one gate: every sample passes here or is refused with a reason and counted. */
export class Gate {
  readonly accepted = new Map<string, number>()
  readonly rejected = new Map<string, number>()
  readonly recent: Remembered[] = []
  private readonly points: Points
  private readonly twin: Twin
  private readonly clock: Clock
  /** Instant until which a device keeps a point from the simulator. */
  private readonly heldUntil: Float64Array

  constructor(points: Points, twin: Twin, clock: Clock) {
    this.points = points
    this.twin = twin
    this.clock = clock
    this.heldUntil = new Float64Array(points.count)
  }

  /** Take one sample of a device. Null when it was taken, else why not. */
  offer(offer: Offer, source: string): Rejection | null {
    const rejection = this.check(offer)
    if (rejection) this.refuse(rejection, source)
    else count(this.accepted, source, 1)
    return rejection
  }

  /** Take simulated values by point index: no look-ups; points held by a device are left alone and not counted. */
  simulate(indices: ArrayLike<number>, values: ArrayLike<number>, at: Instant): void {
    let taken = 0
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!
      if (this.heldUntil[i]! > at) continue
      this.twin.apply(i, values[k]!, at, QUALITY.simulated)
      taken++
    }
    count(this.accepted, 'simulator', taken)
  }

  /** Take measured values by point index, for sources that have resolved and checked their points. Values out of range are refused. */
  measure(indices: ArrayLike<number>, values: ArrayLike<number>, at: Instant, source: string): void {
    let taken = 0
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!
      const value = values[k]!
      const { range } = this.points.spec[i]!
      if (value >= range[0] && value <= range[1]) {
        this.twin.apply(i, value, at, QUALITY.good)
        taken++
      } else
        this.refuse(
          { reason: 'outOfRange', detail: `point ${i}: ${value} is outside ${range.join(' to ')}` },
          source,
        )
    }
    count(this.accepted, source, taken)
  }

  /** Count and remember a refusal that happened before the gate: a body that is no JSON, a topic that names nothing. */
  refuse(rejection: Rejection, source: string): void {
    count(this.rejected, `${source} ${rejection.reason}`, 1)
    this.recent.push({ ...rejection, at: this.clock.now(), source })
    if (this.recent.length > REMEMBERED) this.recent.shift()
  }

  private check(offer: Offer): Rejection | null {
    const { asset, point, part = 0, value, unit, at, quality = 'good' } = offer
    if (typeof asset !== 'string' || typeof point !== 'string')
      return no('malformed', 'a sample needs "asset" and "point" as text')
    if (!Number.isInteger(part) || (part as number) < 0)
      return no('malformed', '"part" must be a whole number from 0')
    const i = this.points.find(asset, point, part as number)
    if (i < 0)
      return no(
        'unknownPoint',
        `${asset.slice(0, 60)}/${point.slice(0, 40)}${part ? `/${part}` : ''} is not a point of this site; GET /api/site lists them`,
      )
    const spec = this.points.spec[i]!
    if (typeof value !== 'number' || !Number.isFinite(value))
      return no('notANumber', `${asset}/${point}: "value" must be a finite number`)
    if (unit !== undefined && typeof unit !== 'string')
      return no('wrongUnit', `${asset}/${point}: "unit" must be text, ${spec.unit} here`)
    const converted = unit === undefined ? value : convert(value, unit, spec.unit)
    if (converted === null)
      return no(
        'wrongUnit',
        `${asset}/${point} is in ${spec.unit}; ${String(unit).slice(0, 20)} does not convert to it`,
      )
    const [min, max] = spec.range
    if (converted < min || converted > max)
      return no('outOfRange', `${asset}/${point}: ${converted} ${spec.unit} is outside ${min} to ${max}`)
    const code = QUALITIES.indexOf(quality as (typeof QUALITIES)[number])
    if (code !== QUALITY.good && code !== QUALITY.bad)
      return no('badQuality', `${asset}/${point}: "quality" is good or bad`)
    const now = this.clock.now()
    const instant = at === undefined ? now : typeof at === 'string' ? Date.parse(at) : at
    if (typeof instant !== 'number' || !Number.isFinite(instant))
      return no('malformed', `${asset}/${point}: "at" must be milliseconds or an ISO 8601 time`)
    if (instant > now + AHEAD)
      return no(
        'future',
        `${asset}/${point}: ${new Date(instant).toISOString()} is ${Math.round((instant - now) / 1000)} s ahead of this server; check the device's clock`,
      )
    if (instant < now - OLDEST) return no('tooOld', `${asset}/${point}: the sample is older than 24 h`)
    const held = this.heldUntil[i]! > now
    if (held && instant < this.twin.times[i]!)
      return no('late', `${asset}/${point}: a newer sample is already there`)
    this.heldUntil[i] = now + Math.max(HOLD_LEAST, spec.every * HOLD_PERIODS * 1000)
    this.twin.apply(i, converted, instant, code)
    return null
  }
}

function no(reason: Reason, detail: string): Rejection {
  return { reason, detail }
}

function count(counters: Map<string, number>, key: string, n: number): void {
  counters.set(key, (counters.get(key) ?? 0) + n)
}
