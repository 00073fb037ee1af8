import type { StandingAlarm } from '../../models/alarm.ts'
import { TOPICS } from '../../models/kind.ts'
import type { MomentNews, SeekOrder } from '../../models/moment.ts'
import type { Sight } from '../../models/sight.ts'
import { audienceOf } from '../../models/visibility.ts'
import type { WatchOrder } from '../../models/wire.ts'
import { actorOf } from '../accounts/visitor.ts'
import { seenAlarms } from '../alarms/seenAlarms.ts'
import type { Clock } from '../clock.ts'
import type { History } from '../history/History.ts'
import type { Past } from '../history/Past.ts'
import { Playback } from '../history/Playback.ts'
import { asBuffer } from './asBuffer.ts'
import { mostOf, type Viewer, waitingBytes } from './backlog.ts'

/** What a visit to the past needs. */
export interface VisitParts {
  readonly history: History
  readonly sight: Sight
  readonly clock: Clock
  /** The alarm journal, where there is one. */
  readonly past?: Past | undefined
}

/** One viewer's stay in the past: its playback, the channels it watches, and what its line is owed. */
export class PastVisit {
  playback: Playback | null = null
  /** Alarms of the instant last told; null when no journal tells. */
  alarms: readonly StandingAlarm[] | null = null
  private readonly viewer: Viewer
  private readonly parts: VisitParts
  private watched: ReadonlySet<number> = new Set()
  private readonly owed = new Set<number>()

  constructor(viewer: Viewer, parts: VisitParts) {
    this.viewer = viewer
    this.parts = parts
  }

  /** Start playing; the frames that stood before are of another epoch and do not count. */
  async seek({ at, speed }: SeekOrder, epoch: number): Promise<Playback> {
    const { history, sight, clock } = this.parts
    const playback = await Playback.begin(
      history,
      sight,
      { at, speed, epoch },
      () => clock.now(),
      (channel, frame) => this.send(channel, frame),
    )
    this.alarms = await this.alarmsAt(at)
    this.watched = new Set()
    this.owed.clear()
    this.playback = playback
    return playback
  }

  /** Full frames, or the deltas missed, of exactly these topics; deltas follow as the past plays. */
  watch({ topics, have = [] }: WatchOrder): void {
    const { playback, viewer } = this
    if (!playback) return
    const audience = audienceOf(actorOf(viewer).role)
    this.watched = new Set(topics.map(topic => playback.ticker.channelOf(TOPICS.indexOf(topic), audience)))
    for (const channel of this.watched) {
      const had = have.find(each => each.channel === channel)
      this.owed.delete(channel)
      for (const frame of playback.ticker.heal(channel, had, playback.at)) this.emit(frame)
    }
  }

  /** Move on, and pay what is owed once the line is free. */
  async step(): Promise<void> {
    const { playback, owed } = this
    if (!playback) return
    await playback.step(this.parts.clock.now())
    if (owed.size === 0 || waitingBytes(this.viewer) > 0) return
    for (const channel of owed)
      for (const frame of playback.ticker.heal(channel, undefined, playback.at)) this.emit(frame)
    owed.clear()
  }

  /** Where the past is; with its alarms, when they are others than those told last. */
  async news(): Promise<MomentNews | null> {
    const { playback } = this
    if (!playback) return null
    const { at } = playback
    const before = JSON.stringify(this.alarms)
    this.alarms = await this.alarmsAt(at)
    return JSON.stringify(this.alarms) === before ? { at } : { at, alarms: this.alarms }
  }

  private async alarmsAt(at: number): Promise<readonly StandingAlarm[] | null> {
    const alarms = await this.parts.past?.alarmsAt(at)
    return alarms ? seenAlarms(alarms, audienceOf(actorOf(this.viewer).role), this.parts.sight) : null
  }

  /** A line that does not take its frames gets a full one when it is free again. */
  private send(channel: number, frame: Uint8Array): void {
    if (!this.watched.has(channel) || this.owed.has(channel)) return
    if (waitingBytes(this.viewer) > mostOf(this.viewer)) this.owed.add(channel)
    else this.emit(frame)
  }

  private emit(frame: Uint8Array): void {
    this.viewer.emit('frame', asBuffer(frame))
  }
}
