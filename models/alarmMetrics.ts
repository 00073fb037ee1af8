import type { Severity } from './kind.ts'
import type { Instant } from './units.ts'

/** One transition of an alarm, as much of it as the performance of the alarm system is measured by. */
export interface Happening {
  readonly at: Instant
  readonly alarm: string
  /** An announced alarm (one nobody was told of is no load), the end of its condition, or an acknowledgement. */
  readonly event: 'announce' | 'clear' | 'acknowledge'
  readonly severity: Severity
}

/** A measured figure beside its target; `limit` is the most that is manageable where the standard names one. */
export interface Measure {
  readonly value: number
  readonly target: number
  readonly limit: number | null
  readonly met: boolean
}

/** A span with more alarms than one operator can follow. */
export interface Flood {
  readonly from: Instant
  readonly to: Instant
  readonly alarms: number
  /** Most alarms in any 10 minutes of it. */
  readonly peak: number
}

/** Performance of the alarm system for one operating position over a span of time. */
export interface AlarmMetrics {
  /** The span observed: what was asked for, less what lies before anybody looked. */
  readonly from: Instant
  readonly to: Instant
  /** False when so little was observed that no target can be called met or missed. */
  readonly enough: boolean
  readonly alarms: number
  readonly perDay: Measure
  readonly perHour: Measure
  readonly perTenMinutes: Measure
  /** Most alarms in one hour and in one 10-minute period of the span. */
  readonly worstHour: number
  readonly worstTenMinutes: number
  /** Share of 10-minute periods with more than 10 alarms. */
  readonly crowded: Measure
  readonly floodTime: Measure
  readonly floods: readonly Flood[]
  readonly chattering: readonly { readonly alarm: string; readonly episodes: number }[]
  readonly fleeting: readonly { readonly alarm: string; readonly times: number }[]
  readonly stale: readonly { readonly alarm: string; readonly since: Instant }[]
  /** Shares of low, medium and high against 80, 15 and 5 %. */
  readonly mix: readonly { readonly severity: Severity; readonly share: number; readonly target: number }[]
  readonly topTen: readonly { readonly alarm: string; readonly alarms: number; readonly share: number }[]
  readonly topTenShare: Measure
}

const MINUTE = 60_000
export const TEN_MINUTES = 10 * MINUTE
/** Least time observed for a figure to be held against its target, milliseconds: six periods of ten minutes. */
export const LEAST_OBSERVED = 6 * TEN_MINUTES
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A flood begins above this many alarms in 10 minutes and ends below the second number (ISA-18.2; exit rule in common use). */
const FLOOD_BEGINS = 10
const FLOOD_ENDS = 5
/** Times in and out within a minute that make a chattering alarm. */
const CHATTER = 3
const MIX: readonly (readonly [Severity, number])[] = [
  [1, 0.8],
  [2, 0.15],
  [3, 0.05],
]

/**
 * The measures of ISA-18.2 / IEC 62682 (ISA-18.2-2016 table 7; EEMUA 191) over [from, to). `happenings` are in order of
 * time; `standing` are the alarms whose condition stands at `to`. Every rate is per operating position.
 */
export function alarmMetrics(
  happenings: readonly Happening[],
  standing: readonly { readonly alarm: string; readonly since: Instant }[],
  from: Instant,
  to: Instant,
  positions = 1,
): AlarmMetrics {
  const announced = happenings.filter(({ event, at }) => event === 'announce' && at >= from && at < to)
  const times = announced.map(({ at }) => at)
  const rate = (span: number) => (announced.length / Math.max(1, to - from)) * (span / positions)
  const periods = countsIn(times, from, to, TEN_MINUTES).map(n => n / positions)
  const floods = floodsIn(times, to, positions)
  const flooded = floods.reduce((sum, flood) => sum + flood.to - flood.from, 0)
  const top = topOf(announced)
  const topShare = top.slice(0, 10).reduce((sum, { share }) => sum + share, 0)
  return {
    from,
    to,
    enough: to - from >= LEAST_OBSERVED,
    alarms: announced.length,
    perDay: measure(rate(DAY), 150, 300),
    perHour: measure(rate(HOUR), 6, 12),
    perTenMinutes: measure(rate(TEN_MINUTES), 1, 2),
    worstHour: largest(countsIn(times, from, to, HOUR)) / positions,
    worstTenMinutes: largest(periods),
    crowded: measure(periods.filter(n => n > FLOOD_BEGINS).length / Math.max(1, periods.length), 0.01, null),
    floodTime: measure(flooded / Math.max(1, to - from), 0.01, null),
    floods,
    ...histories(happenings, standing, from, to),
    mix: MIX.map(([severity, target]) => ({
      severity,
      share: share(announced.filter(each => each.severity === severity).length, announced.length),
      target,
    })),
    topTen: top.slice(0, 10),
    topTenShare: measure(topShare, 0.01, 0.05),
  }
}

