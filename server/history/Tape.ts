import { readChunk } from '../../models/chunk.ts'
import { SampleList } from '../../models/sampleList.ts'
import type { Instant } from '../../models/units.ts'
import { ByteReader } from '../../models/varint.ts'
import { addLog, SamplesByTrack } from './bandSamples.ts'
import type { History } from './History.ts'
import { RAW } from './level.ts'
import { pagesOfSlot } from './pages.ts'
import { bandsOf } from './Tracks.ts'

/** Takes the newest sample of a point in a stretch of time. */
export type Take = (point: number, value: number, quality: number, at: Instant) => void

/** All samples of one slot, by point and in order of time, with a place in each: what a playback runs over. */
export class Tape {
  readonly slot: Instant
  /** Until when its samples were known when it was read: a slot that was still open then may hold more by now. */
  readonly readAt: Instant
  private readonly samples: SampleList
  private readonly points: Int32Array
  private readonly place: Uint32Array
  private readonly end: Uint32Array

  private constructor(slot: Instant, readAt: Instant, samples: SampleList, runs: Run[]) {
    this.slot = slot
    this.readAt = readAt
    this.samples = samples
    this.points = Int32Array.from(runs, run => run.point)
    this.place = Uint32Array.from(runs, run => run.start)
    this.end = Uint32Array.from(runs, run => run.end)
  }

  /** Read a slot from pages and memory, giving the event loop its turns. */
  static async read(history: History, slot: Instant, now: Instant): Promise<Tape> {
    const { tracks } = history
    const known = history.knownUntil(now)
    // Memory before pages: what moves between them meanwhile is then read twice and settles.
    const held = new SamplesByTrack()
    for (const log of history.open.byStart.get(slot)?.logs.values() ?? [])
      addLog(held, log, log.n, slot, tracks.resolution)
    const samples = new SampleList(65_536)
    const runs: Run[] = []
    for await (const { entries } of pagesOfSlot(history.db, RAW, slot, bandsOf(tracks.count))) {
      for (const { track, resolution, bytes } of entries) {
        const fresh = held.get(track)
        const start = samples.n
        readChunk(new ByteReader(bytes), slot, resolution, fresh ? before(held, track) : samples)
        if (fresh) held.get(track)!.append(fresh)
        else if (samples.n > start) runs.push({ point: tracks.pointOf[track] ?? -1, start, end: samples.n })
      }
    }
    for (const [track, list] of held) {
      list.settle()
      const start = samples.n
      samples.append(list)
      runs.push({ point: tracks.pointOf[track] ?? -1, start, end: samples.n })
    }
    return new Tape(slot, known, samples, runs)
  }

  /** Run up to an instant; `take` gets the newest sample of each point that spoke since. Never runs back. */
  run(to: Instant, take: Take): void {
    const { samples, points, place, end } = this
    for (let k = 0; k < points.length; k++) {
      let i = place[k]!
      if (i === end[k] || samples.at[i]! > to) continue
      while (i < end[k]! && samples.at[i]! <= to) i++
      place[k] = i
      if (points[k]! >= 0)
        take(points[k]!, samples.value[i - 1]!, samples.quality[i - 1]!, samples.at[i - 1]!)
    }
  }
}

interface Run {
  readonly point: number
  readonly start: number
  readonly end: number
}

/** An empty list in a track's place: what pages hold comes before what memory holds. */
function before(held: SamplesByTrack, track: number): SampleList {
  const list = new SampleList()
  held.set(track, list)
  return list
}
