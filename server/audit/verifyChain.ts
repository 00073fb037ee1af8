import { type Link, NO_HASH } from '../chainHash.ts'

/** A row as a check sees it: its number, the hash it carries, and the one it must have after another. */
export interface ChainRow {
  readonly number: number
  /** Null in a row of a program before rows were chained. */
  readonly hash: string | null
  hashAfter(before: string): string
}

/** A table whose rows are chained by their hashes. */
export interface Chain {
  readonly table: string
  /** Rows after a number, oldest first. */
  read(after: number, limit: number): Promise<readonly ChainRow[]>
  /** Up to which rows, with which hash, rows without one were chained afterwards. */
  readonly marks?: readonly Link[]
  /** Numbers that no row has because the database refused it. */
  readonly aside?: ReadonlySet<number>
}

/** A row noted down earlier, outside the database, and when; null when the note does not say. */
export interface Anchor extends Link {
  readonly at: string | null
}

/** What a check of a table found. */
export interface Verdict {
  /** Rows that hold, from the first on. */
  readonly rows: number
  /** The last row that holds. */
  readonly last: Link
  /** The first fault, or null when the whole table holds. */
  readonly fault: string | null
}

/** Rows read at a time. */
const PAGE = 1_000

/**
 * Walk a table from its first row: numbers without a gap, every hash right, every anchor still there. Rows cut off at
 * the end are only noticed against an anchor.
 */
export async function verifyChain(chain: Chain, anchors: readonly Anchor[] = []): Promise<Verdict> {
  const due = new Map<number, Anchor[]>()
  for (const anchor of anchors) due.set(anchor.number, [...(due.get(anchor.number) ?? []), anchor])
  const walk = new Walk(chain)
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const page = await chain.read(after, PAGE)
    for (const row of page) {
      const fault = walk.step(row, due.get(row.number) ?? [])
      if (fault) return { rows: walk.rows, last: walk.last, fault: `${chain.table}: ${fault}` }
    }
    if (page.length < PAGE) break
    after = page.at(-1)!.number
  }
  const fault = walk.faultAtEnd(anchors)
  return { rows: walk.rows, last: walk.last, fault: fault && `${chain.table}: ${fault}` }
}

/** The state of a check on its way through a table. */
class Walk {
  rows = 0
  last: Link = { number: 0, hash: NO_HASH }
  private readonly chain: Chain
  private readonly marks: ReadonlyMap<number, string>
  private readonly lastMark: number
  /** First of the rows without a hash since the last row that carried one or was marked. */
  private bare: number | null = null

  constructor(chain: Chain) {
    this.chain = chain
    this.marks = new Map(chain.marks?.map(({ number, hash }) => [number, hash]))
    this.lastMark = Math.max(0, ...this.marks.keys())
  }

  /** Take a row that holds in; of one that does not, what is wrong. */
  step(row: ChainRow, anchors: readonly Anchor[]): string | null {
    const { number } = row
    const hash = row.hashAfter(this.last.hash)
    const fault = this.gapBefore(number) ?? this.faultOf(row, hash) ?? noted(number, hash, anchors)
    if (fault) return fault
    this.rows++
    this.last = { number, hash }
    return null
  }

  /** What the end of the table lacks. */
  faultAtEnd(anchors: readonly Anchor[]): string | null {
    const { number } = this.last
    const missing = anchors.filter(anchor => anchor.number > number).sort((a, b) => b.number - a.number)[0]
    if (missing)
      return `the table ends at row ${number}, but row ${missing.number} was noted down${when(missing)} and is gone: the end was cut off, or the database is an older copy`
    if (this.lastMark > number)
      return `the table ends at row ${number}, but row ${this.lastMark} was chained when the program was brought up to date: the end was cut off`
    return null
  }

  private gapBefore(number: number): string | null {
    const due = this.last.number + 1
    if (number < due) return `row ${number} does not belong there: rows are numbered from 1`
    for (let n = due; n < number; n++)
      if (!this.chain.aside?.has(n)) return `row ${n} is missing: ${number} follows ${this.last.number}`
    return null
  }

  private faultOf({ number, hash: carried }: ChainRow, hash: string): string | null {
    const since = this.bare
    this.bare = null
    const mark = this.marks.get(number)
    if (mark !== undefined && mark !== hash)
      return since === null || since === number
        ? `row ${number} was changed`
        : `one of the rows ${since} to ${number} was changed since they were chained`
    if (carried !== null)
      return carried === hash
        ? null
        : `row ${number} was changed or put in later, or the row before it was changed or taken out`
    if (number > this.lastMark) return `row ${number} carries no hash: it was not written by this program`
    if (mark === undefined) this.bare = since ?? number
    return null
  }
}

function noted(number: number, hash: string, anchors: readonly Anchor[]): string | null {
  const other = anchors.find(anchor => anchor.hash !== hash)
  if (!other) return null
  return `row ${number} is not the one noted down${when(other)}: the table was written anew, or is another copy`
}

function when({ at }: Anchor): string {
  return at === null ? '' : ` at ${at}`
}
