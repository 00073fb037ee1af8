import type { Kysely } from 'kysely'
import type { Asset } from '../../models/asset.ts'
import type { Gap } from '../../models/moment.ts'
import type { Points } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import { isOver } from '../clock.ts'
import type { Engine, Store } from '../store/Store.ts'
import { pause, turn } from '../turn.ts'
import type { Twin } from '../twin/twin.ts'
import { Arrivals } from './Arrivals.ts'
import { commitLazily } from './commitLazily.ts'
import { Follower } from './Follower.ts'
import { type BandPart, flushBands } from './flushBands.ts'
import { amendKeyframes, keyframeBefore, saveKeyframe } from './keyframes.ts'
import { SLOT } from './level.ts'
import { type OpenSlot, OpenSlots } from './OpenSlots.ts'
import { gapAt, gapsOf, Runs } from './Runs.ts'
import { Tail } from './Tail.ts'
import { TrackState } from './TrackState.ts'
import { openTracks, readTracks, type Tracks } from './Tracks.ts'
import type { HistoryTables } from './tables.ts'
import { type Trouble, troubleOf } from './trouble.ts'

/** Milliseconds between journal rows: at a power cut or kill, at most the samples heard in these and in the commit under way are lost. */
export const FLUSH_SPAN = 2_000
/** Milliseconds behind its last look at which a follower has all that the owner heard: the owner waits a flush span, then for its disk. */
const BEHIND = 2 * FLUSH_SPAN
/** Milliseconds of pause between two pieces of work. */
const PAUSE = 50
/** Milliseconds of pause after the database failed. */
const RETRY = 1_000
/** Samples in memory beyond which new ones are dropped and counted; about 250 MB. */
const MOST_HELD = 16_000_000

/** Bands and samples that one transaction moves into pages: 5 to 20 ms of work, one wait for the disk. */
const MOST_BANDS = 8
const MOST_MOVED = 24_000

/** How much the history holds, where not as much as usual: samples in memory, and of them those that wait for the journal. */
export interface Bounds {
  readonly held?: number
  readonly waiting?: number
}

/** How the history does, as health tells it. */
export interface HistoryHealth {
  readonly state: 'ok' | Trouble['state']
  /** What is wrong and what to do; null when nothing is. */
  readonly reason: string | null
  /** Since when the database has failed; null when it works. */
  readonly since: Instant | null
  /** Samples heard; in memory and not yet in pages; waiting for the journal; lost because memory was full. */
  readonly heard: number
  readonly held: number
  readonly waiting: number
  readonly dropped: number
  /** Samples not in the journal because too many waited: a kill would lose them. */
  readonly unjournalled: number
}

/**
 * Keeps every sample: memory and a journal first, then pages of many tracks over a quarter of an hour, with roll-ups
 * and a keyframe. It is stepped by its owner and never blocks for longer than a few bands of 64 tracks take.
 */
export class History {
  readonly db: Kysely<HistoryTables>
  readonly points: Points
  heard = 0
  dropped = 0
  /** Where another process owns this history, what knows of it here. */
  private follower: Follower | null = null
  /** The tracks at the start; an owner's are these to the end. */
  private readonly opened: Tracks
  private refreshedAt = Number.NEGATIVE_INFINITY
  private readonly engine: Engine
  /** The samples in memory, but for those that have just arrived. */
  private readonly held = new OpenSlots()
  private readonly arrivals = new Arrivals()
  private readonly tail: Tail
  private readonly runs: Runs
  /** Newest sample of each track in pages: the keyframe of the next slot. */
  private readonly flushed: TrackState
  private newestKeyframe: Instant
  /** Instants of the newest sample heard, by track: a value that only went stale keeps its instant and is no new sample. */
  private readonly newest: Float64Array
  private flushing: Flushing | null = null
  private readonly now: () => Instant
  private readonly mostHeld: number
  private busy: Promise<void> | null = null
  private tended = false
  private closed = false
  private trouble: (Trouble & { readonly since: Instant }) | null = null
  private retryAt = Number.NEGATIVE_INFINITY
  private nextTail = Number.NEGATIVE_INFINITY

  private constructor(
    db: Kysely<HistoryTables>,
    engine: Engine,
    points: Points,
    tracks: Tracks,
    flushed: TrackState,
    keyframe: Instant,
    now: () => Instant,
    bounds: Bounds = {},
  ) {
    this.mostHeld = bounds.held ?? MOST_HELD
    this.now = now
    this.db = db
    this.engine = engine
    this.points = points
    this.opened = tracks
    this.runs = new Runs(db, now())
    this.tail = new Tail(db, tracks.resolution, bounds.waiting)
    this.flushed = flushed
    this.newestKeyframe = keyframe
    this.newest = new Float64Array(tracks.count).fill(Number.NEGATIVE_INFINITY)
  }

