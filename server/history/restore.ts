import { readChunk } from '../../models/chunk.ts'
import type { Gap } from '../../models/moment.ts'
import { qualityNow } from '../../models/quality.ts'
import { SampleList } from '../../models/sampleList.ts'
import type { Instant } from '../../models/units.ts'
import { ByteReader } from '../../models/varint.ts'
import type { History } from './History.ts'
import { keyframeBefore } from './keyframes.ts'
import { RAW, SLOT, spanStart } from './level.ts'
import { pagesOfSlot } from './pages.ts'
import { TrackState } from './TrackState.ts'
import { bandsOf } from './Tracks.ts'

/** Slots after a keyframe that may hold samples: the one that ends now, and the one that has just begun. */
const MOST_SLOTS = 3

/** Every value, quality and time of the site as it was known at a past instant, by point index. */
export interface Restored {
  readonly at: Instant
  readonly values: Float64Array
  readonly quality: Uint8Array
  /** NaN where a point had not spoken yet. */
  readonly times: Float64Array
}

/**
 * The site at a past instant: the keyframe before it, and the samples since. `coarse` stops at the keyframe, up to a
 * quarter of an hour earlier, for playing faster than samples can be read.
 */
export async function restore(history: History, at: Instant, coarse = false): Promise<Restored> {
  const { tracks, db } = history
  const keyframe = await keyframeBefore(db, at, tracks.count)
  const state = keyframe?.state ?? new TrackState(tracks.count)
  if (!coarse)
    for (const slot of slotsSince(history, keyframe?.slot ?? null, at))
      await addSlot(history, state, slot, at)
  return bySite(history, state, at, await history.gapAt(at))
}

/** Slots between a keyframe and an instant that may hold samples, oldest first: the first ones; after a long time without a server also those in memory and the last. */
function slotsSince({ open }: History, keyframe: Instant | null, at: Instant): Instant[] {
  const last = spanStart(at, SLOT)
  const first = keyframe ?? last - (MOST_SLOTS - 1) * SLOT
  const slots = new Set(Array.from({ length: MOST_SLOTS }, (_, k) => first + k * SLOT))
  for (const slot of [...open.byStart.keys(), last]) slots.add(slot)
  return [...slots].filter(slot => slot >= first && slot <= last).sort((a, b) => a - b)
}

async function addSlot(history: History, state: TrackState, slot: Instant, at: Instant): Promise<void> {
  const { tracks } = history
  addHeld(history, state, slot, at)
  const list = new SampleList(1_024)
  for await (const { entries } of pagesOfSlot(history.db, RAW, slot, bandsOf(tracks.count))) {
    for (const { track, resolution, bytes } of entries) {
      list.n = 0
      readChunk(new ByteReader(bytes), slot, resolution, list)
      const n = list.until(at)
      if (n > 0 && track < tracks.count)
        state.offer(track, list.at[n - 1]!, list.value[n - 1]!, list.quality[n - 1]!)
    }
  }
}

function addHeld({ open, tracks }: History, state: TrackState, slot: Instant, at: Instant): void {
  for (const log of open.byStart.get(slot)?.logs.values() ?? []) {
    for (let k = 0; k < log.n; k++) {
      const track = log.track[k]!
      const instant = slot + log.offset[k]!
      if (instant > at) continue
      state.offer(track, instant, log.steps[k]! * tracks.resolution[track]!, log.quality[k]!)
    }
  }
}

/** By today's point index; what had outlived its period by then is stale, as it was on the screens, and so is what was last heard before a gap. */
function bySite({ tracks, points }: History, state: TrackState, at: Instant, gap: Gap | null): Restored {
  const values = new Float64Array(points.count)
  const quality = new Uint8Array(points.count)
  const times = new Float64Array(points.count).fill(Number.NaN)
  for (let point = 0; point < points.count; point++) {
    const track = tracks.ofPoint[point]!
    const time = state.at[track]
    // A point without a track, or with one that was numbered since this began, has no place in the state.
    if (time === undefined || Number.isNaN(time)) continue
    values[point] = state.value[track]!
    times[point] = time
    const lost = gap !== null && time <= gap.from
    quality[point] = qualityNow(
      state.quality[track]!,
      lost ? Number.NEGATIVE_INFINITY : time,
      points.spec[point]!.every,
      at,
    )
  }
  return { at, values, quality, times }
}
