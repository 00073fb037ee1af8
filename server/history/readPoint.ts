import { type Rollup, readRollups, regroup, rollUp } from '../../models/chunkRollup.ts'
import { SampleList } from '../../models/sampleList.ts'
import type { Instant } from '../../models/units.ts'
import { addEntries, addLog, SamplesByTrack } from './bandSamples.ts'
import type { History } from './History.ts'
import { DAY, type Level, MINUTE, QUARTER, RAW, SLOT, spanStart } from './level.ts'
import { pagesOfBand } from './pages.ts'
import { bandOf } from './Tracks.ts'

/** Slots one answer may open: two days. */
const MOST_SLOTS = 200
/** Entries a bucket may combine before a coarser level is read instead. */
const MOST_COMBINED = 16

/** The past of one point: samples as they came, or roll-ups of `width` ms each. */
export type PointPast =
  | { readonly level: 'raw'; readonly samples: SampleList }
  | {
      readonly level: 'minute' | 'quarter' | 'day'
      readonly width: number
      readonly rollups: readonly Rollup[]
    }

/** Read a track in [from, to] at the finest level that stays within `max` entries; `every` is the expected period in seconds. */
export async function readPoint(
  history: History,
  track: number,
  from: Instant,
  to: Instant,
  max: number,
  every: number,
): Promise<PointPast> {
  const span = to - from
  if (span / SLOT <= MOST_SLOTS && span / (every * 1000) <= max) {
    const samples = await readSamples(history, track, from, to)
    if (samples.n <= max) return { level: 'raw', samples }
  }
  const within = (level: Level): boolean => span <= max * level.width * MOST_COMBINED
  const level = span / SLOT <= MOST_SLOTS && within(MINUTE) ? MINUTE : within(QUARTER) ? QUARTER : DAY
  const width = level.width * Math.max(1, Math.ceil(span / level.width / max))
  const rollups = await readRolled(history, level, track, from, to)
  const origin = spanStart(from, DAY.width)
  return {
    level: level.name as 'minute' | 'quarter' | 'day',
    width,
    rollups: width > level.width ? regroup(rollups, origin, width).slice(-max) : rollups,
  }
}

/** Samples of a track in [from, to], settled, whether they are in pages or still in memory. */
export async function readSamples(
  history: History,
  track: number,
  from: Instant,
  to: Instant,
): Promise<SampleList> {
  const lists = new SamplesByTrack()
  const first = spanStart(from, SLOT)
  // Memory first: what moves into pages meanwhile is then read twice and settles, never missed.
  const held = new SamplesByTrack()
  for (const { start, logs } of history.open.byStart.values()) {
    const log = logs.get(bandOf(track))
    if (log && start >= first && start <= to)
      addLog(held, log, log.n, start, history.tracks.resolution, track)
  }
  for (const { slot, entries } of await pagesOfBand(history.db, RAW, bandOf(track), first, to))
    addEntries(lists, entries, slot, track)
  const all = lists.get(track) ?? new SampleList()
  all.append(held.get(track) ?? new SampleList(0))
  all.settle()
  return between(all, from, to)
}

/** Roll-ups of one level whose spans touch [from, to], with what is still in memory. */
async function readRolled(
  history: History,
  level: Level,
  track: number,
  from: Instant,
  to: Instant,
): Promise<Rollup[]> {
  const fresh = [...history.open.byStart.values()]
    .filter(({ start, logs }) => start + SLOT > from && start <= to && logs.has(bandOf(track)))
    .map(slot => slot.start)
  const byStart = new Map<Instant, Rollup>()
  for (const { slot, entries } of await pagesOfBand(
    history.db,
    level,
    bandOf(track),
    spanStart(from, level.span),
    to,
  ))
    for (const entry of entries) {
      if (entry.track !== track) continue
      for (const rollup of readRollups(entry.bytes, slot, level.width, entry.resolution))
        if (rollup.at + level.width > from && rollup.at <= to) byStart.set(rollup.at, rollup)
    }
  for (const start of fresh) {
    const at = spanStart(start, Math.max(level.width, SLOT))
    for (const rollup of await rollFresh(history, level, track, at)) byStart.set(rollup.at, rollup)
  }
  return [...byStart.values()]
    .filter(({ at }) => at + level.width > from && at <= to)
    .sort((a, b) => a.at - b.at)
}

/** Roll-ups of a slot, or of the day, that has samples in memory. */
async function rollFresh(history: History, level: Level, track: number, at: Instant): Promise<Rollup[]> {
  if (level === DAY)
    return regroup(await readRolled(history, QUARTER, track, at, at + DAY.width - 1), at, DAY.width)
  return rollUp(await readSamples(history, track, at, at + SLOT - 1), at, level.width)
}

function between(list: SampleList, from: Instant, to: Instant): SampleList {
  const cut = new SampleList()
  for (let k = list.until(from - 1); k < list.until(to); k++)
    cut.push(list.at[k]!, list.value[k]!, list.quality[k]!)
  return cut
}
