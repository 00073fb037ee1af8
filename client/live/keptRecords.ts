import { RecordBook } from '../../models/records/RecordBook.ts'
import { MAIN, type RecordChange, type RecordNews } from '../../models/records/recordWire.ts'
import type { DeskLine } from './RecordDesk.ts'

/** Where a browser keeps texts; localStorage, or a test's own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>

const KEY = 'twin.records'
const EPOCH = 'kept'
/** Characters that a browser is asked to keep at most. */
const MOST = 1_000_000

/** A line to nowhere but this browser: records of somebody who has not logged in, kept until they clear it. */
export function keptLine(
  shelf: Shelf,
  now: () => number,
  page: Pick<DeskLine, 'id' | 'changed'> & { tell(news: RecordNews): void },
): DeskLine {
  const book = new RecordBook()
  for (const change of read(shelf)) book.apply(change)
  const all = (): RecordChange[] =>
    [...book.entries()].flatMap(({ value, changed: at, ...entry }) =>
      value ? [{ ...entry, fields: value, whole: true, at, actor: '', by: '', order: '' }] : [],
    )
  return {
    id: page.id,
    changed: page.changed,
    author: () => ({ name: '', at: now() }),
    async join() {
      const { number } = book
      return {
        ok: true,
        value: { epoch: EPOCH, from: number, to: number, changes: all(), snapshot: true, next: null },
      }
    },
    async send(orders) {
      const from = book.number
      const changes = orders.map(({ base: _, ...order }): RecordChange => {
        const whole = !book.get(order.branch, order.id)?.value
        const by = { owner: '', ownerName: '', actor: '', by: '' }
        const change = { ...order, ...by, number: book.number + 1, whole, at: now() }
        book.apply(change)
        return change
      })
      const text = JSON.stringify(all().filter(({ branch }) => branch === MAIN))
      try {
        if (text.length <= MOST) shelf.setItem(KEY, text)
      } catch {
        // A browser that keeps nothing still shows it until the page is closed.
      }
      page.tell({ epoch: EPOCH, from, to: book.number, changes })
      return { ok: true, value: { numbers: changes.map(({ number }) => number) } }
    },
  }
}

function read(shelf: Shelf): RecordChange[] {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? (kept as RecordChange[]) : []
  } catch {
    return []
  }
}
