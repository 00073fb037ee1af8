import { type Actor, VIEWER } from '../../models/account.ts'
import type { RecordBook, RecordEntry } from '../../models/records/RecordBook.ts'
import type { RecordChange, RecordNews, RecordsHave, RecordsPage } from '../../models/records/recordWire.ts'
import type { RecordSight } from './RecordSight.ts'

/** Changes that are remembered for readers that were away. */
const REMEMBERED = 5_000
/** Characters of one message, about: readers' lines take 256 KiB. */
const PAGE = 100_000

/** A change as it was told, with what stood before: by both one knows who sees it, no longer sees it, or sees it for the first time. */
interface Told {
  readonly change: RecordChange
  /** As it stood on its branch. */
  readonly before: RecordEntry | null
  readonly after: RecordEntry | null
  /** What the branch itself then held of it. */
  readonly own: RecordEntry | null
}

/** News that stand on nothing: whoever hears them asks for everything. */
const ASK_AGAIN: RecordNews = { epoch: '', from: 0, to: 0, changes: [] }

/** Tells each reader of records what it may read: the changes as they come, and after an absence what it missed. */
export class RecordCast {
  private readonly book: RecordBook
  private readonly sight: RecordSight
  private readonly log: string
  private told: Told[] = []
  /** Who has heard less than this needs a snapshot. */
  private floor: number
  /** Readers by account id, and up to where they were told. */
  private readonly readers = new Map<string, { actor: Actor; sockets: number; to: number }>()
  private readonly say: (reader: string, news: RecordNews) => void

  /** `log` names the log whose numbers these are. The book moves on only by `take`. `say` sends news to all sockets of an account; the empty id is everyone without one. */
  constructor(
    book: RecordBook,
    log: string,
    sight: RecordSight,
    say: (reader: string, news: RecordNews) => void,
  ) {
    this.book = book
    this.log = log
    this.sight = sight
    this.say = say
    this.floor = book.number
  }

  /** A socket of somebody listens, until the result is called. */
  listen(actor: Actor): () => void {
    const known = this.readers.get(actor.id)
    const reader = known ?? { actor, sockets: 0, to: this.book.number }
    reader.sockets++
    // A role may have changed since the last socket of the account came.
    reader.actor = actor.id === '' ? VIEWER : actor
    this.readers.set(actor.id, reader)
    return () => {
      reader.sockets--
      if (reader.sockets === 0 && this.readers.get(actor.id) === reader) this.readers.delete(actor.id)
    }
  }

  /** Take changes into the book and tell every reader of those it may read. */
  take(changes: readonly RecordChange[]): void {
    const fresh: Told[] = []
    for (const change of changes) {
      const before = this.book.get(change.branch, change.id)
      this.book.apply(change)
      const { branch, id } = change
      fresh.push({ change, before, after: this.book.get(branch, id), own: this.book.own(branch, id) })
    }
    this.told.push(...fresh)
    if (this.told.length > 2 * REMEMBERED) {
      this.told = this.told.slice(-REMEMBERED)
      this.floor = this.told[0]!.change.number - 1
    }
    for (const [id, reader] of this.readers) {
      const { actor } = reader
      const seen = fresh.flatMap(told => this.seen(told, actor) ?? [])
      if (seen.length === 0) continue
      if (fresh.some(told => this.turns(told, actor))) this.say(id, ASK_AGAIN)
      else
        for (const page of pages(seen, reader.to, this.book.number))
          this.say(id, { epoch: this.epochOf(actor), ...page })
      reader.to = this.book.number
    }
  }

  /** A page of what a reader missed since `have`, or of everything; `after` goes on where a snapshot's last page ended. */
  page(actor: Actor, have: RecordsHave | undefined, after: string | undefined): RecordsPage {
    const epoch = this.epochOf(actor)
    const to = this.book.number
    const known = have && have.epoch === epoch && have.number >= this.floor && have.number <= to
    if (!known || after !== undefined) return this.snapshot(actor, after)
    const told = this.told.filter(({ change }) => change.number > have.number)
    if (told.some(each => this.turns(each, actor))) return this.snapshot(actor)
    const missed = told.flatMap(each => this.seen(each, actor) ?? [])
    const [page] = pages(missed, have.number, to)
    if (!page) return { epoch, from: have.number, to, changes: [], snapshot: false, next: null }
    return { epoch, ...page, snapshot: false, next: page.to < to ? 'missed' : null }
  }

  private snapshot(actor: Actor, after = ''): RecordsPage {
    const all = [...this.book.entries()]
      .map(entry => ({ key: `${entry.branch}/${entry.id}`, entry }))
      .filter(
        ({ key, entry }) =>
          key > after && entry.value && this.mayRead(this.book.get(entry.branch, entry.id) ?? entry, actor),
      )
      .sort((a, b) => (a.key < b.key ? -1 : 1))
    const changes: RecordChange[] = []
    let size = 0
    let next: string | null = null
    for (const { key, entry } of all) {
      const change = wholeOf(entry)
      size += JSON.stringify(change).length
      if (changes.length > 0 && size > PAGE) break
      changes.push(change)
      next = key
    }
    const { number } = this.book
    const last = changes.length === all.length
    return {
      epoch: this.epochOf(actor),
      from: number,
      to: number,
      changes,
      snapshot: true,
      next: last ? null : next,
    }
  }

  /** A change as this reader sees it; null when it does not. */
  private seen({ change, before, after, own }: Told, actor: Actor): RecordChange | null {
    const saw = before?.value != null && this.mayRead(before, actor)
    const sees = after?.value != null && this.mayRead(after, actor)
    if (change.fields === null || !sees || !own) return saw ? { ...change, fields: null, whole: false } : null
    return saw ? change : { ...wholeOf(own), order: change.order }
  }

  /** True when a change opens a branch to this reader or closes it: all records on it come or go. */
  private turns({ change, before, after }: Told, actor: Actor): boolean {
    if (change.type !== 'branch') return false
    const saw = before?.value != null && this.mayRead(before, actor)
    return saw !== (after?.value != null && this.mayRead(after, actor))
  }

  /** Numbers say nothing to another reader: what one has heard, another may not see. */
  private epochOf({ id, role }: Actor): string {
    return `${this.log}:${role}:${id}`
  }

  private mayRead(standing: RecordEntry, actor: Actor): boolean {
    return this.sight.reads(this.book, standing, actor)
  }
}

/** An entry as one change that brings all of it. */
function wholeOf(entry: RecordEntry): RecordChange {
  return {
    number: entry.number,
    branch: entry.branch,
    type: entry.type,
    id: entry.id,
    fields: entry.value,
    whole: true,
    stamps: entry.stamps,
    owner: entry.owner,
    ownerName: entry.ownerName,
    at: entry.changed,
    actor: '',
    by: entry.by,
    order: '',
  }
}

/** Changes cut into messages of bounded size; each leads from where the last one ended. */
function* pages(
  changes: readonly RecordChange[],
  from: number,
  to: number,
): Generator<{ from: number; to: number; changes: readonly RecordChange[] }> {
  let start = from
  let page: RecordChange[] = []
  let size = 0
  for (const change of changes) {
    const length = JSON.stringify(change).length
    if (page.length > 0 && size + length > PAGE) {
      const end = page.at(-1)!.number
      yield { from: start, to: end, changes: page }
      start = end
      page = []
      size = 0
    }
    page.push(change)
    size += length
  }
  if (page.length > 0) yield { from: start, to, changes: page }
}
