import type { Points } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Clock } from '../clock.ts'
import type { Twin } from '../twin/twin.ts'
import type { Batch } from './Batch.ts'
import { ClockWatch } from './ClockWatch.ts'
import { type Covers, notCovered } from './Covers.ts'
import { exampleOf } from './exampleOf.ts'
import { Fed } from './Fed.ts'
import type { Offer } from './Offer.ts'
import { Order, PLACE } from './Order.ts'
import { Refusals } from './Refusals.ts'
import { type ReadOffer, readOffer } from './readOffer.ts'
import { no, type Reason, type Rejection, type Remembered } from './rejection.ts'
import { Tally } from './Tally.ts'

/** Milliseconds a device's clock may be ahead; after `LATE` a sample is history and no present, before `OLDEST` history has let go. */
const AHEAD = 5_000
const LATE = 24 * 3_600_000
const OLDEST = 30 * LATE
/** A device holds its point against the simulator for this many periods, and at least this long. */
const HOLD_PERIODS = 5
const HOLD_LEAST = 60_000
const REMEMBERED = 50
/** Sources counted each by itself; any further share one count. */
const MOST_SOURCES = 1_000

/** The one gate: every sample passes here or is refused with a reason and counted. */
export class Gate {
  readonly points: Points
  readonly clock: Clock
  readonly recent: Remembered[] = []
  readonly refusals = new Refusals()
  readonly clockWatch: ClockWatch
  /** What devices have ever fed: the simulator leaves it alone. */
  readonly fed: Fed
  private readonly twin: Twin
  private readonly tallies = new Map<string, Tally>()
  private readonly order: Order
  private readonly least: Float64Array
  private readonly most: Float64Array
  private readonly hold: Float64Array
  /** Instant until which a device keeps a point from the simulator. */
  private readonly heldUntil: Float64Array

  constructor(points: Points, twin: Twin, clock: Clock) {
    this.points = points
    this.twin = twin
    this.clock = clock
    this.clockWatch = new ClockWatch(clock)
    this.order = new Order(points.count)
    this.fed = new Fed(points)
    this.least = Float64Array.from(points.spec, spec => spec.range[0])
    this.most = Float64Array.from(points.spec, spec => spec.range[1])
    this.hold = Float64Array.from(points.spec, spec => Math.max(HOLD_LEAST, spec.every * HOLD_PERIODS * 1000))
    this.heldUntil = new Float64Array(points.count)
  }

  /** Samples taken, by source. */
  get accepted(): ReadonlyMap<string, number> {
    return new Map([...this.tallies].map(([source, tally]) => [source, tally.accepted]))
  }

  /** Samples refused, by `source reason`. */
  get rejected(): ReadonlyMap<string, number> {
    const all = [...this.tallies].flatMap(([source, { rejected }]) =>
      [...rejected].map(([reason, n]) => [`${source} ${reason}`, n] as const),
    )
    return new Map(all)
  }

  /** Names of the sources that have brought anything. */
  get sources(): readonly string[] {
    return [...this.tallies.keys()]
  }

  /** The counts of a source. */
  tally(source: string): Tally {
    const known = this.tallies.get(source)
    if (known) return known
    if (this.tallies.size >= MOST_SOURCES && source !== 'others') return this.tally('others')
    const tally = new Tally()
    this.tallies.set(source, tally)
    return tally
  }

  /** Take one sample of a device. Null when it was taken, else why not. */
  offer(offer: Offer, source: string, covers?: Covers, device?: string): Rejection | null {
    const read = readOffer(offer, this.points, covers)
    if ('reason' in read) return this.refuse(read, source, device, offer)
    return this.take(read, source, covers, device, offer)
  }

