import type { Socket } from 'socket.io'
import type { AlarmNews } from '../../models/alarmOrder.ts'
import { topicOf } from '../../models/channel.ts'
import { readHead } from '../../models/frame.ts'
import type { Topic } from '../../models/kind.ts'
import type { Instant } from '../../models/units.ts'
import { audienceOf } from '../../models/visibility.ts'
import type { ClientToServer, Have, ServerToClient } from '../../models/wire.ts'
import { actorOf } from '../security/visitor.ts'
import { asBuffer } from './asBuffer.ts'
import { Evictions } from './Evictions.ts'
import type { Frames } from './Frames.ts'
import { room } from './room.ts'
import type { Visit } from './Visit.ts'
import { bufferedBytes, isIdle, lineOf, unsentBytes, type ViewerLine } from './viewerLine.ts'

/** What carries pages of alarms: those of the present, those of the past. */
export type PageEvent = 'alarms:page' | 'moment:page'

/** What the server keeps with each viewer. */
export interface ViewerData {
  /** Ticks in a row that found its line still busy. */
  busy?: number
  /** Once it has taken all it was sent, the seq it stands at, by channel; -1 where it has nothing to build on. Absent while it keeps up. */
  owed?: Map<number, number>
  /** The seq it has taken, by channel, counted from where it joined; absent while it never said. */
  taken?: Map<number, number>
  /** Milliseconds that more waited for it than it may have waiting. */
  over?: number
  /** Topics it last asked for. */
  topics?: readonly Topic[]
  /** Pages of alarms that are still to be sent to it. */
  pages?: { [E in PageEvent]?: Generator<AlarmNews, void> }
  /** Its stay elsewhere; absent in the present. */
  visit?: Visit
}
/** One viewer's socket. */
export type Viewer = Socket<ClientToServer, ServerToClient, Record<string, never>, ViewerData>

/** Bytes waiting for a viewer of the public, and of the control room, beyond which it gets no more frames. */
export const MOST_BUFFERED = 256 * 1024
export const MOST_BUFFERED_STAFF = 4 * 1024 * 1024
/** Frames of one channel that a viewer may leave unacknowledged; two seconds at four a second. */
export const CREDIT = 8
/** A line whose bytes the kernel has not taken at this many ticks in a row is stuck. */
const STUCK = 2
/** What passed between two looks counts at most this many milliseconds: a clock that was set is no slow line. */
const LONGEST_LOOK = 1_000

/**
 * Keeps frames from viewers that do not take them. Who falls behind leaves the rooms, and gets one frame of all that
 * moved meanwhile when its line is free and, where it acknowledges, it has taken what it was sent.
 */
export class Backlog {
  /** Viewers that are behind, as of the last look. */
  behind = 0
  /** Times a viewer was held, by what showed it; times one was brought up to date again. */
  readonly held = { line: 0, bytes: 0, credit: 0 }
  caughtUp = 0
  readonly evictions = new Evictions()
  private readonly frames: Frames
  private lookedAt: Instant | null = null

  constructor(frames: Frames) {
    this.frames = frames
  }

  /** Before each tick: stop feeding the viewers that do not drain, bring the drained ones up to date, shut the hopeless. */
  look(viewers: Iterable<Viewer>, now: Instant): void {
    const passed = Math.min(LONGEST_LOOK, Math.max(0, now - (this.lookedAt ?? now)))
    this.lookedAt = now
    this.behind = 0
    for (const viewer of viewers) {
      const { data } = viewer
      const line = lineOf(viewer)
      if (isIdle(line) && keepsUp(data) && !this.outOfCredit(viewer)) continue
      const waiting = bufferedBytes(line)
      data.busy = unsentBytes(line) > 0 ? (data.busy ?? 0) + 1 : 0
      const over = waiting > MOST_BUFFERED && waiting > mostOf(viewer)
      data.over = over ? (data.over ?? 0) + passed : 0
      if (data.over > 0) this.evictions.consider(line, data.over)
      if (data.visit) continue
      if (data.owed && waiting === 0 && settled(data)) this.catchUp(viewer, now)
      else if (!data.owed && over) this.hold(viewer, line, 'bytes')
      else if (!data.owed && data.busy >= STUCK) this.hold(viewer, line, 'line')
      else if (!data.owed && this.outOfCredit(viewer)) this.hold(viewer, line, 'credit')
      if (data.owed) this.behind++
    }
    this.evictions.finish(passed)
  }

