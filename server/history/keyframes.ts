import type { Kysely } from 'kysely'
import type { Instant } from '../../models/units.ts'
import { TrackState } from './TrackState.ts'
import type { HistoryTables } from './tables.ts'

/** A keyframe: the state of all tracks just before `slot`. */
export interface Keyframe {
  readonly slot: Instant
  readonly state: TrackState
}

/** The newest keyframe at or before an instant; null when the history begins later. */
export async function keyframeBefore(
  db: Kysely<HistoryTables>,
  at: Instant,
  count: number,
): Promise<Keyframe | null> {
  const row = await db
    .selectFrom('history_keyframe')
    .selectAll()
    .where('slot', '<=', at)
    .orderBy('slot', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { slot: row.slot, state: TrackState.open(row.data, row.slot, count) } : null
}

/** Write a keyframe, or replace it. */
export async function saveKeyframe(
  db: Kysely<HistoryTables>,
  { slot, state }: Keyframe,
  resolution: Float64Array,
): Promise<void> {
  const data = state.seal(slot, resolution)
  await db
    .insertInto('history_keyframe')
    .values({ slot, data })
    .onConflict(conflict => conflict.column('slot').doUpdateSet({ data }))
    .execute()
}

/** Bring late samples into the keyframes from `from` on, as far as no newer sample stands in each. */
export async function amendKeyframes(
  db: Kysely<HistoryTables>,
  from: Instant,
  late: TrackState,
  resolution: Float64Array,
): Promise<void> {
  const rows = await db
    .selectFrom('history_keyframe')
    .select('slot')
    .where('slot', '>=', from)
    .orderBy('slot')
    .execute()
  for (const { slot } of rows) {
    const keyframe = await keyframeBefore(db, slot, late.at.length)
    if (!keyframe) return
    let changed = false
    for (let track = 0; track < late.at.length; track++) {
      if (Number.isNaN(late.at[track]!)) continue
      const taken = keyframe.state.offer(track, late.at[track]!, late.value[track]!, late.quality[track]!)
      changed = taken || changed
    }
    if (!changed) return
    await saveKeyframe(db, keyframe, resolution)
  }
}
