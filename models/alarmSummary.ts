import type { AlarmStateName, StandingAlarm } from './alarm.ts'
import type { Asset } from './asset.ts'
import { SEVERITIES, type Severity } from './kind.ts'

/**
 * What an alarm still asks of an operator, the most urgent first. `returned` has cleared and nobody has acknowledged it,
 * latched ones included; `latched` has cleared, is acknowledged and waits for its reset.
 */
export const ALARM_CLAIMS = ['unacknowledged', 'acknowledged', 'returned', 'latched'] as const
export type AlarmClaim = (typeof ALARM_CLAIMS)[number]

/** Alarms of something by what they ask, with the worst of them. */
export interface AlarmTally {
  /** All of them; `unacknowledged` + `acknowledged` + `returned` + `latched`. */
  readonly count: number
  /** Highest severity among all, 0 for none. */
  readonly severity: Severity
  /** The claim of the worst: the most urgent one among those of the highest severity; null for none. */
  readonly claim: AlarmClaim | null
  readonly unacknowledged: number
  readonly acknowledged: number
  readonly returned: number
  readonly latched: number
  /** How many of them are of simulated values. */
  readonly simulated: number
}

/** The alarms that ask something of an operator: all of them, by severity, and rolled up to where they are. */
export interface AlarmSummary {
  readonly all: AlarmTally
  /** By severity; that of 0 is empty. */
  readonly bySeverity: readonly AlarmTally[]
  /** The worst alarm of each point, by point index, with its tripped value, time and limit. */
  readonly points: ReadonlyMap<number, StandingAlarm>
  readonly assets: ReadonlyMap<number, AlarmTally>
  readonly features: ReadonlyMap<number, AlarmTally>
  readonly blocks: ReadonlyMap<number, AlarmTally>
  readonly subdistricts: ReadonlyMap<number, AlarmTally>
  /** Every alarm that asks something, the worst first. */
  readonly list: readonly StandingAlarm[]
}

/** Nothing asks anything. */
export const NO_ALARMS: AlarmTally = {
  count: 0,
  severity: 0,
  claim: null,
  unacknowledged: 0,
  acknowledged: 0,
  returned: 0,
  latched: 0,
  simulated: 0,
}

/** What an alarm asks; null for one that is normal or kept out of sight (shelved, suppressed, out of service). */
export function claimOf(state: AlarmStateName): AlarmClaim | null {
  return CLAIM_OF[state]
}

/** True for an alarm that keeps its mark until it is reset. */
export function isLatched(state: AlarmStateName): boolean {
  return state === 'latchedUnacknowledged' || state === 'latchedAcknowledged'
}

/** Order of urgency: severity, then what they ask, then the newest trip, then the point. Negative when `a` is worse. */
export function worseFirst(a: StandingAlarm, b: StandingAlarm): number {
  return (
    b.severity - a.severity ||
    rankOf(claimOf(a.state)) - rankOf(claimOf(b.state)) ||
    b.trip.at - a.trip.at ||
    a.point - b.point
  )
}

/** Sum up alarms in any state. `assetOf` is the asset index by point index; alarms of points beyond it count in the whole only. */
export function summarise(
  alarms: Iterable<StandingAlarm>,
  assets: readonly Pick<Asset, 'feature' | 'block' | 'subdistrict'>[],
  assetOf: ArrayLike<number>,
): AlarmSummary {
  const list = [...alarms].filter(({ state }) => claimOf(state) !== null).sort(worseFirst)
  const levels = {
    assets: new Map<number, AlarmTally>(),
    features: new Map<number, AlarmTally>(),
    blocks: new Map<number, AlarmTally>(),
    subdistricts: new Map<number, AlarmTally>(),
  }
  const points = new Map<number, StandingAlarm>()
  for (const alarm of list) {
    if (!points.has(alarm.point)) points.set(alarm.point, alarm)
    const index = assetOf[alarm.point]
    const asset = index === undefined ? undefined : assets[index]
    if (index === undefined || !asset) continue
    add(levels.assets, index, alarm)
    add(levels.features, asset.feature, alarm)
    add(levels.blocks, asset.block, alarm)
    add(levels.subdistricts, asset.subdistrict, alarm)
  }
  const bySeverity = SEVERITIES.map((_, severity) =>
    list.filter(alarm => alarm.severity === severity).reduce(withAlarm, NO_ALARMS),
  )
  return { all: list.reduce(withAlarm, NO_ALARMS), bySeverity, points, ...levels, list }
}

const CLAIM_OF: Readonly<Record<AlarmStateName, AlarmClaim | null>> = {
  normal: null,
  unacknowledged: 'unacknowledged',
  acknowledged: 'acknowledged',
  returned: 'returned',
  latchedUnacknowledged: 'returned',
  latchedAcknowledged: 'latched',
  shelved: null,
  suppressed: null,
  outOfService: null,
}

function add(level: Map<number, AlarmTally>, key: number, alarm: StandingAlarm): void {
  if (key >= 0) level.set(key, withAlarm(level.get(key) ?? NO_ALARMS, alarm))
}

function withAlarm(tally: AlarmTally, { state, severity, simulated }: StandingAlarm): AlarmTally {
  const claim = claimOf(state)!
  const worse =
    severity > tally.severity || (severity === tally.severity && rankOf(claim) < rankOf(tally.claim))
  return {
    ...tally,
    ...(worse ? { severity, claim } : {}),
    count: tally.count + 1,
    [claim]: tally[claim] + 1,
    simulated: tally.simulated + (simulated ? 1 : 0),
  }
}

function rankOf(claim: AlarmClaim | null): number {
  return claim === null ? ALARM_CLAIMS.length : ALARM_CLAIMS.indexOf(claim)
}
