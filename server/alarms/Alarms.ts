import { ALARM_SOURCES, type AlarmRef, alarmIndex, alarmRef, type StandingAlarm } from '../../models/alarm.ts'
import { type AlarmEvent, isActive, isHidden, shownState, step } from '../../models/alarmCycle.ts'
import { causeOf, pack, severityOf } from '../../models/alarmDetect.ts'
import { readAlarmKey } from '../../models/alarmKey.ts'
import type { AlarmNews, AlarmsHave } from '../../models/alarmOrder.ts'
import { type AlarmRule, limitOf } from '../../models/alarmRule.ts'
import { type AlarmSummary, summarise } from '../../models/alarmSummary.ts'
import type { Asset } from '../../models/asset.ts'
import type { Points } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Clock } from '../clock.ts'
import type { Twin } from '../twin/twin.ts'
import type { AlarmBoard, Cursor, Page } from './AlarmBoard.ts'
import { Detection } from './Detection.ts'
import { FeedAlarms, type Feeds, NO_FEEDS } from './FeedAlarms.ts'
import { FirstOuts } from './FirstOuts.ts'
import type { Journal, JournalEntry } from './Journal.ts'
import type { JournalEvent, JournalRow } from './JournalRow.ts'
import { entryOf, type Life, lifeOfRow, quietLife, viewOf } from './Life.ts'
import { News } from './News.ts'
import type { RuleBook } from './RuleBook.ts'
import { Shelves } from './Shelves.ts'

/** Rows of one tick that catch up with an overflow. */
const CATCH_UP = 1_000

/** The alarms of a running twin: every condition the twin shows goes through the life cycle, the journal and the news. */
export class Alarms implements AlarmBoard {
  /** All alarms that are not quiet, by alarm index. */
  readonly lives = new Map<number, Life>()
  readonly news: News
  readonly journal: Journal
  readonly detection: Detection
  /** Alarms of whoever feeds many points, in place of one for each. */
  readonly feeds: FeedAlarms
  book: RuleBook
  /** True when the simulated values of an asset, by its index, raise alarms. */
  simulatedCounts: (asset: number) => boolean = () => true
  private readonly twin: Twin
  private readonly assets: readonly Asset[]
  /** How often any of them changed. */
  changes = 0
  /** Each life as operators see it: made once, however often it is asked for. */
  private readonly views = new WeakMap<Life, StandingAlarm>()
  private summed: { readonly changes: number; readonly summary: AlarmSummary } | null = null
  private readonly clock: Clock
  private readonly shelves: Shelves
  private readonly groups = new FirstOuts(index => this.ruleOf(index).firstOut)
  /** Alarms with an order on its way to the disk, and what the process did meanwhile. */
  private readonly locked = new Map<number, (() => void)[]>()
  /** Alarms whose transitions did not fit into the journal's queue. */
  private readonly unrecorded = new Set<number>()

  constructor(
    twin: Twin,
    assets: readonly Asset[],
    clock: Clock,
    journal: Journal,
    book: RuleBook,
    feeds: Feeds = NO_FEEDS,
  ) {
    this.twin = twin
    this.assets = assets
    this.clock = clock
    this.shelves = new Shelves(clock)
    this.journal = journal
    this.book = book
    this.news = new News(Math.floor(clock.now() / 1000) >>> 0, journal.number)
    this.feeds = new FeedAlarms(feeds, twin.points, {
      lives: this.lives,
      staleSeverity: point => this.book.byPoint[point]!.rule.severity.stale,
      changed: (index, event, seen) => this.happen(index, event, seen),
      covered: point => this.suppress(point),
    })
    this.detection = new Detection(twin, clock, book, {
      changed: (index, condition, since) => {
        this.feeds.look(index, condition)
        this.follow(index, condition, since)
      },
      suppressed: point => this.suppress(point),
      simulatedCounts: point => this.simulatedCounts(twin.points.asset[point]!),
    })
    journal.onDoubt = row => this.revoke(row)
  }

  /** The points the alarms are of. */
  get points(): Points {
    return this.twin.points
  }

  /** Alarms whose condition stands and that are announced: what scenes and counters show. */
  get standing(): ReadonlyMap<number, StandingAlarm> {
    const announced = new Map<number, StandingAlarm>()
    for (const [index, { state }] of this.lives)
      if (isActive(state) && !isHidden(state)) announced.set(index, this.view(index))
    return announced
  }

  /** All that asks something of an operator, by state, severity and place: what counters, health and metrics tell. */
  get summary(): AlarmSummary {
    const { changes, summed } = this
    if (summed?.changes === changes) return summed.summary
    const summary = summarise(this.all, this.assets, this.twin.points.asset)
    this.summed = { changes, summary }
    return summary
  }