/** Chattering, fleeting and stale: what one alarm does over time. */
function histories(
  happenings: readonly Happening[],
  standing: readonly { readonly alarm: string; readonly since: Instant }[],
  from: Instant,
  to: Instant,
): Pick<AlarmMetrics, 'chattering' | 'fleeting' | 'stale'> {
  const byAlarm = new Map<string, Happening[]>()
  for (const each of happenings) {
    const list = byAlarm.get(each.alarm)
    if (list) list.push(each)
    else byAlarm.set(each.alarm, [each])
  }
  const chattering: { alarm: string; episodes: number }[] = []
  const fleeting: { alarm: string; times: number }[] = []
  const stale = new Map<string, Instant>()
  for (const [alarm, list] of byAlarm) {
    const episodes = chatterOf(list.filter(({ event, at }) => event === 'announce' && at >= from && at < to))
    if (episodes > 0) chattering.push({ alarm, episodes })
    const times = fleetingOf(list, from, to)
    if (times > 0) fleeting.push({ alarm, times })
    let began: Instant | null = null
    for (const { event, at } of list) {
      if (event === 'announce') began ??= at
      if (event !== 'clear') continue
      if (began !== null && at - began > DAY && at >= from) stale.set(alarm, began)
      began = null
    }
  }
  for (const { alarm, since } of standing) if (to - since > DAY) stale.set(alarm, since)
  chattering.sort((a, b) => b.episodes - a.episodes)
  fleeting.sort((a, b) => b.times - a.times)
  return {
    chattering,
    fleeting,
    stale: [...stale].map(([alarm, since]) => ({ alarm, since })).sort((a, b) => a.since - b.since),
  }
}

/** Separate episodes of three or more announcements within a minute. */
function chatterOf(announced: readonly Happening[]): number {
  let episodes = 0
  let lastEnd = Number.NEGATIVE_INFINITY
  for (let k = CHATTER - 1; k < announced.length; k++) {
    const first = announced[k - CHATTER + 1]!.at
    const last = announced[k]!.at
    if (last - first > MINUTE) continue
    if (first > lastEnd) episodes++
    lastEnd = last
  }
  return episodes
}

/** Times an alarm cleared by itself within a minute, before anybody acknowledged it, and did not come back within another. */
function fleetingOf(list: readonly Happening[], from: Instant, to: Instant): number {
  let times = 0
  list.forEach(({ event, at }, k) => {
    const before = list[k - 1]
    const after = list[k + 1]
    if (event !== 'clear' || before?.event !== 'announce' || at - before.at >= MINUTE) return
    if (at < from || at >= to || (after?.event === 'announce' && after.at - at <= MINUTE)) return
    times++
  })
  return times
}

function floodsIn(times: readonly Instant[], to: Instant, positions: number): Flood[] {
  const floods: Flood[] = []
  let flood: { from: Instant; alarms: number; peak: number } | null = null
  let oldest = 0
  const end = (at: Instant) => {
    if (flood) floods.push({ ...flood, to: at })
    flood = null
  }
  times.forEach((at, k) => {
    while (times[oldest]! <= at - TEN_MINUTES) {
      const gone = times[oldest++]! + TEN_MINUTES
      // One that comes at the instant another leaves takes its place.
      const left = k - oldest + (gone === at ? 1 : 0)
      if (flood && left < FLOOD_ENDS * positions) end(gone)
    }
    const now = k - oldest + 1
    if (flood) flood = { ...flood, alarms: flood.alarms + 1, peak: Math.max(flood.peak, now) }
    else if (now > FLOOD_BEGINS * positions) flood = { from: times[oldest]!, alarms: now, peak: now }
  })
  while (flood && oldest < times.length && times[oldest]! + TEN_MINUTES <= to) {
    const gone = times[oldest++]! + TEN_MINUTES
    if (times.length - oldest < FLOOD_ENDS * positions) end(gone)
  }
  end(to)
  return floods
}

/** Numbers of instants in whole periods from `from`; a last part of a period counts as one. */
function countsIn(times: readonly Instant[], from: Instant, to: Instant, period: number): number[] {
  const counts = new Array<number>(Math.max(1, Math.ceil((to - from) / period))).fill(0)
  for (const at of times) counts[Math.floor((at - from) / period)]!++
  return counts
}

function topOf(announced: readonly Happening[]): { alarm: string; alarms: number; share: number }[] {
  const counts = new Map<string, number>()
  for (const { alarm } of announced) counts.set(alarm, (counts.get(alarm) ?? 0) + 1)
  return [...counts]
    .map(([alarm, alarms]) => ({ alarm, alarms, share: share(alarms, announced.length) }))
    .sort((a, b) => b.alarms - a.alarms || (a.alarm < b.alarm ? -1 : 1))
}

function measure(value: number, target: number, limit: number | null): Measure {
  return { value, target, limit, met: value <= target }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}
