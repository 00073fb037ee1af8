import { isDeepStrictEqual } from 'node:util'
import type { StandingAlarm } from '../../models/alarm.ts'
import { type AlarmNews, fitsPage } from '../../models/alarmOrder.ts'
import { TOPICS } from '../../models/kind.ts'
import type { Moment, SeekOrder } from '../../models/moment.ts'
import type { Sight } from '../../models/sight.ts'
import type { Instant } from '../../models/units.ts'
import { audienceOf } from '../../models/visibility.ts'
import type { WatchOrder } from '../../models/wire.ts'
import { seenAlarms } from '../alarms/seenAlarms.ts'
import type { Clock } from '../clock.ts'
import { asBuffer } from '../net/asBuffer.ts'
import { mostOf, type Viewer, waitingBytes } from '../net/backlog.ts'
import { firstPage, stopPages } from '../net/sendPages.ts'
import type { Visit } from '../net/Visit.ts'
import { actorOf } from '../security/visitor.ts'
import type { History } from './History.ts'
import { oldestInstant } from './oldestInstant.ts'
import type { Past } from './Past.ts'
import { Playback } from './Playback.ts'

/** What a visit to the past needs. */
export interface VisitParts {
  readonly history: History
  readonly sight: Sight
  readonly clock: Clock
  /** The alarm journal, where there is one. */
  readonly past?: Past | undefined
}

/** One viewer's stay in the past: its playback, the channels it watches, and what its line is owed. */
export class PastVisit implements Visit {
  playback: Playback | null = null
  /** Alarms of the instant last told; null when no journal tells. */
  alarms: readonly StandingAlarm[] | null = null
  /** True where the journal lacks transitions around that instant. */
  private unsure = false
  private readonly viewer: Viewer
  private readonly parts: VisitParts
  private watched: ReadonlySet<number> = new Set()
  private readonly owed = new Set<number>()
  /** Oldest instant on record: before it nothing is known, alarms neither. Null while nothing is recorded. */
  private oldest: number | null = null

  constructor(viewer: Viewer, parts: VisitParts) {
    this.viewer = viewer
    this.parts = parts
  }

  get epoch(): number | null {
    return this.playback?.ticker.epoch ?? null
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
    this.oldest = await oldestInstant(history)
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

  /** Where the past is, and whether its alarms are others than those told last; null before it plays. */
  async news(): Promise<{ readonly at: Instant; readonly changed: boolean } | null> {
    const { playback } = this
    if (!playback) return null
    const { at } = playback
    // Pages that are on their way are told to their end first.
    if (this.viewer.data.pages?.['moment:page']) return { at, changed: false }
    const [before, sure] = [this.alarms, this.unsure]
    this.alarms = await this.alarmsAt(at)
    return { at, changed: sure !== this.unsure || !sameAlarms(before, this.alarms) }
  }

  /** The alarms of where the past is, for an answer or news; `rest` sends the pages that follow. */
  tell(): { readonly told: Pick<Moment, 'alarms' | 'more' | 'unsure'>; rest(): void } {
    const { alarms, viewer } = this
    if (!alarms) return { told: { alarms: null }, rest: () => stopPages(viewer, 'moment:page') }
    const { news, rest } = firstPage(viewer, 'moment:page', this.pages(alarms))
    const more = news.more && { more: true }
    return { told: { alarms: news.alarms, ...more, ...(this.unsure && { unsure: true }) }, rest }
  }

  private *pages(alarms: readonly StandingAlarm[]): Generator<AlarmNews, void> {
    const epoch = this.playback?.ticker.epoch ?? 0
    const number = alarms.at(-1)?.number ?? 0
    for (let from = 0, snapshot = true; snapshot || from < alarms.length; snapshot = false) {
      const page = alarms.slice(from, from + fitsPage(alarms, from))
      from += page.length
      yield { epoch, number, snapshot, alarms: page, more: from < alarms.length }
    }
  }

  private async alarmsAt(at: number): Promise<readonly StandingAlarm[] | null> {
    // Before anything was recorded, and while nothing was, no alarm is known, which is not the same as none.
    const { history, past } = this.parts
    const oldest = await oldestInstant(history)
    if (oldest === null || at < oldest || (await history.gapAt(at))) return null
    const alarms = await past?.alarmsAt(at)
    this.unsure = (await past?.isUnsure?.(at)) ?? false
    // No alarm in a journal from before the first record does not say that there was none.
    if (alarms?.length === 0 && (this.oldest === null || at < this.oldest)) return null
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

/** True where each alarm has had its last transition before both. */
function sameAlarms(one: readonly StandingAlarm[] | null, other: readonly StandingAlarm[] | null): boolean {
  if (one === null || other === null) return one === other
  return one.length === other.length && one.every((alarm, k) => isDeepStrictEqual(alarm, other[k]))
}
