import type { Kysely } from 'kysely'
import type { Instant } from '../../models/units.ts'
import { type Level, MINUTE, QUARTER, RAW } from './level.ts'
import type { HistoryTables } from './tables.ts'

const DAY_LONG = 86_400_000

/** Days that samples, and roll-ups of a minute and a quarter of an hour, are kept. Days' roll-ups stay. */
export interface Keep {
  readonly rawDays: number
  readonly rollupDays: number
}

/** Lets go of the old, a band at a time, so that no deletion is long. */
export class Retention {
  private readonly db: Kysely<HistoryTables>
  private readonly keep: Keep
  private readonly bands: number
  private next = 0
  private busy = false

  constructor(db: Kysely<HistoryTables>, keep: Keep, bands: number) {
    this.db = db
    this.keep = keep
    this.bands = bands
  }

  /** Delete what has outlived its days in the next band; keyframes go with the first. Never rejects: a database that is away is asked again later. */
  async step(now: Instant): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      const { db, next } = this
      const raw = now - this.keep.rawDays * DAY_LONG
      const rolled = now - this.keep.rollupDays * DAY_LONG
      await this.forget(RAW, next, raw)
      await this.forget(MINUTE, next, rolled)
      await this.forget(QUARTER, next, rolled)
      if (next === 0) {
        await db.deleteFrom('history_keyframe').where('slot', '<', raw).execute()
        await db.deleteFrom('history_run').where('until', '<', raw).execute()
      }
      this.next = (next + 1) % Math.max(1, this.bands)
    } catch {
      // The writer tells health about the database; old pages can wait.
    } finally {
      this.busy = false
    }
  }

  /** Delete pages that end before an instant. */
  private async forget(level: Level, band: number, before: Instant): Promise<void> {
    await this.db
      .deleteFrom('history_page')
      .where('level', '=', level.byte)
      .where('band', '=', band)
      .where('slot', '<', before - level.span)
      .execute()
  }
}