  /** Take up the history in a store: what an earlier run left in the journal is in memory again. */
  static async start<T extends HistoryTables>(
    store: Store<T>,
    twin: Twin,
    assets: readonly Asset[],
    now: () => Instant,
    bounds: Bounds = {},
  ): Promise<History> {
    const db = store.db as unknown as Kysely<HistoryTables>
    const tracks = await openTracks(db, twin.points, assets)
    const keyframe = await keyframeBefore(db, Number.MAX_SAFE_INTEGER, tracks.count)
    const history = new History(
      db,
      store.engine,
      twin.points,
      tracks,
      keyframe?.state ?? new TrackState(tracks.count),
      keyframe?.slot ?? Number.NEGATIVE_INFINITY,
      now,
      bounds,
    )
    await history.tail.recover((track, at, value, quality) => {
      if (track < tracks.count)
        history.held.push(track, at, Math.round(value / tracks.resolution[track]!), quality, now())
    })
    const hear = (point: number, value: number, quality: number, at: Instant) =>
      history.hear(point, value, quality, at)
    twin.hearNew(hear)
    twin.hearPast(hear)
    return history
  }

  /**
   * The history that another process owns, for looking at the past beside it: it hears no twin and never writes.
   * `refresh` keeps it up with the owner; without it, only what pages hold is known.
   */
  static async follow<T extends HistoryTables>(
    store: Store<T>,
    points: Points,
    assets: readonly Asset[],
    now: () => Instant,
  ): Promise<History> {
    const db = store.db as unknown as Kysely<HistoryTables>
    const tracks = await readTracks(db, points, assets)
    const none = Number.NEGATIVE_INFINITY
    const history = new History(db, store.engine, points, tracks, new TrackState(0), none, now)
    history.follower = new Follower(db, points, assets, tracks, history.held)
    return history
  }

  /** The samples in memory, all in their places. */
  get open(): OpenSlots {
    this.place()
    return this.held
  }

  /** The numbers of the points in the store. */
  get tracks(): Tracks {
    return this.follower?.tracks ?? this.opened
  }

  /** Until when all samples that arrived are known here: the present, or as far as the owner's journal has surely been read. */
  knownUntil(now: Instant): Instant {
    return this.follower ? Math.min(now, this.refreshedAt - BEHIND) : now
  }

  /** The time around an instant in which nothing was recorded; null where something was, and where nobody can tell. */
  gapAt(at: Instant): Promise<Gap | null> {
    return gapAt(this.db, at, this.quiet)
  }

  /** All such times that touch a span, oldest first. */
  gapsOf(from: Instant, to: Instant): Promise<Gap[]> {
    return gapsOf(this.db, from, to, this.quiet)
  }

  /** The present of a process that does not hear itself: where the owner is silent, nothing is recorded. */
  private get quiet(): Instant | null {
    return this.follower && this.now()
  }

  /** Read on in the owner's journal, at least every flush span. Never rejects: health tells of trouble. Does nothing at the owner's. */
  async refresh(now: Instant): Promise<void> {
    const { follower } = this
    if (!follower) return
    // Before the end of a look that is under way, memory lacks the newest rows: who asks meanwhile waits for it.
    if (this.busy) return await this.busy
    await this.alone(now, async () => {
      await follower.refresh(this.tail, this.mostHeld, now)
      this.dropped = follower.dropped
      this.refreshedAt = now
      return true
    })
  }

  /** Nobody looks at the past here any more: what was read of another process's memory goes, unless it is in use again by then. Does nothing at the owner's. */
  async letGo(unused: () => boolean): Promise<void> {
    await this.busy
    if (!this.follower || this.busy || !unused()) return
    for (const start of [...this.held.byStart.keys()]) this.held.release(start)
    this.tail.rewind()
    this.refreshedAt = Number.NEGATIVE_INFINITY
  }

  get health(): HistoryHealth {
    const { trouble, tail } = this
    return {
      state: trouble?.state ?? 'ok',
      reason: trouble?.reason ?? null,
      since: trouble?.since ?? null,
      heard: this.heard,
      held: this.held.n + this.arrivals.n,
      waiting: tail.waiting + this.arrivals.n,
      dropped: this.dropped,
      unjournalled: tail.overflowed,
    }
  }

  /** One small piece of work that is due: a journal row, or some bands of a slot that ended. Never rejects; false when nothing was due. */
  async step(now: Instant): Promise<boolean> {
    return this.follower ? false : await this.alone(now, () => this.work(now))
  }

  /** Do what is due piece by piece while `may` allows it, with pauses in which everything else has the machine. Never rejects; one call at a time works. */
  async tend(may: () => boolean): Promise<void> {
    if (this.tended) return
    this.tended = true
    while (!this.closed && may() && (await this.step(this.now()))) await pause(PAUSE)
    this.tended = false
  }

  /** Do all that is due, and give the event loop its turns. */
  async drain(now: Instant): Promise<void> {
    while (await this.step(now)) await turn()
  }

