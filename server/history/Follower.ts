import type { Kysely } from 'kysely'
import type { Asset } from '../../models/asset.ts'
import type { Points } from '../../models/points.ts'
import type { Instant } from '../../models/units.ts'
import type { OpenSlots } from './OpenSlots.ts'
import type { Tail } from './Tail.ts'
import { countTracks, readTracks, type Tracks } from './Tracks.ts'
import type { HistoryTables } from './tables.ts'

/**
 * Knows through the database what another process, the owner of the history, holds in memory: the rows of its journal
 * as they come. The owner takes rows out of the journal only when pages hold them, so what this one missed between two
 * looks is in pages, and a slot of which the journal has no row left may be let go. It writes nothing.
 */
export class Follower {
  tracks: Tracks
  /** Samples that were not taken because memory was full. */
  dropped = 0
  private readonly db: Kysely<HistoryTables>
  private readonly points: Points
  private readonly assets: readonly Asset[]
  private readonly open: OpenSlots

  constructor(
    db: Kysely<HistoryTables>,
    points: Points,
    assets: readonly Asset[],
    tracks: Tracks,
    open: OpenSlots,
  ) {
    this.db = db
    this.points = points
    this.assets = assets
    this.tracks = tracks
    this.open = open
  }

  /** Take what the owner's journal holds since the last call, at most so many samples in all, and let go what pages hold. */
  async refresh(tail: Tail, most: number, now: Instant): Promise<void> {
    await this.learnTracks()
    await tail.recover(
      (track, at, value, quality) => {
        if (this.open.n >= most) this.dropped++
        else this.open.push(track, at, Math.round(value / this.tracks.resolution[track]!), quality, now)
      },
      // A row may speak of tracks that its owner numbered since; they are in the database before it.
      () => this.learnTracks(),
    )
    const journalled = await this.db.selectFrom('history_tail').select('slot').distinct().execute()
    const still = new Set(journalled.map(({ slot }) => slot))
    for (const start of [...this.open.byStart.keys()]) if (!still.has(start)) this.open.release(start)
  }

  private async learnTracks(): Promise<void> {
    if ((await countTracks(this.db)) !== this.tracks.count)
      this.tracks = await readTracks(this.db, this.points, this.assets)
  }
}
