import type { Actor } from '../../models/account.ts'
import type { RuleOverride } from '../../models/alarmRule.ts'
import type { Instant } from '../../models/units.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AlarmTables } from './alarmTables.ts'

/** One version of the rule overrides, with who made it, when and why. Version 0 are the kinds' own limits. */
export interface RuleVersion {
  readonly version: number
  readonly at: Instant
  readonly actor: string
  readonly actorName: string
  readonly reason: string
  readonly overrides: readonly RuleOverride[]
}

const NONE: RuleVersion = { version: 0, at: 0, actor: '', actorName: '', reason: '', overrides: [] }
/** Versions listed at once. */
const LISTED = 100

/** The rule overrides in the store: every version is kept, none is ever changed. */
export class Rules {
  current: RuleVersion
  private readonly store: Store<AlarmTables>
  private readonly clock: Clock

  private constructor(store: Store<AlarmTables>, clock: Clock, current: RuleVersion) {
    this.store = store
    this.clock = clock
    this.current = current
  }

  /** Read the newest version. */
  static async open(store: Store<AlarmTables>, clock: Clock): Promise<Rules> {
    const row = await store.db
      .selectFrom('alarm_rules')
      .selectAll()
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    return new Rules(store, clock, row ? versionOf(row) : NONE)
  }

  /** Write the next version; it counts once this resolves. Rejects when the store does not take it or another made it first. */
  async write(
    overrides: readonly RuleOverride[],
    actor: Actor,
    reason: string,
    base: number,
  ): Promise<RuleVersion> {
    const row = {
      version: base + 1,
      at: this.clock.now(),
      actor: actor.id,
      actor_name: actor.name,
      reason,
      overrides: JSON.stringify(overrides),
    }
    await this.store.db.insertInto('alarm_rules').values(row).execute()
    this.current = versionOf(row)
    return this.current
  }

  /** An old version, or null. */
  async read(version: number): Promise<RuleVersion | null> {
    if (version === 0) return NONE
    const row = await this.store.db
      .selectFrom('alarm_rules')
      .selectAll()
      .where('version', '=', version)
      .executeTakeFirst()
    return row ? versionOf(row) : null
  }

  /** The last versions without their overrides, newest first. */
  async list(): Promise<Omit<RuleVersion, 'overrides'>[]> {
    const rows = await this.store.db
      .selectFrom('alarm_rules')
      .select(['version', 'at', 'actor', 'actor_name as actorName', 'reason'])
      .orderBy('version', 'desc')
      .limit(LISTED)
      .execute()
    return rows
  }
}

function versionOf(row: AlarmTables['alarm_rules']): RuleVersion {
  const { version, at, actor, actor_name: actorName, reason, overrides } = row
  return { version, at, actor, actorName, reason, overrides: JSON.parse(overrides) as RuleOverride[] }
}
