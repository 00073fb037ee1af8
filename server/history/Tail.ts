import type { Kysely } from 'kysely'
import { SEAL } from '../../models/chunkSeal.ts'
import { readF64 } from '../../models/chunkWide.ts'
import type { Instant } from '../../models/units.ts'
import { ByteReader, ByteWriter } from '../../models/varint.ts'
import { turn } from '../turn.ts'
import { SLOT, spanStart } from './level.ts'
import { pack, unpack } from './pack.ts'
import { SampleLog } from './SampleLog.ts'
import type { HistoryTables } from './tables.ts'

/** Samples a row: about 5 ms to encode and write. */
const ROW = 20_000
/** Rows read back at once. */
const ROWS_A_TIME = 16
/** Samples that wait for a database that is away; what comes beyond them is only in memory. */
const MOST_WAITING = 4_000_000

/** A sample as it comes back. */
export type Take = (track: number, at: Instant, value: number, quality: number) => void

/** The journal of the history: samples go to the disk here within the flush span, and leave when pages hold them. */
export class Tail {
  /** Samples that found the queue full. */
  overflowed = 0
  waiting = 0
  private readonly db: Kysely<HistoryTables>
  private readonly resolution: Float64Array
  private readonly most: number
  private readonly logs = new Map<Instant, SampleLog>()
  /** The log that samples went to last. */
  private last: { readonly slot: Instant; readonly log: SampleLog } | null = null
  /** An empty log with the room it grew to. */
  private spare: SampleLog | null = null
  private lastId = 0

  /** `most` samples wait for the database. */
  constructor(db: Kysely<HistoryTables>, resolution: Float64Array, most = MOST_WAITING) {
    this.db = db
    this.resolution = resolution
    this.most = most
  }

  push(track: number, at: Instant, steps: number, quality: number): void {
    if (this.waiting >= this.most) {
      this.overflowed++
      return
    }
    const { last } = this
    const { slot, log } = last && at >= last.slot && at < last.slot + SLOT ? last : this.logAt(at)
    log.push(track, at - slot, steps, quality)
    this.waiting++
  }

  /** Write all that waits; each row is a commit of its own, on the disk when it returns. */
  async write(): Promise<void> {
    for (const [slot, log] of this.logs) {
      // What comes meanwhile waits for the next call, or rows would get small.
      for (let rest = log.n; rest > 0; ) {
        const n = Math.min(ROW, rest)
        rest -= n
        const data = pack(SEAL.tail, encode(log, n, this.resolution))
        const { id } = await this.db
          .insertInto('history_tail')
          .values({ slot, data })
          .returning('id')
          .executeTakeFirstOrThrow()
        this.lastId = Math.max(this.lastId, id)
        log.dropFirst(n)
        this.waiting -= n
        await turn()
      }
      if (log.n === 0) {
        this.logs.delete(slot)
        this.last = null
        this.spare = log
      }
    }
  }

  /** Delete what the journal holds of a slot up to now: pages have it. */
  async forget(slot: Instant): Promise<void> {
    await this.db.deleteFrom('history_tail').where('slot', '=', slot).where('id', '<=', this.lastId).execute()
  }

  /** Read all rows again at the next call of `recover`. */
  rewind(): void {
    this.lastId = 0
  }

  /**
   * Read the rows that came since the last call or write: what an earlier run left, or what the owner writes meanwhile.
   * `before` runs ahead of the samples of each reading. Throws RangeError on a damaged row.
   */
  async recover(take: Take, before?: () => Promise<void>): Promise<void> {
    for (;;) {
      const rows = await this.db
        .selectFrom('history_tail')
        .selectAll()
        .where('id', '>', this.lastId)
        .orderBy('id')
        .limit(ROWS_A_TIME)
        .execute()
      if (rows.length > 0) await before?.()
      for (const row of rows) {
        decode(unpack(SEAL.tail, row.data), row.slot, take)
        this.lastId = row.id
        await turn()
      }
      if (rows.length < ROWS_A_TIME) return
    }
  }

  private logAt(at: Instant): { readonly slot: Instant; readonly log: SampleLog } {
    const slot = spanStart(at, SLOT)
    let log = this.logs.get(slot)
    if (!log) {
      log = this.spare ?? new SampleLog()
      this.spare = null
      this.logs.set(slot, log)
    }
    this.last = { slot, log }
    return this.last
  }
}

/** Columns: count; track, offset and steps as zigzag deltas; quality and resolution as runs. */
function encode(log: SampleLog, n: number, resolution: Float64Array): Uint8Array {
  const out = new ByteWriter(64 + n * 5)
  out.varint(n)
  for (const column of [log.track, log.offset, log.steps]) {
    let before = 0
    for (let k = 0; k < n; k++) {
      out.zigzag((column[k]! - before) | 0)
      before = column[k]!
    }
  }
  for (let k = 0; k < n; ) {
    let end = k + 1
    while (end < n && log.quality[end] === log.quality[k]) end++
    out.varint(end - k)
    out.varint(log.quality[k]!)
    k = end
  }
  for (let k = 0; k < n; ) {
    const step = resolution[log.track[k]!]!
    let end = k + 1
    while (end < n && resolution[log.track[end]!] === step) end++
    out.varint(end - k)
    out.f64(step)
    k = end
  }
  return out.done()
}

function decode(body: Uint8Array, slot: Instant, take: Take): void {
  const reader = new ByteReader(body)
  const n = reader.varint()
  if (n > ROW) throw new RangeError(`a journal row of ${n} samples; ${ROW} is the most`)
  const [track, offset, steps] = [0, 0, 0].map(() => {
    const column = new Int32Array(n)
    let value = 0
    for (let k = 0; k < n; k++) {
      value = (value + reader.zigzag()) | 0
      column[k] = value
    }
    return column
  })
  const quality = new Uint8Array(n)
  for (let k = 0; k < n; ) {
    const end = k + reader.varint()
    quality.fill(reader.varint(), k, end)
    if (end === k || end > n) throw new RangeError('a damaged journal row')
    k = end
  }
  for (let k = 0; k < n; ) {
    const end = k + reader.varint()
    const resolution = readF64(reader)
    if (end === k || end > n) throw new RangeError('a damaged journal row')
    for (; k < end; k++) take(track![k]!, slot + offset![k]!, steps![k]! * resolution, quality[k]!)
  }
}