  /** Write what waits for the journal. Rejects when the database fails. */
  async close(): Promise<void> {
    this.closed = true
    await this.busy
    this.place()
    if (this.follower) return
    await this.tail.write()
    await this.runs.note(this.now())
  }

  /** Do one piece of work, and nothing while another is under way or the database has just failed. */
  private async alone(now: Instant, task: () => Promise<boolean>): Promise<boolean> {
    if (this.busy || !isOver(this.retryAt, RETRY, now)) return false
    let worked = false
    this.busy = task().then(
      did => {
        worked = did
        if (did) this.trouble = null
      },
      error => {
        this.trouble = { ...troubleOf(error), since: this.trouble?.since ?? now }
        this.retryAt = now + RETRY
      },
    )
    await this.busy
    this.busy = null
    return worked
  }

  private hear(point: number, value: number, quality: number, at: Instant): void {
    const { ofPoint, resolution } = this.opened
    const track = ofPoint[point]!
    const instant = Math.round(at)
    if (quality === QUALITY.stale && instant <= this.newest[track]!) return
    if (instant > this.newest[track]!) this.newest[track] = instant
    this.heard++
    if (this.held.n + this.arrivals.n >= this.mostHeld) {
      this.dropped++
      this.runs.lose(this.now())
      return
    }
    if (this.arrivals.full) this.place()
    if (this.arrivals.n === 0) this.arrivals.since = this.now()
    this.arrivals.push(track, instant, Math.round(value / resolution[track]!), quality)
  }

  /** Put what has arrived where it is read, journalled and flushed from. */
  private place(): void {
    const { arrivals, held, tail } = this
    if (arrivals.n === 0) return
    for (let k = 0; k < arrivals.n; k++) {
      const track = arrivals.track[k]!
      const at = arrivals.at[k]!
      const steps = arrivals.steps[k]!
      const quality = arrivals.quality[k]!
      held.push(track, at, steps, quality, arrivals.since)
      tail.push(track, at, steps, quality)
    }
    arrivals.n = 0
  }

  private async work(now: Instant): Promise<boolean> {
    this.place()
    const due = isOver(this.nextTail, FLUSH_SPAN, now) && this.tail.waiting > 0
    if (due) {
      await this.tail.write()
      this.nextTail = now + FLUSH_SPAN
    }
    // What was heard is on the disk before it is noted that it was.
    if (this.runs.isDue(now)) await this.runs.note(now)
    if (due) return true
    this.flushing ??= this.begin(now)
    if (!this.flushing) return false
    await this.flushOne(this.flushing, now)
    return true
  }

  private begin(now: Instant): Flushing | null {
    const slot = this.open.nextDue(now)
    return slot && { slot, bands: [...slot.logs.keys()], newest: new TrackState(this.tracks.count) }
  }

  private async flushOne(flushing: Flushing, now: Instant): Promise<void> {
    const { slot, bands, newest } = flushing
    if (bands.length === 0) {
      await this.finish(flushing, now)
      this.flushing = null
      return
    }
    const some = take(slot, bands)
    await commitLazily(this.db, this.engine, trx =>
      flushBands(trx, slot.start, some, this.tracks.resolution, (track, at, value, quality) =>
        newest.offer(track, at, value, quality),
      ),
    )
    bands.length -= some.length
    for (const { band, n } of some) this.open.drop(slot, band, n)
  }

  /** All bands of a slot are in pages: its end becomes a keyframe, or the keyframes after it learn of what came late; the journal lets go. */
  private async finish({ slot, newest }: Flushing, now: Instant): Promise<void> {
    const end = slot.start + SLOT
    const { resolution } = this.tracks
    for (let track = 0; track < newest.at.length; track++) {
      if (!Number.isNaN(newest.at[track]!))
        this.flushed.offer(track, newest.at[track]!, newest.value[track]!, newest.quality[track]!)
    }
    if (end > this.newestKeyframe) {
      await saveKeyframe(this.db, { slot: end, state: this.flushed }, resolution)
      this.newestKeyframe = end
    } else await amendKeyframes(this.db, end, newest, resolution)
    await this.tail.write()
    if (this.open.close(slot, now)) await this.tail.forget(slot.start)
  }
}

/** A slot on its way into pages: the bands still to come, and the newest sample of each track so far. */
interface Flushing {
  readonly slot: OpenSlot
  readonly bands: number[]
  readonly newest: TrackState
}

/** The last of these bands, as many as one transaction moves. */
function take(slot: OpenSlot, bands: readonly number[]): BandPart[] {
  const some: BandPart[] = []
  let samples = 0
  for (let k = bands.length - 1; k >= 0 && some.length < MOST_BANDS && samples < MOST_MOVED; k--) {
    const band = bands[k]!
    const log = slot.logs.get(band)!
    some.push({ band, log, n: log.n })
    samples += log.n
  }
  return some
}