  /** The worst announced alarm of a point whose condition stands, or null. */
  worstOf(point: number): StandingAlarm | null {
    let worst: StandingAlarm | null = null
    for (const source of ALARM_SOURCES) {
      const life = this.lives.get(alarmIndex(point, source))
      if (!life || !isActive(life.state) || isHidden(life.state)) continue
      if (!worst || life.severity > worst.severity) worst = this.view(alarmIndex(point, source))
    }
    return worst
  }

  /** One alarm as operators see it. */
  view(index: number): StandingAlarm {
    const life = this.lifeOf(index)
    const known = this.views.get(life)
    if (known) return known
    const view = viewOf(index, life)
    this.views.set(life, view)
    return view
  }

  /** All alarms that are not quiet. */
  get all(): readonly StandingAlarm[] {
    return Array.from(this.lives.keys(), index => this.view(index))
  }

  since(have: AlarmsHave | undefined): Page {
    return this.news.since(have)
  }

  page(cursor: Cursor): Page {
    return this.news.page(cursor)
  }

  take(): AlarmNews[] {
    return this.news.take()
  }

  /** Once a tick: delays and shelving run out, waiting rows are written, an overflow is caught up with. */
  tick(now = this.clock.now()): void {
    this.detection.pass(now)
    this.feeds.tick(now)
    for (const index of this.shelves.ended(now, index => this.lifeOf(index).state.shelf))
      this.happen(index, { type: 'expire' })
    if (this.unrecorded.size > 0 && this.journal.away === null && this.journal.queued === 0) this.catchUp()
    this.journal.tick(now)
  }

  /** Judge by other rules from now on. What stands and no longer fits them clears like any other condition. */
  use(book: RuleBook): void {
    this.book = book
    this.groups.forget()
    for (const [index, life] of this.lives)
      this.groups.of(index)?.restore(index, isActive(life.state), life.first)
    this.detection.use(book)
  }

  /** True when an alarm of this point stands that a device raised. */
  isReal(point: number): boolean {
    return ALARM_SOURCES.some(source => this.lives.get(alarmIndex(point, source))?.simulated === false)
  }

  /** End the alarms of simulated values of these assets: a device speaks for them, or a control room keeps them out. */
  withdraw(of: (asset: number) => boolean): void {
    for (const index of [...this.lives.keys()])
      if (of(this.twin.points.asset[pointOf(index)]!)) this.end(index)
  }

  /** The same for one asset, however many alarms stand elsewhere. */
  withdrawOf(asset: number): void {
    const { first } = this.twin.points
    const beyond = first[asset + 1]! * ALARM_SOURCES.length
    for (let index = first[asset]! * ALARM_SOURCES.length; index < beyond; index++) this.end(index)
  }

  private end(index: number): void {
    if (!this.lives.get(index)?.simulated) return
    const point = pointOf(index)
    if (!this.isReal(point)) this.detection.reset(point)
    this.groups.of(index)?.clear(index)
    this.happen(index, { type: 'withdraw' })
  }

  /** Put the states of a journal back: after a restart. Alarms of points that are gone stay in the journal only. */
  restore(rows: Iterable<JournalRow>): void {
    for (const row of [...rows].sort((a, b) => a.number - b.number)) {
      const ref = readAlarmKey(this.twin.points, row.alarm)
      if (!ref) continue
      const index = alarmIndex(ref.point, ref.source)
      const life = lifeOfRow(row)
      this.lives.set(index, life)
      this.changes++
      this.news.restore(this.view(index))
      this.shelves.begin(index, life.state.shelf)
      const ofFeed = this.feeds.restore(index, life, this.book.conditionPoint[ref.point]! >= 0)
      if (isActive(life.state) && ref.source !== 'feed')
        this.detection.restore(index, pack(life.cause, life.severity), life.since)
      if (life.state.suppressed === 'design' && !ofFeed) this.detection.restoreSuppressed(ref.point)
      this.groups.of(index)?.restore(index, isActive(life.state), life.first)
    }
  }

  /** The life of an alarm, quiet when it never occurred. */
  lifeOf(index: number): Life {
    const known = this.lives.get(index)
    if (known) return known
    const value = this.twin.values[pointOf(index)] ?? 0
    return quietLife(index, value, this.clock.now())
  }

  /** True for an alarm this site can have. */
  knows({ point, source }: AlarmRef): boolean {
    return point < this.twin.points.count && ALARM_SOURCES.includes(source)
  }

  /** True while an order on this alarm is on its way to the disk. */
  isLocked(index: number): boolean {
    return this.locked.has(index)
  }

  /** Hold what the process does to these alarms back until `unlock`, so that the journal's order is the true one. */
  lock(indices: Iterable<number>): void {
    for (const index of indices) this.locked.set(index, [])
  }

  unlock(indices: Iterable<number>): void {
    for (const index of indices) {
      const held = this.locked.get(index) ?? []
      this.locked.delete(index)
      for (const act of held) act()
      this.suppress(alarmRef(index).point, index)
    }
  }

