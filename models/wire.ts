import { type AlarmNews, type AlarmOrderEvents, type AlarmsHave, isAlarmsHave } from './alarmOrder.ts'
import { CHANNELS } from './channel.ts'
import { TOPICS, type Topic } from './kind.ts'
import type { Moment, MomentNews, SeekOrder } from './moment.ts'
import type { PersonHere } from './people.ts'
import type {
  ChangeOrder,
  ChangesDone,
  MergeDone,
  MergeOrder,
  RecordNews,
  RecordsJoin,
  RecordsPage,
} from './records/recordWire.ts'
import type { Instant } from './units.ts'

/** Every request is answered, and the answer says whether it worked. */
export type Reply<T> = { ok: true; value: T } | { ok: false; reason: string }

/** The browser hands over the first, Node the second. */
export type Bytes = ArrayBuffer | Uint8Array

export interface ServerToClient {
  /** To whoever has logged in: who else has and has the twin open. */
  'people:here': (people: readonly PersonHere[]) => void
  /** Records that changed. Never volatile. */
  'records:changed': (news: RecordNews) => void
  /** One binary frame of one topic (models/frame.ts): a snapshot or what changed. May be lost; seq shows it. */
  frame: (frame: Bytes) => void
  /** The line is alive: every second to viewers that heard no frame in it, every five to everyone. */
  pulse: (pulse: Pulse) => void
  /** Alarms of the present that changed, also to viewers in the past, with the journal number they bring to. Never volatile. */
  'alarms:changed': (news: AlarmNews) => void
  /** The next page of many alarms, after the first came with an answer; `taken` asks for another. */
  'alarms:page': (page: AlarmNews, taken: () => void) => void
  /** To a viewer in the past, every second while it plays: where it is and what alarms stood there, or why it stopped. */
  'moment:changed': (news: MomentNews) => void
  /** The next page of the alarms of the past, as `alarms:page` is for the present. */
  'moment:page': (page: AlarmNews, taken: () => void) => void
}

/** The orders on alarms are named in models/alarmOrder.ts; each is answered only when it is durable. */
export interface ClientToServer extends AlarmOrderEvents {
  /** What this page looks at, told to colleagues (models/people.ts); null for nothing. */
  'people:look': (at: string | null) => void
  /** Make, change or remove records; answered when it is durable, or with the reason why not. */
  'records:change': (orders: readonly ChangeOrder[], reply: (result: Reply<ChangesDone>) => void) => void
  /** Bring a branch into main; answered when it is durable, or with what must be chosen first. */
  'records:merge': (order: MergeOrder, reply: (result: Reply<MergeDone>) => void) => void
  /** Hear records from now on; the answer brings the first page. */
  'records:join': (join: RecordsJoin, reply: (result: Reply<RecordsPage>) => void) => void
  /** From now on receive exactly these topics. A full frame of each topic that needs one follows the reply. */
  'topics:watch': (order: WatchOrder, reply: (result: Reply<Watching>) => void) => void
  /** What the viewer has taken in, of the channels that moved since it last said so; a few times a second at most. Whoever says so is not sent more than it takes. */
  'frame:taken': (taken: readonly Have[]) => void
  /** Show the past: frames of that instant, of an epoch of their own, follow the reply instead of those of the present. */
  'moment:seek': (order: SeekOrder, reply: (result: Reply<Moment>) => void) => void
  /** Back to the present: full frames of the topics watched follow the reply. */
  'moment:live': (reply: (result: Reply<Watching>) => void) => void
}

export interface Pulse {
  readonly epoch: number
  readonly now: Instant
  /** Should the line be cut: milliseconds over which all viewers together spread their first try to come back. */
  readonly spread?: number
  /** True while the server itself hears nothing: what is shown may be old though the line is alive. */
  readonly silent?: boolean
}

/** The last frame a viewer has of a channel (models/channel.ts). */
export interface Have {
  readonly channel: number
  readonly epoch: number
  readonly seq: number
}

export interface WatchOrder {
  readonly topics: readonly Topic[]
  /** What the viewer has of its channels; the server heals the gap from there when it still can. */
  readonly have?: readonly Have[]
  /** The last alarm news the viewer has; what it missed comes with the answer. */
  readonly alarms?: AlarmsHave
}

export interface Watching {
  readonly epoch: number
  readonly now: Instant
  /** Site.version; another one than the viewer loaded means that it must load again. */
  readonly version: string
  /** What the viewer missed of the present's alarms, or all of them; the first page of it. */
  readonly alarms: AlarmNews
  /** As in a pulse. */
  readonly silent?: boolean
}

/** The types promise; this checks. Nothing from the network passes without it. */
export function isWatchOrder(order: unknown): order is WatchOrder {
  const { topics, have, alarms } = (order ?? {}) as Partial<Record<keyof WatchOrder, unknown>>
  if (!Array.isArray(topics) || topics.length > TOPICS.length || !topics.every(isTopic)) return false
  if (alarms !== undefined && !isAlarmsHave(alarms)) return false
  return have === undefined || isTaken(have)
}

/** The same for what a viewer says it has taken. */
export function isTaken(taken: unknown): taken is readonly Have[] {
  return Array.isArray(taken) && taken.length <= CHANNELS && taken.every(isHave)
}

function isTopic(topic: unknown): topic is Topic {
  return (TOPICS as readonly unknown[]).includes(topic)
}

function isHave(have: unknown): boolean {
  const { channel, epoch, seq } = (have ?? {}) as { channel?: unknown; epoch?: unknown; seq?: unknown }
  return isCount(channel) && channel < CHANNELS && isCount(epoch) && isCount(seq)
}

/** What a frame's head can hold. */
function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffff_ffff
}
