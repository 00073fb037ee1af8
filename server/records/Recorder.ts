import type { Actor } from '../../models/account.ts'
import { RecordBook, type RecordEntry } from '../../models/records/RecordBook.ts'
import type {
  ChangeOrder,
  ChangesDone,
  RecordChange,
  RecordRefusal,
} from '../../models/records/recordWire.ts'
import type { Instant } from '../../models/units.ts'
import type { Reply } from '../../models/wire.ts'
import { turn } from '../turn.ts'
import { changeRow, recordRow } from './changeRow.ts'
import { judgeOrder } from './judgeOrder.ts'
import type { RecordSight } from './RecordSight.ts'
import type { RecordDoor } from './recordDoor.ts'
import type { ChangeRow } from './recordTables.ts'

/** Orders that go together, and who waits for the answer. */
interface Group {
  readonly orders: readonly ChangeOrder[]
  readonly actor: Actor
  readonly answer: (result: Reply<ChangesDone>) => void
}

/** A group that fits what stands, with the rows it leads to. */
interface Fitting {
  readonly group: Group
  readonly changes: readonly RecordChange[]
  readonly rows: readonly ChangeRow[]
}

/** Changes of one transaction, changes that may wait, and orders whose number is remembered. */
const BATCH = 500
const QUEUE = 20_000
export const REMEMBERED = 10_000

/**
 * The one writer of the records: judges orders one after the other against what stands, writes them in batches, and
 * answers and tells of them only when they are durable. A group of orders is carried out as a whole or not at all.
 */
export class Recorder {
  /** Why nothing can be written at present; null when it can. */
  away: string | null = null
  private readonly book: RecordBook
  private readonly sight: RecordSight
  private readonly door: RecordDoor
  private readonly now: () => Instant
  private readonly tell: (changes: readonly RecordChange[]) => void
  private hash: string
  private queue: Group[] = []
  private waiting = 0
  private running: Promise<void> | null = null
  private readonly numbers = new Map<string, number>()

  /** `hash` is that of the last change of the book; `tell` hears each durable change once, in order, and takes it into the book. */
  constructor(
    book: RecordBook,
    hash: string,
    sight: RecordSight,
    door: RecordDoor,
    now: () => Instant,
    tell: (changes: readonly RecordChange[]) => void,
  ) {
    this.book = book
    this.hash = hash
    this.sight = sight
    this.door = door
    this.now = now
    this.tell = tell
  }

  /** Orders carried out before this process began: sent again, they are answered as before. */
  remember(changes: readonly RecordChange[]): void {
    for (const { order, number } of changes) this.numbers.set(order, number)
  }

  /** Changes that wait to be written. */
  get queued(): number {
    return this.waiting
  }

  /** Carry out a group of orders, all or none; resolves when it is durable or refused. */
  change(orders: readonly ChangeOrder[], actor: Actor): Promise<Reply<ChangesDone>> {
    if (this.waiting + orders.length > QUEUE)
      return Promise.resolve({
        ok: false,
        reason: 'too many changes wait to be written; try again in a moment',
      })
    return new Promise(answer => {
      this.queue.push({ orders, actor, answer })
      this.waiting += orders.length
      void this.flush()
    })
  }