  /** Note what a viewer that is behind or overfull asks for, for later. False when it keeps up and may be fed now. */
  owe(viewer: Viewer, wanted: ReadonlyMap<number, Have | undefined>): boolean {
    const { data } = viewer
    const line = lineOf(viewer)
    if (!data.owed && bufferedBytes(line) > mostOf(viewer)) this.hold(viewer, line, 'bytes')
    const before = data.owed
    if (!before) return false
    data.owed = new Map(
      Array.from(wanted, ([channel, have]) => {
        const { epoch, seq } = this.frames.standing(channel)
        if (have) return [channel, have.epoch === epoch && have.seq <= seq ? have.seq : -1]
        return [channel, before.get(channel) ?? -1]
      }),
    )
    if (data.taken)
      this.take(
        viewer,
        [...wanted.values()].filter(have => have !== undefined),
      )
    return true
  }

  /** Bring a viewer up to date with a channel and let it hear the channel from now on: what the heal flushes is in the healing frames already. */
  feed(viewer: Viewer, channel: number, have: Have | undefined, now: Instant): void {
    for (const frame of this.frames.heal(channel, have, now)) viewer.emit('frame', asBuffer(frame))
    viewer.data.taken?.set(channel, this.frames.standing(channel).seq)
    void viewer.join(room(channel))
  }

  /** A channel began a new run, and its first whole frame went to all that hear it: numbers of the run before count no more. */
  restart(viewers: Iterable<Viewer>, channel: number): void {
    const { seq } = this.frames.standing(channel)
    for (const { data } of viewers) {
      if (data.owed?.has(channel)) data.owed.set(channel, -1)
      if (data.taken?.has(channel)) data.taken.set(channel, seq)
    }
  }

  /** A viewer says what it has taken. From the first time on it is held when too much of what it was sent is not. */
  take(viewer: Viewer, taken: readonly Have[]): void {
    const audience = audienceOf(actorOf(viewer).role)
    for (const { channel, epoch, seq } of taken) {
      if (channel !== this.frames.channelOf(topicOf(channel), audience)) continue
      const standing = this.frames.standing(channel)
      if (epoch !== standing.epoch || seq > standing.seq) continue
      viewer.data.taken ??= new Map()
      viewer.data.taken.set(channel, Math.max(seq, viewer.data.taken.get(channel) ?? 0))
    }
  }

  private outOfCredit({ data, rooms }: Viewer): boolean {
    for (const [channel, seq] of data.taken ?? [])
      if (this.frames.standing(channel).seq - seq > CREDIT && rooms.has(room(channel))) return true
    return false
  }

  private catchUp(viewer: Viewer, now: Instant): void {
    const owed = viewer.data.owed ?? []
    delete viewer.data.owed
    this.caughtUp++
    for (const [channel, seq] of owed)
      this.feed(
        viewer,
        channel,
        seq < 0 ? undefined : { channel, epoch: this.frames.standing(channel).epoch, seq },
        now,
      )
  }

  /** Take a viewer out of its rooms, and the frames not yet handed to its line out of the queue: a merged one will replace them. */
  private hold(viewer: Viewer, line: ViewerLine, why: keyof Backlog['held']): void {
    this.held[why]++
    const owed = new Map<number, number>()
    for (const channel of this.frames.numbers) {
      if (!viewer.rooms.has(room(channel))) continue
      owed.set(channel, this.frames.standing(channel).seq)
      void viewer.leave(room(channel))
    }
    viewer.data.owed = owed
    line.writeBuffer = line.writeBuffer.filter(({ data }) => {
      if (data instanceof Uint8Array) this.withdraw(owed, data)
      return !(data instanceof Uint8Array)
    })
  }

  /** A frame was taken back before it left: the viewer stands before it, or on nothing when it was a whole one. */
  private withdraw(owed: Map<number, number>, frame: Uint8Array): void {
    const { full, channel, epoch, seq } = readHead(frame)
    const standing = owed.get(channel)
    if (standing !== undefined && this.frames.standing(channel).epoch === epoch)
      owed.set(channel, full ? -1 : Math.min(standing, seq - 1))
  }
}

/** Bytes that wait for a viewer to take them. */
export function waitingBytes(viewer: Viewer): number {
  return bufferedBytes(lineOf(viewer))
}

/** True where the last look found nothing that an idle line would have to be told of. */
function keepsUp({ busy = 0, over = 0, owed, visit }: ViewerData): boolean {
  return busy === 0 && over === 0 && !owed && !visit
}

function settled({ taken, owed }: ViewerData): boolean {
  for (const [channel, seq] of owed ?? []) if ((taken?.get(channel) ?? seq) < seq) return false
  return true
}

/** Bytes that may wait for a viewer: the control room may have more waiting than the public. */
export function mostOf(viewer: Viewer): number {
  return audienceOf(actorOf(viewer).role) === 'staff' ? MOST_BUFFERED_STAFF : MOST_BUFFERED
}
