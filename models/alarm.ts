import type { PointSpec, Severity } from './kind.ts'
import { QUALITY } from './quality.ts'
import type { Instant } from './units.ts'

/** An alarm of one point, as it stands. */
export interface Alarm {
  /** Point index. */
  readonly point: number
  readonly severity: Severity
  /** Which limit or state raised it. */
  readonly cause: 'lowLow' | 'low' | 'high' | 'highHigh' | 'state' | 'bad'
  readonly value: number
  readonly since: Instant
}

/**
 * Severity of a value against its limits. `before` is the severity so far: a raised limit is left only when the
 * value has come back by the deadband (ISA-18.2 calls this alarm deadband). No reading means no alarm; bad quality is low.
 */
export function judge(
  spec: PointSpec,
  value: number,
  quality: number,
  before: Severity,
): Pick<Alarm, 'severity' | 'cause'> | null {
  if (quality === QUALITY.none) return null
  if (quality === QUALITY.bad) return { severity: 1, cause: 'bad' }
  const state = spec.alarmStates?.[value]
  if (state) return { severity: state, cause: 'state' }
  const { limits } = spec
  if (!limits) return null
  const { lowLow, low, high, highHigh, deadband = 0 } = limits
  const slackTop = before >= 3 ? deadband : 0
  const slack = before >= 2 ? deadband : 0
  if (highHigh !== undefined && value >= highHigh - slackTop) return { severity: 3, cause: 'highHigh' }
  if (lowLow !== undefined && value <= lowLow + slackTop) return { severity: 3, cause: 'lowLow' }
  if (high !== undefined && value >= high - slack) return { severity: 2, cause: 'high' }
  if (low !== undefined && value <= low + slack) return { severity: 2, cause: 'low' }
  return null
}
