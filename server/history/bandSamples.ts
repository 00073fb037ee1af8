import { readChunk } from '../../models/chunk.ts'
import type { PageEntry } from '../../models/chunkPage.ts'
import { SampleList } from '../../models/sampleList.ts'
import type { Instant } from '../../models/units.ts'
import { ByteReader } from '../../models/varint.ts'
import type { SampleLog } from './SampleLog.ts'

/** Samples by track. */
export type SamplesByTrack = Map<number, SampleList>

/** Add the samples of a raw page's entries to `into`; all of them, or one track's. */
export function addEntries(
  into: SamplesByTrack,
  entries: readonly PageEntry[],
  slot: Instant,
  only?: number,
): void {
  for (const { track, resolution, bytes } of entries) {
    if (only !== undefined && track !== only) continue
    readChunk(new ByteReader(bytes), slot, resolution, listOf(into, track))
  }
}

/** Add the first `n` samples of a log to `into`; all of them, or one track's. */
export function addLog(
  into: SamplesByTrack,
  log: SampleLog,
  n: number,
  slot: Instant,
  resolution: Float64Array,
  only?: number,
): void {
  for (let k = 0; k < n; k++) {
    const track = log.track[k]!
    if (only !== undefined && track !== only) continue
    listOf(into, track).push(slot + log.offset[k]!, log.steps[k]! * resolution[track]!, log.quality[k]!)
  }
}

function listOf(lists: SamplesByTrack, track: number): SampleList {
  let list = lists.get(track)
  if (!list) {
    list = new SampleList()
    lists.set(track, list)
  }
  return list
}
