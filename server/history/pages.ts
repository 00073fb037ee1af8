import type { Kysely } from 'kysely'
import { type PageEntry, readPage, writePage } from '../../models/chunkPage.ts'
import { SEAL } from '../../models/chunkSeal.ts'
import type { Instant } from '../../models/units.ts'
import { type Level, RAW } from './level.ts'
import { pack, unpack } from './pack.ts'
import { Turns } from './Turns.ts'
import type { HistoryTables } from './tables.ts'

/** Bands a single question names: some megabytes. */
const BANDS_A_TIME = 128

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
    const turns = new Turns()
    for (const row of rows) {
      yield opened(level, row)
      if (turns.due) await turns.give()
    }
  }
}

/** The pages of some bands at places of several levels, by one question; no entries where there is no page. */
export async function pagesAt(
  db: Kysely<HistoryTables>,
  places: readonly { readonly level: Level; readonly slot: Instant }[],
  bands: readonly number[],
): Promise<(level: Level, band: number) => readonly PageEntry[]> {
  const rows = await db
    .selectFrom('history_page')
    .select(['level', 'band', 'slot', 'data'])
    .where('band', 'in', bands)
    .where(({ or, and, eb }) =>
      or(places.map(({ level, slot }) => and([eb('level', '=', level.byte), eb('slot', '=', slot)]))),
    )
    .execute()
  return (level, band) => {
    const row = rows.find(row => row.level === level.byte && row.band === band)
    return row ? opened(level, row).entries : []
  }
}

/** A page as the database keeps it. */
export interface SealedPage {
  readonly level: number
  readonly band: number
  readonly slot: Instant
  readonly data: Uint8Array
}

/** Close a page for the database. */
export function sealPage(level: Level, { band, slot, entries }: Page): SealedPage {
  return { level: level.byte, band, slot, data: pack(kindOf(level), writePage(entries)) }
}

/** Write pages, or replace those in their places, by one statement. */
export async function savePages(db: Kysely<HistoryTables>, pages: readonly SealedPage[]): Promise<void> {
  await db
    .insertInto('history_page')
    .values(pages)
    .onConflict(conflict =>
      conflict.columns(['level', 'band', 'slot']).doUpdateSet(({ ref }) => ({ data: ref('excluded.data') })),
    )
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
