import type { Cause } from './alarm.ts'
import type { Limits, PointSpec, Severity } from './kind.ts'
import { type KindName, kindOf } from './kinds.ts'
import type { Rationale } from './rationale.ts'

/** True while the value of another point lies in [atLeast, atMost]. Without a good reading of that point it is not true. */
export interface Condition {
  readonly asset: string
  readonly point: string
  readonly part?: number
  readonly atLeast?: number
  readonly atMost?: number
}

/** How one point raises alarms. Severity 0 turns a cause off. */
export interface AlarmRule {
  readonly limits: Limits
  /** Largest change a minute, in the point's unit; null for no such alarm. */
  readonly ratePerMinute: number | null
  /** Severity of state codes. */
  readonly states: Readonly<Record<number, Severity>>
  /** Severity of each cause but `state`. */
  readonly severity: Readonly<Record<Exclude<Cause, 'state'>, Severity>>
  /** Seconds a condition must stand before it is an alarm, and must be gone before the alarm returns to normal. */
  readonly onDelay: number
  readonly offDelay: number
  /** A return to normal is kept until it is reset. */
  readonly latched: boolean
  /** Alarms of one group tell which of them came first; null for none. */
  readonly firstOut: string | null
  /** The alarms of the point are suppressed by design while this is true; null for never. */
  readonly suppressWhen: Condition | null
  readonly rationale: Rationale
}

/** A change of the rules of a kind, an asset or a point: only what is given changes; a limit of null is taken away. */
export interface RuleOverride {
  readonly kind?: KindName
  readonly asset?: string
  readonly point?: string
  readonly set: RuleChange
}

export interface RuleChange extends Partial<Omit<AlarmRule, 'limits' | 'severity' | 'states' | 'rationale'>> {
  readonly limits?: { readonly [K in keyof Limits]?: number | null }
  readonly severity?: Partial<AlarmRule['severity']>
  readonly states?: Readonly<Record<number, Severity>>
  readonly rationale?: Rationale
}

/** Severities where nothing else is said: the outer limits are high, the inner and the rate medium, a failed sensor low. */
const SEVERITY: AlarmRule['severity'] = {
  lowLow: 3,
  low: 2,
  high: 2,
  highHigh: 3,
  rate: 2,
  bad: 1,
  stale: 0,
}

/** The rule of a point as its kind describes it, before anybody changed it. */
export function defaultRule(spec: PointSpec, kind: KindName): AlarmRule {
  const rationale = spec.rationale ?? {}
  return {
    limits: spec.limits ?? {},
    ratePerMinute: null,
    states: spec.alarmStates ?? {},
    severity: severityOf(kind, rationale),
    onDelay: 0,
    offDelay: 0,
    latched: false,
    firstOut: null,
    suppressWhen: null,
    rationale,
  }
}

/** Where the operator has longer than this, minutes, an alarm is one step less urgent. */
const LONG_ENOUGH = 30

/** The severities a rule starts with: by limit, and lower where the rationale leaves much time to respond. */
function severityOf(kind: KindName, { respondWithin = 0 }: Rationale): AlarmRule['severity'] {
  const usual = kindOf(kind).watched ? { ...SEVERITY, stale: 1 as const } : SEVERITY
  if (respondWithin <= LONG_ENOUGH) return usual
  const lower = (severity: Severity) => Math.max(Math.min(severity, 1), severity - 1) as Severity
  const { lowLow, low, high, highHigh, rate } = usual
  return {
    ...usual,
    lowLow: lower(lowLow),
    low: lower(low),
    high: lower(high),
    highHigh: lower(highHigh),
    rate: lower(rate),
  }
}

/** The limit whose crossing is this cause, in the point's unit (a minute for the rate); null for states and quality. */
export function limitOf(rule: AlarmRule, cause: Cause): number | null {
  if (cause === 'rate') return rule.ratePerMinute
  if (cause === 'state' || cause === 'bad' || cause === 'stale') return null
  return rule.limits[cause] ?? null
}

/** A rule with a change applied to it. */
export function changeRule(rule: AlarmRule, change: RuleChange): AlarmRule {
  const { limits, severity, states, rationale, ...plain } = change
  return {
    ...rule,
    ...plain,
    limits: limits ? withLimits(rule.limits, limits) : rule.limits,
    severity: { ...rule.severity, ...severity },
    states: { ...rule.states, ...states },
    rationale: { ...rule.rationale, ...rationale },
  }
}

/** The overrides that touch a point, in the order to apply them: kinds before assets before points, then as written. */
export function overridesOf(
  overrides: readonly RuleOverride[],
  kind: KindName,
  asset: string,
  point: string,
): RuleOverride[] {
  const weight = (o: RuleOverride) => (o.asset === undefined ? 0 : 2) + (o.point === undefined ? 0 : 1)
  return overrides
    .filter(
      o =>
        (o.kind ?? kind) === kind &&
        (o.asset ?? asset) === asset &&
        (o.point ?? point) === point &&
        !(o.kind === undefined && o.asset === undefined),
    )
    .sort((a, b) => weight(a) - weight(b))
}

/** What is wrong with a rule for this point, or null. */
export function faultOf(rule: AlarmRule, spec: PointSpec): string | null {
  const { lowLow, low, high, highHigh, deadband = 0 } = rule.limits
  const ladder = [lowLow, low, high, highHigh].filter(limit => limit !== undefined)
  for (let k = 1; k < ladder.length; k++)
    if (!(ladder[k - 1]! < ladder[k]!)) return 'limits must rise: lowLow < low < high < highHigh'
  for (const limit of ladder)
    if (!(limit >= spec.range[0] && limit <= spec.range[1]))
      return `limit ${limit} is outside the point's range ${spec.range.join(' to ')} ${spec.unit}`
  if (!(deadband >= 0)) return 'the deadband must be 0 or more'
  const inner = high !== undefined && low !== undefined ? high - low : spec.range[1] - spec.range[0]
  if (deadband >= inner) return `a deadband of ${deadband} leaves no way back to normal`
  if (rule.ratePerMinute !== null && !(rule.ratePerMinute > 0)) return 'ratePerMinute must be above 0'
  for (const code of Object.keys(rule.states).map(Number))
    if (!spec.states || !(code in spec.states)) return `the point has no state ${code}`
  return null
}

function withLimits(before: Limits, change: NonNullable<RuleChange['limits']>): Limits {
  const merged = { ...before, ...change }
  return Object.fromEntries(Object.entries(merged).filter(([, limit]) => limit !== null)) as Limits
}
