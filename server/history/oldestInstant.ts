import type { Instant } from '../../models/units.ts'
import type { History } from './History.ts'
import { SLOT } from './level.ts'

/** The oldest instant of which samples are kept; null before the first. */
export async function oldestInstant({ db, open }: History): Promise<Instant | null> {
  const held = [...open.byStart.keys()]
  const row = await db
    .selectFrom('history_keyframe')
    .select(({ fn }) => fn.min('slot').as('slot'))
    .executeTakeFirst()
  const oldest = Math.min(...held, row?.slot == null ? Number.POSITIVE_INFINITY : Number(row.slot) - SLOT)
  return Number.isFinite(oldest) ? oldest : null
}
