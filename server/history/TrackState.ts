import { SEAL } from '../../models/chunkSeal.ts'
import { readF64, readWide, writeWide } from '../../models/chunkWide.ts'
import { QUALITIES } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import { ByteReader, ByteWriter } from '../../models/varint.ts'
import { pack, unpack } from './pack.ts'

/** The newest sample of every track as of some instant; time NaN where there was none. */
export class TrackState {
  readonly value: Float64Array
  readonly quality: Uint8Array
  readonly at: Float64Array

  constructor(count: number) {
    this.value = new Float64Array(count)
    this.quality = new Uint8Array(count)
    this.at = new Float64Array(count).fill(Number.NaN)
  }

  /** Take a sample unless a newer one is there; true when it was taken. */
  offer(track: number, at: Instant, value: number, quality: number): boolean {
    if (this.at[track]! > at) return false
    this.at[track] = at
    this.value[track] = value
    this.quality[track] = quality
    return true
  }

  /** As a keyframe of instant `base`: per track with a sample the gap, ms before `base`, quality and resolution runs, steps. */
  seal(base: Instant, resolution: Float64Array): Uint8Array {
    const tracks: number[] = []
    for (let track = 0; track < this.at.length; track++)
      if (!Number.isNaN(this.at[track]!)) tracks.push(track)
    const out = new ByteWriter(64 + tracks.length * 10)
    out.varint(tracks.length)
    let previous = -1
    for (const track of tracks) {
      out.varint(track - previous - 1)
      previous = track
    }
    for (const track of tracks) writeWide(out, Math.max(0, base - this.at[track]!))
    for (const track of tracks) out.u8(this.quality[track]!)
    for (let k = 0; k < tracks.length; ) {
      const step = resolution[tracks[k]!]!
      let end = k + 1
      while (end < tracks.length && resolution[tracks[end]!] === step) end++
      out.varint(end - k)
      out.f64(step)
      for (; k < end; k++) out.zigzag(Math.round(this.value[tracks[k]!]! / step))
    }
    return pack(SEAL.state, out.done())
  }

  /** The state in a keyframe, for so many tracks. Throws RangeError on damage. */
  static open(data: ArrayBuffer | Uint8Array, base: Instant, count: number): TrackState {
    const reader = new ByteReader(unpack(SEAL.state, data))
    const state = new TrackState(count)
    const n = reader.varint()
    if (n > count) throw new RangeError(`a keyframe of ${n} tracks where ${count} are known`)
    const tracks = new Uint32Array(n)
    let track = -1
    for (let k = 0; k < n; k++) {
      track += reader.varint() + 1
      if (track >= count) throw new RangeError(`track ${track} of a keyframe is not known`)
      tracks[k] = track
    }
    for (const track of tracks) state.at[track] = base - readWide(reader)
    for (const track of tracks) {
      const quality = reader.u8()
      if (quality >= QUALITIES.length) throw new RangeError(`quality ${quality} is not known`)
      state.quality[track] = quality
    }
    for (let k = 0; k < n; ) {
      const end = k + reader.varint()
      const step = readF64(reader)
      if (end === k || end > n) throw new RangeError('damaged keyframe')
      for (; k < end; k++) state.value[tracks[k]!] = reader.zigzag() * step
    }
    return state
  }
}
