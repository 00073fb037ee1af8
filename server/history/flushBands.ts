import type { Kysely } from 'kysely'
import { writeChunk } from '../../models/chunk.ts'
import type { PageEntry } from '../../models/chunkPage.ts'
import { combine, type Rollup, readRollups, rollUp, writeRollups } from '../../models/chunkRollup.ts'
import type { Instant } from '../../models/units.ts'
import { ByteWriter } from '../../models/varint.ts'
import { addEntries, addLog, SamplesByTrack } from './bandSamples.ts'
import { DAY, type Level, MINUTE, QUARTER, RAW, spanStart } from './level.ts'
import { pagesAt, type SealedPage, savePages, sealPage } from './pages.ts'
import type { SampleLog } from './SampleLog.ts'
import type { Take } from './Tail.ts'
import { Turns } from './Turns.ts'
import type { HistoryTables } from './tables.ts'

/** Bytes a page's chunks usually take before they are deflated. */
const PAGE_BYTES = 16_384

/** The first `n` samples of a band's log. */
export interface BandPart {
  readonly band: number
  readonly log: SampleLog
  readonly n: number
}

/**
 * Move parts of bands' logs into the pages of their slot, at every level; inside a transaction, with one question and
 * one answer to the database and turns for the event loop between. Samples that are there already are merged with, so
 * that late ones find their place and a repeated flush changes nothing. `tell` gets the newest sample of each track.
 */
export async function flushBands(
  db: Kysely<HistoryTables>,
  slot: Instant,
  parts: readonly BandPart[],
  resolution: Float64Array,
  tell: Take,
): Promise<void> {
  const day = spanStart(slot, DAY.width)
  const stored = await pagesAt(
    db,
    [RAW, QUARTER, DAY].map(level => ({ level, slot: spanStart(slot, level.span) })),
    parts.map(({ band }) => band),
  )
  const turns = new Turns()
  const pages: SealedPage[] = []
  const samples = new SamplesByTrack()
  for (const { band, log, n } of parts) {
    samples.clear()
    addEntries(samples, stored(RAW, band), slot)
    addLog(samples, log, n, slot, resolution)
    for (const list of samples.values()) list.settle()
    const tracks = [...samples.keys()].sort((a, b) => a - b)
    const save = (level: Level, at: Instant, entries: readonly PageEntry[]): void =>
      void pages.push(sealPage(level, { band, slot: at, entries }))
    const raw = new Entries(resolution)
    const rolled = new Entries(resolution)
    const quarters = new Map<number, Rollup>()
    for (const track of tracks) {
      const list = samples.get(track)!
      raw.add(track, out => writeChunk(out, list, slot, resolution[track]!))
      const minutes = rollUp(list, slot, MINUTE.width)
      rolled.add(track, out => writeRollups(out, minutes, slot, MINUTE.width, resolution[track]!))
      quarters.set(track, combine(minutes, slot))
      const last = list.n - 1
      tell(track, list.at[last]!, list.value[last]!, list.quality[last]!)
      if (turns.due) await turns.give()
    }
    save(RAW, slot, raw.all)
    if (turns.due) await turns.give()
    save(MINUTE, slot, rolled.all)
    if (turns.due) await turns.give()
    const today = amend(stored(QUARTER, band), QUARTER, slot, quarters, resolution)
    save(QUARTER, spanStart(slot, QUARTER.span), today.entries)
    if (turns.due) await turns.give()
    const days = new Map([...today.changed].map(([track, rollups]) => [track, combine(rollups, day)]))
    save(DAY, spanStart(day, DAY.span), amend(stored(DAY, band), DAY, day, days, resolution).entries)
    if (turns.due) await turns.give()
  }
  await savePages(db, pages)
}

/** Replace the roll-up that begins at `at` in each track of a page; the page, and all roll-ups of the tracks it changed. */
function amend(
  before: readonly PageEntry[],
  level: Level,
  at: Instant,
  news: ReadonlyMap<number, Rollup>,
  resolution: Float64Array,
): { readonly entries: readonly PageEntry[]; readonly changed: ReadonlyMap<number, readonly Rollup[]> } {
  const slot = spanStart(at, level.span)
  const old = new Map(before.map(entry => [entry.track, entry]))
  const changed = new Map<number, readonly Rollup[]>()
  const fresh = new Entries(resolution)
  for (const [track, rollup] of news) {
    const entry = old.get(track)
    const stood = entry ? readRollups(entry.bytes, slot, level.width, entry.resolution) : []
    const all = [...stood.filter(each => each.at !== at), rollup].sort((a, b) => a.at - b.at)
    changed.set(track, all)
    fresh.add(track, out => writeRollups(out, all, slot, level.width, resolution[track]!))
  }
  const kept = before.filter(({ track }) => !news.has(track))
  return { entries: [...kept, ...fresh.all].sort((a, b) => a.track - b.track), changed }
}

/** Chunks of a page on their way, all in one buffer. */
class Entries {
  readonly all: PageEntry[] = []
  private readonly out = new ByteWriter(PAGE_BYTES)
  private readonly resolution: Float64Array

  constructor(resolution: Float64Array) {
    this.resolution = resolution
  }

  add(track: number, write: (out: ByteWriter) => void): void {
    const from = this.out.length
    write(this.out)
    // What is written stays where it is, in this buffer or in the one it had before it grew.
    this.all.push({ track, resolution: this.resolution[track]!, bytes: this.out.done(from) })
  }
}
