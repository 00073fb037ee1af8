import type { Instant } from '../../models/units.ts'
import { turn } from '../turn.ts'
import type { JournalRow } from './JournalRow.ts'

/** A row before it has its number. */
export type JournalEntry = Omit<JournalRow, 'number'>

/** Where rows become durable. */
export interface JournalDoor {
  /** Write rows in one transaction; resolves when they are on the disk. */
  write(rows: readonly JournalRow[]): Promise<void>
  /** Number of the last durable row. */
  end(): Promise<number>
}

/** Thrown to whoever gave an order that could not be made durable. */
export class JournalAway extends Error {}

/** Rows that go together: transitions of the process one by one, an order as a whole. */
interface Pending {
  rows: readonly JournalRow[]
  /** What takes the rows' numbers when the order is refused. */
  readonly refused?: readonly JournalRow[]
  settle?: { done: () => void; fail: (error: Error) => void }
  /** An order that was answered with a refusal while its transaction's end was unknown. */
  doubtful?: readonly JournalRow[]
}

/** Rows that may wait for the database, rows of one transaction, and milliseconds between tries. */
export const QUEUE = 20_000
const BATCH = 200
const RETRY = 1_000

/**
 * The one writer of the alarm journal: numbers every row without a gap in the order things happened, writes them in
 * batches, and answers an order only when its rows are durable. While the database is away rows of the process wait in
 * a bounded queue and orders are refused.
 */
export class Journal {
  /** Last number given, and last number known to be durable. */
  number: number
  durable: number
  /** Why nothing can be written at present; null when it can. */
  away: string | null = null
  /** Told of an order that was refused and then found written. */
  onDoubt: (row: JournalRow) => void = () => undefined
  /** Told each time all rows are written: memory and journal agree at that moment. */
  onDrained: () => void = () => undefined
  private readonly door: JournalDoor
  private readonly timeout: number
  private queue: Pending[] = []
  private waiting = 0
  private running: Promise<void> | null = null
  private triedAt = Number.NEGATIVE_INFINITY
  private fenced = false

  /** `last` is the number of the last durable row; a transaction counts as failed after `timeout` ms. */
  constructor(door: JournalDoor, last: number, timeout = 5_000) {
    this.door = door
    this.number = last
    this.durable = last
    this.timeout = timeout
  }

  /** Rows that wait to be written. */
  get queued(): number {
    return this.waiting
  }

  /** Number a transition of the process and have it written with the next tick; null when the queue is full. */
  append(entry: JournalEntry): JournalRow | null {
    if (this.waiting >= QUEUE) return null
    const row = { number: ++this.number, ...entry }
    this.push({ rows: [row] })
    return row
  }

  /**
   * Make the rows of an order durable, all or none. `refused` are the rows that take their numbers when that fails.
   * Rejects with JournalAway.
   */
  async commit(
    entries: readonly JournalEntry[],
    refused: readonly JournalEntry[],
  ): Promise<readonly JournalRow[]> {
    if (this.away !== null) throw new JournalAway(this.away)
    if (this.waiting + entries.length > QUEUE) throw new JournalAway('too many rows wait to be written')
    const first = this.number + 1
    this.number += entries.length
    const rows = entries.map((entry, k) => ({ number: first + k, ...entry }))
    const instead = refused.map((entry, k) => ({ number: first + k, ...entry }))
    const written = new Promise<void>((done, fail) => {
      this.push({ rows, refused: instead, settle: { done, fail } })
    })
    void this.flush()
    await written
    return rows
  }

  /** Write what waits; after a failure not before a second has passed. */
  tick(now: Instant): void {
    if (this.running || this.fenced) return
    if (this.away === null) {
      if (this.waiting > 0) void this.flush()
      return
    }
    if (now - this.triedAt < RETRY && now >= this.triedAt) return
    this.triedAt = now
    void this.flush()
  }

  /** Write all that waits, as far as the database lets it. Never rejects. */
  flush(): Promise<void> {
    this.running ??= this.write().finally(() => {
      this.running = null
      if (this.queue.length > 0 && this.away === null) void this.flush()
    })
    return this.running
  }

  private push(pending: Pending): void {
    this.queue.push(pending)
    this.waiting += pending.rows.length
  }

  private async write(): Promise<void> {
    try {
      if (this.away !== null) await this.reconcile()
      while (this.queue.length > 0) {
        const batch = this.take()
        await this.within(this.door.write(batch.flatMap(({ rows }) => rows)))
        this.settled(batch)
        await turn()
      }
      if (this.fenced) return
      this.away = null
      this.onDrained()
    } catch (error) {
      this.failed(error)
    }
  }

  private take(): Pending[] {
    let rows = 0
    let groups = 0
    while (groups < this.queue.length && (groups === 0 || rows + this.queue[groups]!.rows.length <= BATCH))
      rows += this.queue[groups++]!.rows.length
    return this.queue.slice(0, groups)
  }

  private settled(batch: readonly Pending[]): void {
    this.queue.splice(0, batch.length)
    for (const { rows, settle } of batch) {
      this.waiting -= rows.length
      this.durable = rows.at(-1)!.number
      settle?.done()
    }
  }

  /** After a failure the last transaction may be there or not: what is there is not written twice, and refused orders among it are told of. */
  private async reconcile(): Promise<void> {
    const end = await this.within(this.door.end())
    if (end > this.number) return this.fence(end)
    while (this.queue.length > 0 && this.queue[0]!.rows.at(-1)!.number <= end) {
      const [found] = this.queue.splice(0, 1)
      this.waiting -= found!.rows.length
      for (const row of found!.doubtful ?? []) this.onDoubt(row)
    }
    this.durable = Math.max(this.durable, end)
  }

  private failed(error: unknown): void {
    this.away = `the database does not take the alarm journal (${error instanceof Error ? error.message : String(error)}); the order was not carried out, try again when it is back`
    for (const pending of this.queue) {
      if (!pending.settle) continue
      pending.settle.fail(new JournalAway(this.away))
      pending.doubtful = pending.rows
      pending.rows = pending.refused ?? pending.rows
      delete pending.settle
    }
  }

  private fence(end: number): void {
    this.fenced = true
    throw new Error(
      `another process has written the journal up to row ${end}, this one has numbered up to ${this.number}; stop one of them and restart`,
    )
  }

  private within<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no answer within ${this.timeout / 1000} s`)),
        this.timeout,
      )
      work.then(resolve, reject).finally(() => clearTimeout(timer))
    })
  }
}
