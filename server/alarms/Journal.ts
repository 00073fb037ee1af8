import { plainText } from '../../models/text.ts'
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
  /** Keep a row that the database refuses where it harms nothing, with the reason. */
  setAside?(row: JournalRow, reason: string): Promise<void>
}

/** Thrown to whoever gave an order that could not be made durable. */
export class JournalAway extends Error {}

/** Rows that were set aside and how it came to the last of them, for health. */
export interface SetAside {
  readonly rows: number
  readonly reason: string
}

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
  /** Rows the database refused as they are; null while there are none. */
  aside: SetAside | null = null
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
        const refusal = await this.tryWrite(batch)
        if (refusal === null) this.settled(batch)
        else await this.writeEach(batch, refusal)
        await turn()
      }
      if (this.fenced) return
      this.away = null
      this.onDrained()
    } catch (error) {
      this.failed(error)
    }
  }

  /** Null when the rows are durable, the database's words when it refuses them as they are. Rejects when it is away. */
  private async tryWrite(batch: readonly Pending[]): Promise<string | null> {
    try {
      await this.within(this.door.write(batch.flatMap(({ rows }) => rows)))
      return null
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) throw error
      return refusal
    }
  }

  /** One of these is refused: each is written by itself, and what cannot be is set aside, a row that can in its place. */
  private async writeEach(batch: readonly Pending[], refusal: string): Promise<void> {
    for (const pending of batch) {
      const reason = batch.length === 1 ? refusal : await this.tryWrite([pending])
      if (reason !== null) await this.setAside(pending, reason)
      this.settled([pending])
      await turn()
    }
  }

  private async setAside(pending: Pending, reason: string): Promise<void> {
    const { rows, refused = rows, settle } = pending
    const instead = { rows: refused.map(inPlaceOf) }
    const still = await this.tryWrite([instead])
    for (const row of rows) await this.within(this.door.setAside?.(row, reason) ?? Promise.resolve())
    if (still !== null)
      console.error(`alarms: the journal lacks rows ${rows[0]!.number} to ${rows.at(-1)!.number}: ${still}`)
    this.aside = { rows: (this.aside?.rows ?? 0) + rows.length, reason }
    settle?.fail(
      new JournalAway(`the database does not take this order as it is (${reason}); it was not carried out`),
    )
    delete pending.settle
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

/** The row that keeps the number of one that was set aside: nothing happened, and nothing of the text is left. */
function inPlaceOf(row: JournalRow): JournalRow {
  const { actor_name, reason, alarm, asset, before } = row
  return {
    ...row,
    alarm: plainText(alarm),
    asset: plainText(asset),
    event: 'refused',
    after: before,
    actor_name: actor_name && plainText(actor_name),
    reason: reason && plainText(reason),
  }
}

/** What the database says of rows it will never take: not their form, not their size. Null for one that is away, full or busy, and for a number that is taken. */
function refusalOf(error: unknown): string | null {
  const { code = '', message = String(error) } = (error ?? {}) as { code?: string; message?: string }
  const taken = code === '23505' || /PRIMARYKEY|UNIQUE/.test(`${code} ${message}`)
  const refused = /^(22|23)/.test(code) || /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code)
  return refused && !taken ? message : null
}
