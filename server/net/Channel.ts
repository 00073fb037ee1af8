import { deflateRawSync } from 'node:zlib'
import { encodeFrame, type FrameSource } from '../../models/frame.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Have } from '../../models/wire.ts'
import type { Twin } from '../twin/twin.ts'

/** Deltas kept to heal small gaps; a larger one is healed by one frame of all that moved meanwhile. */
const KEPT = 4
/** Beyond so many frames missed, viewers that missed nearly as many share a merged frame. */
const SHARED = 16

/** The present as one audience was last told it, by point, and the seq that last moved each point. */
export interface Told {
  readonly source: FrameSource
  /** Steps last sent: what the next delta builds on. */
  readonly sent: Int32Array
  readonly moved: Uint32Array
}

/** Nothing told yet of so many points. */
export function nothingTold(points: number): Told {
  return {
    source: {
      values: new Float64Array(points),
      quality: new Uint8Array(points),
      times: new Float64Array(points).fill(Number.NaN),
    },
    sent: new Int32Array(points),
    moved: new Uint32Array(points),
  }
}

/**
 * A topic as one audience sees it. Deltas are made from the present; full and merged frames from what was told, so that
 * whoever comes between two ticks gets the same bytes as everybody else who does.
 */
export class Channel {
  /** Its number (models/channel.ts). */
  readonly number: number
  readonly epoch: number
  /** Number of the last delta. */
  seq = 0
  private readonly twin: Twin
  private readonly members: Uint32Array
  private readonly told: Told
  /** The last deltas, oldest first; the last one has `seq`. */
  private readonly kept: Uint8Array[] = []
  /** Frames of this seq that stand on no delta, by the seq they bring a viewer from; -1 for all points. */
  private readonly whole = new Map<number, Uint8Array>()
  /** Changes passed untold because nobody watched. */
  private behind = false

  constructor(number: number, epoch: number, twin: Twin, members: Uint32Array, told: Told) {
    this.number = number
    this.epoch = epoch
    this.twin = twin
    this.members = members
    this.told = told
  }

  /** Tell what changed: the next delta. */
  next(changed: Uint32Array, now: Instant): Uint8Array {
    if (this.behind) this.catchUp()
    this.step()
    const frame = this.encode(false, changed, this.twin, now)
    this.note(changed)
    this.kept.push(frame)
    if (this.kept.length > KEPT) this.kept.shift()
    return frame
  }

  /** Something changed that nobody watches: nothing is encoded, and whoever comes gets a full frame, on which deltas build again. */
  skip(): void {
    this.step()
    this.kept.length = 0
    this.behind = true
  }

  /** What brings a viewer up to date from `have`: a few deltas it missed, or one frame of all that moved since; of everything for one that has nothing of this channel and epoch. */
  since(have: Have | undefined, now: Instant): Uint8Array[] {
    if (this.behind) this.catchUp()
    const missed = have?.channel === this.number && have.epoch === this.epoch ? this.seq - have.seq : -1
    if (missed === 0) return []
    if (missed > 0 && missed <= this.kept.length) return this.kept.slice(-missed)
    if (missed < 0 || missed > this.seq) return [this.wholeSince(-1, now)]
    const from = this.seq - missed
    return [this.wholeSince(missed > SHARED ? from - (from % SHARED) : from, now)]
  }

  private wholeSince(from: number, now: Instant): Uint8Array {
    const before = this.whole.get(from)
    if (before) return before
    const { moved, source } = this.told
    const points = from < 0 ? this.members : this.members.filter(i => moved[i]! > from)
    const frame =
      from >= 0 && points.length * 2 > this.members.length
        ? this.wholeSince(-1, now)
        : this.encode(true, points, source, now)
    this.whole.set(from, frame)
    return frame
  }

  private step(): void {
    this.seq++
    this.whole.clear()
  }

  /** After changes that were told to nobody, all of the present counts as told now. */
  private catchUp(): void {
    this.behind = false
    this.note(this.members)
    const { source, sent } = this.told
    const { steps } = this.twin
    for (const i of this.members)
      sent[i] = source.quality[i] === QUALITY.none ? 0 : Math.round(source.values[i]! / steps[i]!)
  }

  private note(points: Uint32Array): void {
    const { source, moved } = this.told
    const { values, quality, times } = this.twin
    for (let k = 0; k < points.length; k++) {
      const i = points[k]!
      source.values[i] = values[i]!
      source.quality[i] = quality[i]!
      source.times[i] = times[i]!
      moved[i] = this.seq
    }
  }

  private encode(full: boolean, points: Uint32Array, source: FrameSource, now: Instant): Uint8Array {
    const { number: channel, epoch, seq } = this
    const head = { full, channel, epoch, seq, at: newest(points, source, now) }
    return encodeFrame(head, points, source, this.twin.steps, this.told.sent, deflate)
  }
}

/** Instant of the newest sample among these points; the present where none has one. */
function newest(points: Uint32Array, { times, quality }: FrameSource, now: Instant): Instant {
  let newest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < points.length; k++) {
    const i = points[k]!
    if (quality[i] !== QUALITY.none && times[i]! > newest) newest = times[i]!
  }
  return Number.isFinite(newest) ? newest : now
}

function deflate(body: Uint8Array): Uint8Array {
  return deflateRawSync(body, { level: 1 })
}