  /** Write all that waits. Never rejects. */
  flush(): Promise<void> {
    this.running ??= this.run().finally(() => {
      this.running = null
    })
    return this.running
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      const groups = this.take()
      await this.write(groups).catch(error => this.oneByOne(groups, error))
      for (const { orders } of groups) this.waiting -= orders.length
      await turn()
    }
  }

  /** One group that the database does not take must not take the others with it. */
  private async oneByOne(groups: readonly Group[], error: unknown): Promise<void> {
    if (groups.length === 1) return this.fail(groups, error)
    this.away = String(error)
    for (const group of groups) await this.write([group]).catch(reason => this.fail([group], reason))
  }

  private take(): Group[] {
    let changes = 0
    let n = 0
    while (n < this.queue.length && (n === 0 || changes + this.queue[n]!.orders.length <= BATCH))
      changes += this.queue[n++]!.orders.length
    return this.queue.splice(0, n)
  }

  private async write(groups: readonly Group[]): Promise<void> {
    if (this.away !== null) await this.catchUp()
    const draft = new RecordBook(this.book)
    const fitting: Fitting[] = []
    let hash = this.hash
    const given = new Set<string>()
    for (const group of groups) {
      if (group.orders.some(({ order }) => given.has(order))) {
        this.again(group)
        continue
      }
      for (const { order } of group.orders) given.add(order)
      const fits = this.judge(draft, group, hash)
      if (!fits) continue
      fitting.push(fits)
      hash = fits.rows.at(-1)!.hash
    }
    if (fitting.length === 0) return
    const changes = fitting.flatMap(each => each.changes)
    const records = new Map<string, RecordEntry>()
    for (const { branch, id } of changes) records.set(`${branch}/${id}`, draft.own(branch, id)!)
    await this.door.write(
      fitting.flatMap(each => each.rows),
      [...records.values()].map(recordRow),
    )
    this.hash = hash
    this.settle(changes)
    for (const { group, changes: done } of fitting)
      group.answer({ ok: true, value: { numbers: done.map(({ number }) => number) } })
  }

  /** The changes a group leads to, put into the draft; null when it was answered with a refusal or was carried out before. */
  private judge(draft: RecordBook, group: Group, hash: string): Fitting | null {
    const { orders, actor, answer } = group
    const known = orders.map(({ order }) => this.numbers.get(order))
    if (known.every(number => number !== undefined)) {
      answer({ ok: true, value: { numbers: known } })
      return null
    }
    const trial = new RecordBook(draft)
    const refused: RecordRefusal[] = []
    const changes: RecordChange[] = []
    for (const order of orders) {
      const judged = judgeOrder(trial, this.sight, order, actor, this.now())
      if ('code' in judged) {
        refused.push(judged)
        continue
      }
      const change = { number: trial.number + 1, ...judged }
      trial.apply(change)
      changes.push(change)
    }
    if (refused.length > 0) {
      answer({ ok: true, value: { refused } })
      return null
    }
    let before = hash
    const rows = changes.map(change => {
      draft.apply(change)
      const row = changeRow(change, actor.role, before)
      before = row.hash
      return row
    })
    return { group, changes, rows }
  }

  /** The same order stands in this batch already: look again when that is written. */
  private again(group: Group): void {
    this.queue.push(group)
    this.waiting += group.orders.length
  }

  /** After a failure the last transaction may be there or not: what is there counts. */
  private async catchUp(): Promise<void> {
    const end = await this.door.end()
    if (end.number < this.book.number)
      throw new Error(
        `the database ends at change ${end.number}, this process at ${this.book.number}; restart it`,
      )
    for (let more = true; more; ) {
      const changes = await this.door.after(this.book.number)
      more = changes.length > 0
      if (more) this.settle(changes)
    }
    this.hash = end.hash
    this.away = null
  }

  /** Answer groups that could not be written; one that the database holds after all was carried out. */
  private async fail(groups: readonly Group[], error: unknown): Promise<void> {
    this.away = error instanceof Error ? error.message : String(error)
    await this.catchUp().catch(() => undefined)
    for (const { orders, answer } of groups) {
      const numbers = orders.flatMap(({ order }) => this.numbers.get(order) ?? [])
      answer(
        numbers.length === orders.length
          ? { ok: true, value: { numbers } }
          : { ok: false, reason: 'the database did not take the change; nothing was changed, try again' },
      )
    }
  }

  private settle(changes: readonly RecordChange[]): void {
    this.tell(changes)
    this.remember(changes)
    for (const order of this.numbers.keys()) {
      if (this.numbers.size <= REMEMBERED) break
      this.numbers.delete(order)
    }
  }
}
