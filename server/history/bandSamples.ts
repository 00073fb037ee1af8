import { readChunk } from '../../models/chunk.ts'
import type { PageEntry } from '../../models/chunkPage.ts'
import { SampleList } from '../../models/sampleList.ts'
import type { Instant } from '../../models/units.ts'
import { ByteReader } from '../../models/varint.ts'
import type { SampleLog } from './SampleLog.ts'
import { BAND } from './Tracks.ts'

/** Samples by track. Lists of tracks that were cleared are used again. */
export class SamplesByTrack extends Map<number, SampleList> {
  private readonly spare: SampleList[] = []

  /** The list of a track, an empty one where there was none. */
  of(track: number): SampleList {
    let list = this.get(track)
    if (!list) {
      list = this.spare.pop() ?? new SampleList()
      this.set(track, list)
    }
    return list
  }

  override clear(): void {
    for (const list of this.values()) {
      list.n = 0
      this.spare.push(list)
    }
    super.clear()
  }
}

/** Add the samples of a raw page's entries to `into`; all of them, or one track's. */
export function addEntries(
  into: SamplesByTrack,
  entries: readonly PageEntry[],
  slot: Instant,
  only?: number,
): void {
  for (const { track, resolution, bytes } of entries) {
    if (only !== undefined && track !== only) continue
    readChunk(new ByteReader(bytes), slot, resolution, into.of(track))
  }
}

/** Add the first `n` samples of a band's log to `into`; all of them, or one track's. */
export function addLog(
  into: SamplesByTrack,
  log: SampleLog,
  n: number,
  slot: Instant,
  resolution: Float64Array,
  only?: number,
): void {
  const lists: SampleList[] = []
  for (let k = 0; k < n; k++) {
    const track = log.track[k]!
    if (only !== undefined && track !== only) continue
    const place = track % BAND
    const list = (lists[place] ??= into.of(track))
    list.push(slot + log.offset[k]!, log.steps[k]! * resolution[track]!, log.quality[k]!)
  }
}
