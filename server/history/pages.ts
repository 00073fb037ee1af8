import type { Kysely } from 'kysely'
import { type PageEntry, readPage, writePage } from '../../models/chunkPage.ts'
import { SEAL } from '../../models/chunkSeal.ts'
import type { Instant } from '../../models/units.ts'
import { type Level, RAW } from './level.ts'
import { pack, unpack } from './pack.ts'
import type { HistoryTables } from './tables.ts'

/** Keys a single question names; both engines take far more. */
const KEYS_A_TIME = 400

/** A page with its place. */
export interface Page {
  readonly band: number
  readonly slot: Instant
  readonly entries: readonly PageEntry[]
}

/** The pages of a band whose spans begin in [from, to], oldest first. Throws RangeError naming a damaged page. */
export async function pagesOfBand(
  db: Kysely<HistoryTables>,
  level: Level,
  band: number,
  from: Instant,
  to: Instant,
): Promise<Page[]> {
  const rows = await db
    .selectFrom('history_page')
    .select(['band', 'slot', 'data'])
    .where('level', '=', level.byte)
    .where('band', '=', band)
    .where('slot', '>=', from)
    .where('slot', '<=', to)
    .orderBy('slot')
    .execute()
  return rows.map(row => opened(level, row))
}

/** The pages of these bands in one slot. */
export async function pagesOfSlot(
  db: Kysely<HistoryTables>,
  level: Level,
  slot: Instant,
  bands: readonly number[],
): Promise<Page[]> {
  const pages: Page[] = []
  for (let k = 0; k < bands.length; k += KEYS_A_TIME) {
    const rows = await db
      .selectFrom('history_page')
      .select(['band', 'slot', 'data'])
      .where('level', '=', level.byte)
      .where('band', 'in', bands.slice(k, k + KEYS_A_TIME))
      .where('slot', '=', slot)
      .execute()
    for (const row of rows) pages.push(opened(level, row))
  }
  return pages
}

/** Write a page, or replace the one in its place. */
export async function savePage(
  db: Kysely<HistoryTables>,
  level: Level,
  { band, slot, entries }: Page,
): Promise<void> {
  const data = pack(kindOf(level), writePage(entries))
  await db
    .insertInto('history_page')
    .values({ level: level.byte, band, slot, data })
    .onConflict(conflict => conflict.columns(['level', 'band', 'slot']).doUpdateSet({ data }))
    .execute()
}

function opened(
  level: Level,
  { band, slot, data }: { band: number; slot: number; data: ArrayBuffer | Uint8Array },
): Page {
  try {
    return { band, slot, entries: readPage(unpack(kindOf(level), data)) }
  } catch (error) {
    throw new RangeError(
      `history page ${level.name} band ${band} at ${new Date(slot).toISOString()}: ${(error as Error).message}; ` +
        'restore it from a backup, or delete this row of history_page',
    )
  }
}

function kindOf(level: Level): (typeof SEAL)['samples' | 'rollups'] {
  return level === RAW ? SEAL.samples : SEAL.rollups
}