  /** Take one sample of a known point, in its unit. Null when it was taken, else why not. */
  take(
    { point, value, at, quality }: ReadOffer,
    source: string,
    covers?: Covers,
    device?: string,
    sent?: unknown,
  ): Rejection | null {
    if (covers && !covers(point)) return this.refuse(this.forbidden(point), source, device, sent)
    this.lookAtClock()
    const now = this.clock.now()
    const tally = this.tally(source)
    this.fed.feeders.assign(point, source, device, now)
    const reason = this.place(point, value, at, quality, tally, now, source)
    if (reason) return this.refuse(this.because(reason, point, value, at, now), source, device, sent)
    tally.take(1, now)
    return null
  }

  /** Take simulated values by point index: no look-ups; assets that a device has ever fed are left alone and not counted. */
  simulate(indices: ArrayLike<number>, values: ArrayLike<number>, at: Instant): void {
    this.lookAtClock()
    let taken = 0
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!
      if (this.fed.owns(i)) continue
      this.twin.apply(i, values[k]!, at, QUALITY.simulated)
      taken++
    }
    this.tally('simulator').take(taken, at)
  }

  /** Take a batch of resolved points: no look-ups by string, no object a sample. The number taken; the others are counted by reason. */
  measure(batch: Batch, source: string): number {
    this.lookAtClock()
    const now = this.clock.now()
    const tally = this.tally(source)
    const { point, value, at, quality, size } = batch
    let taken = 0
    for (let k = 0; k < size; k++) {
      const i = point[k]!
      const reason = this.place(i, value[k]!, at[k]!, quality[k]!, tally, now, source)
      if (reason === null) taken++
      else if (reason === 'duplicate') tally.refuse(reason, 1)
      else this.refuse(this.because(reason, i, value[k]!, at[k]!, now), source)
    }
    tally.take(taken, now)
    return taken
  }

  /** Take over what another process of this installation had let in: written as it was, and a device's value holds its point as before. */
  resume(i: number, value: number, at: Instant, quality: number): void {
    if (quality === QUALITY.simulated && this.fed.owns(i)) return
    if (quality !== QUALITY.simulated && quality !== QUALITY.stale) this.holdFor(i, at, 'resumed')
    this.twin.apply(i, value, at, quality)
  }

  /** Take a device's value from the history of this installation: it holds its point as before. */
  remember(i: number, value: number, at: Instant, quality: number): void {
    this.holdFor(i, at, 'remembered')
    this.twin.remember(i, value, at, quality)
  }

  /** Take a value of unknown age, such as a broker had kept: shown as stale until a sample comes, unless a newer one is there. */
  recall(point: number, value: number, source: string, device?: string, sent?: unknown): Rejection | null {
    this.lookAtClock()
    const now = this.clock.now()
    const name = this.nameOf(point)
    if (!(value >= this.least[point]! && value <= this.most[point]!))
      return this.refuse(this.because('outOfRange', point, value, now, now), source, device, sent)
    if (this.heldUntil[point]! > now)
      return this.refuse(
        no('duplicate', `${name}: a newer value is there than the one the broker had kept`),
        source,
        device,
        sent,
      )
    const tally = this.tally(source)
    tally.take(1, now)
    tally.unknownAge++
    this.holdFor(point, now, source)
    this.twin.showOld(point, value)
    return null
  }

  /** Show the last value of a device that has not spoken since as what it is: stale. Alarms stay as they were. */
  rememberStale(i: number, value: number, at: Instant): void {
    this.twin.remember(i, value, at, QUALITY.stale)
  }

  /** The device behind these points is gone (`stale`) or does not know them (`bad`): their last values stand with that quality. Points that no device feeds are left alone. */
  lose(points: Iterable<number>, quality: number, source: string, device?: string): void {
    this.lookAtClock()
    const now = this.clock.now()
    const held = [...points].filter(i => this.heldUntil[i]! > now)
    if (quality === QUALITY.stale) this.fed.feeders.lose(held, source, device, now)
    for (const i of held) this.twin.apply(i, this.twin.values[i]!, now, quality)
  }

  /** The samples of a point that this source hands on in batches are a device's. */
  fedBy(point: number, source: string, device: string | undefined): void {
    this.fed.feeders.assign(point, source, device, this.clock.now())
  }

  /** Count and remember a refusal, also one that happened before the gate: a body that is no JSON, a topic that names nothing. `device` is whose it was, `sent` what. */
  refuse(rejection: Rejection, source: string, device?: string, sent?: unknown): Rejection {
    this.tally(source).refuse(rejection.reason, 1)
    const refusal = {
      ...rejection,
      at: this.clock.now(),
      source,
      ...(device !== undefined && { device }),
      ...(sent !== undefined && { example: exampleOf(sent) }),
    }
    this.recent.push(refusal)
    if (this.recent.length > REMEMBERED) this.recent.shift()
    this.refusals.note(refusal)
    return rejection
  }

  /** Notice a server clock that was set by hand or by NTP: the present and all holds move with it, and each source is read in the time it is in. */
  lookAtClock(): void {
    const step = this.clockWatch.look()
    if (step === 0) return
    this.twin.shift(step)
    for (let i = 0; i < this.heldUntil.length; i++) this.heldUntil[i]! += step
    this.order.shift(step)
    this.fed.feeders.shift(step)
    for (const tally of this.tallies.values()) tally.clockSet(step)
  }

  /** The refusal of a sample of a point that its credential does not write. */
  forbidden(point: number): Rejection {
    return notCovered(this.nameOf(point))
  }

  /** asset/point[/part] of a point, for people. */
  nameOf(i: number): string {
    const part = this.points.part[i]!
    return `${this.points.assetIds[this.points.asset[i]!]}/${this.points.name[i]}${part ? `/${part}` : ''}`
  }

  /** Write one sample of a known point where it belongs: the present, the past, or nowhere and why. */
  private place(
    i: number,
    value: number,
    stated: Instant,
    quality: number,
    tally: Tally,
    now: Instant,
    source: string,
  ): Reason | null {
    if (!(value >= this.least[i]! && value <= this.most[i]!)) return 'outOfRange'
    let at = now
    if (Number.isNaN(stated)) this.order.arrive(i, now)
    else {
      const late = tally.clock.read(stated, now)
      if (late < now - OLDEST) return 'tooOld'
      if (late < now - LATE) {
        // Late data says nothing about the source's clock, nor about the present.
        tally.past++
        this.twin.applyPast(i, value, late, quality)
        return null
      }
      tally.lag(now - stated)
      at = tally.clock.bring(stated, now)
      if (at > now + AHEAD) return 'future'
      const place = this.order.place(i, stated, at, this.heldUntil[i]! > now)
      if (place === PLACE.duplicate) return 'duplicate'
      if (place === PLACE.past) {
        tally.past++
        this.twin.applyPast(i, value, at, quality)
        return null
      }
    }
    this.holdFor(i, now, this.fed.feeders.hear(i, source, now).name)
    this.twin.apply(i, value, at, quality)
    return null
  }

  /** A device's value holds its point, and the point is a device's from now on. */
  private holdFor(i: number, at: Instant, source: string): void {
    this.heldUntil[i] = at + this.hold[i]!
    this.fed.claim(i, source, at)
  }

  private because(reason: Reason, i: number, value: number, at: Instant, now: Instant): Rejection {
    const name = this.nameOf(i)
    const { unit } = this.points.spec[i]!
    if (reason === 'outOfRange')
      return no(reason, `${name}: ${value} ${unit} is outside ${this.least[i]} to ${this.most[i]}`)
    if (reason === 'future')
      return no(
        reason,
        `${name}: its time is ${Math.round((at - now) / 1000)} s ahead of this server; check the device's clock`,
      )
    if (reason === 'tooOld')
      return no(reason, `${name}: the sample is older than 30 days; history takes no older ones`)
    return no(reason, `${name}: a sample of this time is already there`)
  }
}
