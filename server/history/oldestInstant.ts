import type { Instant } from '../../models/units.ts'
import type { History } from './History.ts'
import { SLOT } from './level.ts'

/** The oldest instant of which samples are kept: where the first run began, or a slot where older ones are; null before the first. */
export async function oldestInstant({ db, open }: History): Promise<Instant | null> {
  const held = [...open.byStart.keys()]
  const row = await db
    .selectFrom('history_keyframe')
    .select(({ fn }) => fn.min('slot').as('slot'))
    .executeTakeFirst()
  const slot = Math.min(...held, row?.slot == null ? Number.POSITIVE_INFINITY : Number(row.slot) - SLOT)
  if (!Number.isFinite(slot)) return null
  const run = await db
    .selectFrom('history_run')
    .select(({ fn }) => fn.min('begun').as('begun'))
    .executeTakeFirst()
  const begun = Number(run?.begun ?? slot)
  // A slot begins with the quarter of an hour, the server somewhere within its first one.
  return begun > slot && begun < slot + SLOT ? begun : slot
}
