import type { RuleOverride } from '../../models/alarmRule.ts'
import type { Asset } from '../../models/asset.ts'
import type { Clock } from '../clock.ts'
import type { Fed } from '../ingest/Fed.ts'
import type { Feeders } from '../ingest/Feeders.ts'
import type { Store } from '../store/Store.ts'
import type { Twin } from '../twin/twin.ts'
import { Alarms } from './Alarms.ts'
import type { AlarmTables } from './alarmTables.ts'
import { Journal, type JournalDoor } from './Journal.ts'
import { journalDoor } from './journalDoor.ts'
import { isRuleBook, openRuleBook, type RuleBook } from './RuleBook.ts'
import { Rules } from './Rules.ts'
import { statesAfter } from './readJournal.ts'
import { SimulatedAlarms } from './SimulatedAlarms.ts'
import { Snapshots } from './Snapshots.ts'

/** The alarms of a twin with what keeps them: rules by version, journal and snapshots in the store. */
export interface AlarmPlane {
  readonly alarms: Alarms
  readonly rules: Rules
  /** Whether simulated values raise alarms. */
  readonly simulated: SimulatedAlarms
  readonly store: Store<AlarmTables>
  readonly clock: Clock
  readonly assets: readonly Asset[]
  /** Rule overrides that no longer fit this site and are left aside, in words. */
  readonly unfit: readonly string[]
  tick(): void
  /** Write what waits; resolves when it is durable or the database is away. */
  close(): Promise<void>
}

/** Open the alarms on a store: rules and states are those of the last run. `door` is where rows get in; the store's table as it is when left out. */
export async function openAlarms(
  twin: Twin,
  assets: readonly Asset[],
  clock: Clock,
  store: Store<AlarmTables>,
  door: JournalDoor = journalDoor(store),
  fed: Pick<Fed, 'ownsAsset'> & { readonly feeders?: Feeders } = { ownsAsset: () => false },
): Promise<AlarmPlane> {
  const journal = new Journal(door, await door.end())
  const rules = await Rules.open(store, clock)
  const { book, unfit } = fittingBook(twin, assets, rules.current.overrides)
  const alarms = new Alarms(twin, assets, clock, journal, book, fed.feeders)
  const simulated = await SimulatedAlarms.open(assets, store, clock, asset => fed.ownsAsset(asset))
  alarms.simulatedCounts = asset => simulated.counts(asset)
  alarms.restore((await statesAfter(store, journal.number)).values())
  alarms.withdraw(asset => fed.ownsAsset(asset) || !simulated.counts(asset))
  await Snapshots.follow(alarms, store, clock)
  return {
    alarms,
    rules,
    simulated,
    store,
    clock,
    assets,
    unfit,
    tick: () => alarms.tick(),
    async close() {
      await journal.flush()
    },
  }
}

/** The site may have changed since the rules were written: what no longer fits is left aside, not a reason not to start. */
function fittingBook(
  { points }: Twin,
  assets: readonly Asset[],
  overrides: readonly RuleOverride[],
): { book: RuleBook; unfit: string[] } {
  const unfit: string[] = []
  const whole = openRuleBook(points, assets, overrides)
  if (isRuleBook(whole)) return { book: whole, unfit }
  const fitting = overrides.filter(override => {
    const alone = openRuleBook(points, assets, [override])
    if (isRuleBook(alone)) return true
    unfit.push(alone.fault)
    return false
  })
  const book = openRuleBook(points, assets, fitting)
  if (isRuleBook(book)) return { book, unfit }
  const bare = openRuleBook(points, assets, [])
  if (!isRuleBook(bare)) throw new Error(`the limits of the kinds do not hold together: ${bare.fault}`)
  return { book: bare, unfit: [...unfit, book.fault] }
}