  /** True when every alarm is as the journal says up to its last number: the moment for a snapshot. */
  get isSettled(): boolean {
    return this.locked.size === 0 && this.unrecorded.size === 0 && this.journal.queued === 0
  }

  /** A journal entry for an alarm that goes from its present life to another state. */
  entry(index: number, event: JournalEvent, life: Life, at: Instant): JournalEntry {
    const before = shownState(this.lifeOf(index).state)
    return entryOf(this.twin.points, this.assets, index, { event, before, life, at })
  }

  /** Take a life over that the journal has numbered. */
  put(index: number, life: Life): void {
    const quiet = life.state.occurrence === 'normal' && !isHidden(life.state)
    this.lives.set(index, life)
    this.changes++
    this.news.add(this.view(index))
    if (quiet) this.lives.delete(index)
    this.shelves.follow(index, life.state.shelf)
  }

  /** A condition changed: worse or other is a new alarm, less is the same one eased. */
  private follow(index: number, condition: number, since: Instant): void {
    const point = pointOf(index)
    const value = this.twin.values[point]!
    if (this.locked.has(index))
      return void this.locked.get(index)!.push(() => this.follow(index, condition, since))
    const life = this.lifeOf(index)
    const active = isActive(life.state)
    if (condition === 0) {
      this.groups.of(index)?.clear(index)
      if (active) this.happen(index, { type: 'clear' }, { value })
      return
    }
    const severity = severityOf(condition)
    const seen = { value, since, severity, cause: causeOf(condition)! }
    if (active && severity < life.severity) {
      this.happen(index, { type: 'ease' }, seen)
      return
    }
    const rule = this.ruleOf(index)
    const first = this.groups.of(index)?.raise(index) ?? false
    const trip = { cause: seen.cause, severity, value, at: since, limit: limitOf(rule, seen.cause) }
    const simulated = this.twin.quality[point] === QUALITY.simulated
    this.happen(index, { type: 'raise', latching: rule.latched }, { ...seen, first, trip, simulated })
  }

  /** A transition by the process. */
  private happen(index: number, event: AlarmEvent, seen: Partial<Life> = {}): void {
    const held = this.locked.get(index)
    if (held) return void held.push(() => this.happen(index, event, seen))
    const at = this.clock.now()
    const life = this.lifeOf(index)
    // Steady time may end a shelf before a clock that was set back does.
    const by = event.type === 'expire' ? Math.max(at, life.state.shelf?.until ?? at) : at
    const result = step(life.state, event, by)
    if ('refused' in result) return
    const fresh = event.type === 'raise' || result.state.occurrence === 'normal'
    const told = fresh && !isHidden(result.state) ? { by: null, reason: null } : {}
    const next = { ...life, ...seen, ...told, state: result.state }
    const row = this.unrecorded.size > 0 ? null : this.journal.append(this.entry(index, event.type, next, at))
    if (!row) {
      if (this.unrecorded.size === 0) this.news.forget()
      this.unrecorded.add(index)
    }
    this.put(index, { ...next, number: row?.number ?? this.journal.number })
  }

  /** Suppress the alarms of a point by design, or no more: by its rule, or because its feeder's alarm stands for it. */
  private suppress(point: number, only?: number): void {
    for (const source of ALARM_SOURCES) {
      const index = alarmIndex(point, source)
      if (source === 'feed' || (only !== undefined && index !== only)) continue
      const now = this.detection.isSuppressed(point) || (source === 'quality' && this.feeds.covers(point))
      const { suppressed } = this.lifeOf(index).state
      if (suppressed === (now ? null : 'design'))
        this.happen(index, { type: now ? 'suppress' : 'unsuppress', by: 'design' })
    }
  }

  private catchUp(): void {
    let room = CATCH_UP
    for (const index of this.unrecorded) {
      if (room-- === 0) return
      this.unrecorded.delete(index)
      const life = this.lifeOf(index)
      const row = this.journal.append(this.entry(index, 'unrecorded', life, this.clock.now()))
      if (row) this.put(index, { ...life, number: row.number })
    }
  }

  /** An order that was refused turned out to be written: say in the journal that it did not come into effect. */
  private revoke(row: JournalRow): void {
    const ref = readAlarmKey(this.twin.points, row.alarm)
    if (!ref) return
    const index = alarmIndex(ref.point, ref.source)
    const life = this.lifeOf(index)
    const revoked = this.journal.append(this.entry(index, 'revoked', life, this.clock.now()))
    if (revoked) this.put(index, { ...life, number: revoked.number })
  }

  private ruleOf(index: number): AlarmRule {
    return this.book.byPoint[pointOf(index)]!.rule
  }
}

function pointOf(index: number): number {
  return Math.floor(index / ALARM_SOURCES.length)
}
