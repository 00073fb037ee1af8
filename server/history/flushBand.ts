import type { Kysely } from 'kysely'
import { writeChunk } from '../../models/chunk.ts'
import type { PageEntry } from '../../models/chunkPage.ts'
import { combine, type Rollup, readRollups, rollUp, writeRollups } from '../../models/chunkRollup.ts'
import type { Instant } from '../../models/units.ts'
import { ByteWriter } from '../../models/varint.ts'
import { addEntries, addLog, type SamplesByTrack } from './bandSamples.ts'
import { DAY, type Level, MINUTE, QUARTER, RAW, spanStart } from './level.ts'
import { pagesOfBand, savePage } from './pages.ts'
import type { SampleLog } from './SampleLog.ts'
import type { HistoryTables } from './tables.ts'

/**
 * Move the first `n` samples of a band's log into the pages of its slot, at every level; inside a transaction. Samples
 * that are there already are merged with, so that late ones find their place and a repeated flush changes nothing.
 * The result holds all samples of the band in that slot.
 */
export async function flushBand(
  db: Kysely<HistoryTables>,
  band: number,
  slot: Instant,
  log: SampleLog,
  n: number,
  resolution: Float64Array,
): Promise<SamplesByTrack> {
  const samples: SamplesByTrack = new Map()
  for (const page of await pagesOfBand(db, RAW, band, slot, slot)) addEntries(samples, page.entries, slot)
  addLog(samples, log, n, slot, resolution)
  const tracks = [...samples.keys()].sort((a, b) => a - b)
  for (const list of samples.values()) list.settle()
  const raw = tracks.map(track =>
    entry(track, resolution, out => writeChunk(out, samples.get(track)!, slot, resolution[track]!)),
  )
  await savePage(db, RAW, { band, slot, entries: raw })
  const minutes = new Map(tracks.map(track => [track, rollUp(samples.get(track)!, slot, MINUTE.width)]))
  const rolled = tracks.map(track =>
    entry(track, resolution, out =>
      writeRollups(out, minutes.get(track)!, slot, MINUTE.width, resolution[track]!),
    ),
  )
  await savePage(db, MINUTE, { band, slot, entries: rolled })
  const quarters = new Map(tracks.map(track => [track, combine(minutes.get(track)!, slot)]))
  const today = await amend(db, QUARTER, band, slot, quarters, resolution)
  const day = spanStart(slot, DAY.width)
  const days = new Map([...today].map(([track, rollups]) => [track, combine(rollups, day)]))
  await amend(db, DAY, band, day, days, resolution)
  return samples
}

/** Replace the roll-up that begins at `at` in each track of a page; all roll-ups of the tracks it changed. */
async function amend(
  db: Kysely<HistoryTables>,
  level: Level,
  band: number,
  at: Instant,
  news: ReadonlyMap<number, Rollup>,
  resolution: Float64Array,
): Promise<Map<number, Rollup[]>> {
  const slot = spanStart(at, level.span)
  const [page] = await pagesOfBand(db, level, band, slot, slot)
  const entries = new Map((page?.entries ?? []).map(old => [old.track, old]))
  const changed = new Map<number, Rollup[]>()
  for (const [track, rollup] of news) {
    const old = entries.get(track)
    const before = old ? readRollups(old.bytes, slot, level.width, old.resolution) : []
    const all = [...before.filter(each => each.at !== at), rollup].sort((a, b) => a.at - b.at)
    changed.set(track, all)
    entries.set(
      track,
      entry(track, resolution, out => writeRollups(out, all, slot, level.width, resolution[track]!)),
    )
  }
  const ordered = [...entries.values()].sort((a, b) => a.track - b.track)
  await savePage(db, level, { band, slot, entries: ordered })
  return changed
}

function entry(track: number, resolution: Float64Array, write: (out: ByteWriter) => void): PageEntry {
  const out = new ByteWriter(64)
  write(out)
  return { track, resolution: resolution[track]!, bytes: out.done() }
}
