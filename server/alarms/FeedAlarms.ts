import { ALARM_SOURCES, alarmIndex, alarmRef } from '../../models/alarm.ts'
import { type AlarmEvent, isActive } from '../../models/alarmCycle.ts'
import { causeOf, type Packed } from '../../models/alarmDetect.ts'
import type { Severity } from '../../models/kind.ts'
import type { Points } from '../../models/points.ts'
import type { Instant } from '../../models/units.ts'
import type { Feeder, Feeders } from '../ingest/Feeders.ts'
import type { Life } from './Life.ts'

/** What alarms ask of who feeds the points. */
export type Feeds = Pick<Feeders, 'of' | 'named' | 'isSilent' | 'isAlone'>

/** Nobody is known to feed anything: every point is missed by itself. */
export const NO_FEEDS: Feeds = {
  of: () => null,
  named: () => null,
  isSilent: () => false,
  isAlone: () => true,
}

/** What the alarms of feeders do to the others. */
interface Hands {
  readonly lives: ReadonlyMap<number, Life>
  /** What silence of a point is worth by its rule. */
  staleSeverity(point: number): Severity
  changed(index: number, event: AlarmEvent, seen?: Partial<Life>): void
  /** A point is covered, or no more. */
  covered(point: number): void
}

/** A feeder whose alarm stands, seen from outside. */
export interface SilentFeeder {
  readonly name: string
  /** The point that carries the alarm, and all whose own alarms it stands for. */
  readonly carrier: number
  readonly points: readonly number[]
}

const SOURCES = ALARM_SOURCES.length
const QUALITY_SOURCE = ALARM_SOURCES.indexOf('quality')

/**
 * One alarm for a gateway or device that went away, in place of one for each point it fed. A point that falls silent
 * is suppressed by design while it may be its feeder that is silent. When nothing was heard of the feeder for as long as
 * its quickest point may be silent, one of its points carries the alarm `feed`, which names it; a point that its feeder
 * goes on without is announced by itself. Both go through life cycle, journal, news and past like any alarm.
 */
export class FeedAlarms {
  private readonly feeds: Feeds
  private readonly points: Points
  private readonly hands: Hands
  /** Points whose own alarm of silence is suppressed for their feeder's. */
  private readonly hidden = new Set<number>()
  /** The point that carries the alarm of a feeder. */
  private readonly standing = new Map<Feeder, number>()
  /** Alarms of before a restart whose feeder nobody knows any more. */
  private orphans: number[] = []

  constructor(feeds: Feeds, points: Points, hands: Hands) {
    this.feeds = feeds
    this.points = points
    this.hands = hands
  }

  /** True while a point's own alarm of silence is suppressed for its feeder's. */
  covers(point: number): boolean {
    return this.hidden.has(point)
  }

  /** The feeders whose alarm stands. */
  list(): SilentFeeder[] {
    return [...this.standing].map(([{ name, points }, carrier]) => ({
      name,
      carrier,
      points: [...points].filter(point => this.hidden.has(point)).sort((a, b) => a - b),
    }))
  }

  /** A condition is about to be followed: silence that may be the feeder's is covered first. */
  look(index: number, condition: Packed): void {
    if (index % SOURCES !== QUALITY_SOURCE || causeOf(condition) !== 'stale') return
    const point = Math.floor(index / SOURCES)
    if (!this.feeds.isAlone(point)) this.hide(point)
  }

  /** Once a tick: feeders that fell silent raise their alarm, those that speak clear it, points missed by themselves show. */
  tick(now: Instant): void {
    for (const index of this.orphans.splice(0)) this.hands.changed(index, { type: 'clear' })
    if (this.hidden.size === 0 && this.standing.size === 0) return
    const silent = new Set<Feeder>()
    for (const point of this.hidden) {
      const feeder = this.feeds.of(point)
      if (!feeder || !this.isMissed(point)) this.show(point)
      else if (this.feeds.isSilent(feeder, now)) silent.add(feeder)
      else if (this.feeds.isAlone(point)) this.show(point)
    }
    for (const [feeder, carrier] of this.standing) {
      if (silent.has(feeder) && feeder.points.has(carrier)) continue
      this.standing.delete(feeder)
      this.hands.changed(alarmIndex(carrier, 'feed'), { type: 'clear' })
    }
    for (const feeder of silent) if (!this.standing.has(feeder)) this.raise(feeder)
  }

  /** Put an alarm of before a restart back; true when its suppression is a feeder's. */
  restore(index: number, life: Life, hasCondition: boolean): boolean {
    const { point, source } = alarmRef(index)
    if (source === 'feed' && isActive(life.state)) {
      const feeder = this.feeds.named(life.trip.feed?.name ?? '')
      if (feeder?.points.has(point)) {
        feeder.lost = true
        this.standing.set(feeder, point)
      } else this.orphans.push(index)
    }
    if (source !== 'quality' || life.state.suppressed !== 'design' || hasCondition) return false
    this.hidden.add(point)
    return true
  }

  /** Absorbs what its points announced by themselves, and takes the severity of the worst of them. */
  private raise(feeder: Feeder): void {
    let carrier = -1
    for (const point of feeder.points) {
      const more = carrier < 0 ? 1 : this.hands.staleSeverity(point) - this.hands.staleSeverity(carrier)
      if (more > 0 || (more === 0 && point < carrier)) carrier = point
      if (this.isMissed(point)) this.hide(point)
    }
    const severity = this.hands.staleSeverity(carrier)
    if (severity === 0) return
    const { asset } = this.points
    const assets = new Set([...feeder.points].map(point => asset[point]!)).size
    const feed = { name: feeder.name, points: feeder.points.size, assets }
    const since = feeder.lastAt
    const seen = {
      cause: 'stale',
      severity,
      value: Number.NaN,
      since,
      first: false,
      simulated: false,
    } as const
    const trip = { cause: 'stale', severity, value: Number.NaN, at: since, limit: null, feed } as const
    this.standing.set(feeder, carrier)
    this.hands.changed(alarmIndex(carrier, 'feed'), { type: 'raise', latching: false }, { ...seen, trip })
  }

  private isMissed(point: number): boolean {
    const life = this.hands.lives.get(alarmIndex(point, 'quality'))
    return life !== undefined && isActive(life.state) && life.cause === 'stale'
  }

  private hide(point: number): void {
    if (this.hidden.has(point)) return
    this.hidden.add(point)
    this.hands.covered(point)
  }

  private show(point: number): void {
    this.hidden.delete(point)
    this.hands.covered(point)
  }
}
