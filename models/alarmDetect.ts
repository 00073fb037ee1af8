import { CAUSES, type Cause } from './alarm.ts'
import type { AlarmRule } from './alarmRule.ts'
import type { Severity } from './kind.ts'
import { QUALITY } from './quality.ts'

/**
 * A condition in one byte, so that judging makes no garbage: 0 is none, else ((place in CAUSES + 1) << 2) | severity.
 */
export type Packed = number

const LOW_LOW = CAUSES.indexOf('lowLow') + 1
const LOW = CAUSES.indexOf('low') + 1
const HIGH = CAUSES.indexOf('high') + 1
const HIGH_HIGH = CAUSES.indexOf('highHigh') + 1

/** A cause with its severity as one byte; severity 0 is no condition. */
export function pack(cause: Cause, severity: Severity): Packed {
  return severity === 0 ? 0 : ((CAUSES.indexOf(cause) + 1) << 2) | severity
}

/** Severity of a packed condition. */
export function severityOf(packed: Packed): Severity {
  return (packed & 3) as Severity
}

/** Cause of a packed condition, null for none. */
export function causeOf(packed: Packed): Cause | null {
  return packed === 0 ? null : CAUSES[(packed >> 2) - 1]!
}

/** The packed conditions of a rule, worked out once: what its causes are worth. */
export interface Detector {
  readonly lowLow: number
  readonly low: number
  readonly high: number
  readonly highHigh: number
  readonly deadband: number
  readonly ratePerMinute: number
  readonly packed: Readonly<Record<Exclude<Cause, 'state'>, Packed>>
  readonly states: readonly Packed[]
}

/** Prepare a rule for judging. A limit that is absent or worth nothing is NaN, which no value reaches. */
export function detectorOf(rule: AlarmRule): Detector {
  const { limits, severity, states } = rule
  const limit = (cause: 'lowLow' | 'low' | 'high' | 'highHigh'): number =>
    severity[cause] === 0 ? Number.NaN : (limits[cause] ?? Number.NaN)
  const codes: Packed[] = []
  for (const [code, worth] of Object.entries(states)) codes[Number(code)] = pack('state', worth)
  return {
    lowLow: limit('lowLow'),
    low: limit('low'),
    high: limit('high'),
    highHigh: limit('highHigh'),
    deadband: limits.deadband ?? 0,
    ratePerMinute: severity.rate === 0 ? Number.NaN : (rule.ratePerMinute ?? Number.NaN),
    packed: {
      lowLow: pack('lowLow', severity.lowLow),
      low: pack('low', severity.low),
      high: pack('high', severity.high),
      highHigh: pack('highHigh', severity.highHigh),
      rate: pack('rate', severity.rate),
      bad: pack('bad', severity.bad),
      stale: pack('stale', severity.stale),
    },
    states: codes,
  }
}

/**
 * The level of a value. A level that stands is left only when the value has come back by the deadband (ISA-18.2 alarm
 * deadband); the outer limits count first.
 */
export function levelOf(d: Detector, value: number, before: Packed): Packed {
  const { packed, deadband } = d
  // By cause, not by byte: a changed severity does not take the deadband away.
  const stands = before >> 2
  const slackHigh = stands === HIGH || stands === HIGH_HIGH ? deadband : 0
  const slackLow = stands === LOW || stands === LOW_LOW ? deadband : 0
  if (value >= d.highHigh - (stands === HIGH_HIGH ? deadband : 0)) return packed.highHigh
  if (value <= d.lowLow + (stands === LOW_LOW ? deadband : 0)) return packed.lowLow
  if (value >= d.high - slackHigh) return packed.high
  if (value <= d.low + slackLow) return packed.low
  return 0
}

/** Share of the rate limit below which a rate alarm ends. */
const RATE_BACK = 0.8

/** Rate of change between two samples of a point, `seconds` apart, against its limit. Without a time between them nothing changes. */
export function rateOf(
  d: Detector,
  value: number,
  previous: number,
  seconds: number,
  before: Packed,
): Packed {
  if (Number.isNaN(d.ratePerMinute) || Number.isNaN(previous)) return 0
  if (!(seconds > 0)) return before
  const rate = (Math.abs(value - previous) / seconds) * 60
  return rate > d.ratePerMinute * (before === 0 ? 1 : RATE_BACK) ? d.packed.rate : 0
}

/** What the code of a state point is worth. */
export function stateOf(d: Detector, value: number): Packed {
  return d.states[value] ?? 0
}

/** A reading that failed or stays away is a condition of its own. */
export function qualityOf(d: Detector, quality: number): Packed {
  if (quality === QUALITY.bad) return d.packed.bad
  return quality === QUALITY.stale ? d.packed.stale : 0
}
