import type { Instant } from '../../models/units.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { Alarms } from './Alarms.ts'
import type { AlarmTables } from './alarmTables.ts'

/** Rows, or milliseconds with any row, after which another snapshot is due. */
const ROWS = 2_000
const SPAN = 3_600_000

/** Writes now and then the number of the last row of every alarm that is not quiet, so that a restart and a look back read little. */
export class Snapshots {
  private readonly alarms: Alarms
  private readonly store: Store<AlarmTables>
  private readonly clock: Clock
  private number: number
  private at: Instant
  private writing = false

  private constructor(alarms: Alarms, store: Store<AlarmTables>, clock: Clock, number: number, at: Instant) {
    this.alarms = alarms
    this.store = store
    this.clock = clock
    this.number = number
    this.at = at
  }

  /** Go on from the last snapshot of the store, each time the journal has written all it had. */
  static async follow(alarms: Alarms, store: Store<AlarmTables>, clock: Clock): Promise<void> {
    const last = await store.db
      .selectFrom('alarm_snapshot')
      .select(['number', 'at'])
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const snapshots = new Snapshots(alarms, store, clock, last?.number ?? 0, last?.at ?? clock.now())
    alarms.journal.onDrained = () => snapshots.look()
  }

  /** Write a snapshot when one is due and memory and journal agree. A failure waits for the next time. */
  private look(): void {
    const { journal } = this.alarms
    const now = this.clock.now()
    const news = journal.number - this.number
    const due = news >= ROWS || (news > 0 && Math.abs(now - this.at) >= SPAN)
    if (!due || this.writing || !this.alarms.isSettled || journal.away !== null) return
    this.writing = true
    const { number } = journal
    void this.write(number, now)
      .then(() => {
        this.number = number
        this.at = now
      })
      .catch(() => undefined)
      .finally(() => {
        this.writing = false
      })
  }

  private async write(number: number, at: Instant): Promise<void> {
    const numbers = [...this.alarms.lives.values()].map(life => life.number).sort((a, b) => a - b)
    await this.store.db
      .insertInto('alarm_snapshot')
      .values({ number, at, states: JSON.stringify(numbers) })
      .execute()
  }
}
