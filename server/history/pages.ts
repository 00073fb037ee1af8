import type { Kysely } from 'kysely'
import { type PageEntry, readPage, writePage } from '../../models/chunkPage.ts'
import { SEAL } from '../../models/chunkSeal.ts'
import type { Instant } from '../../models/units.ts'
import { type Level, RAW } from './level.ts'
import { pack, unpack } from './pack.ts'
import type { HistoryTables } from './tables.ts'

/** Bands a single question names: some megabytes. */
const BANDS_A_TIME = 128
/** Milliseconds of opening pages before the event loop gets a turn. */
const TURN = 8

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

/** The pages of the bands 0 … count - 1 in one slot, opened one after the other with turns for the event loop between. */
export async function* pagesOfSlot(
  db: Kysely<HistoryTables>,
  level: Level,
  slot: Instant,
  count: number,
): AsyncGenerator<Page> {
  for (let first = 0; first < count; first += BANDS_A_TIME) {
    const bands = Array.from({ length: Math.min(BANDS_A_TIME, count - first) }, (_, k) => first + k)
    const rows = await db
      .selectFrom('history_page')
      .select(['band', 'slot', 'data'])
      .where('level', '=', level.byte)
      .where('band', 'in', bands)
      .where('slot', '=', slot)
      .execute()
    let turnAt = performance.now() + TURN
    for (const row of rows) {
      yield opened(level, row)
      if (performance.now() < turnAt) continue
      await new Promise(resolve => setImmediate(resolve))
      turnAt = performance.now() + TURN
    }
  }
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
