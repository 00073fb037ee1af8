import { RecordBook, type RecordEntry } from '../../models/records/RecordBook.ts'
import {
  type ChangeOrder,
  type ChangesDone,
  MAIN,
  MOST_TOGETHER,
  type RecordNews,
  type RecordRefusal,
  type RecordsHave,
  type RecordsPage,
} from '../../models/records/recordWire.ts'
import type { Instant } from '../../models/units.ts'
import type { Reply } from '../../models/wire.ts'

/** A wish to change a record: some fields, or null to remove it. A new one gets its id from the caller. */
export interface Edit {
  readonly branch?: string
  readonly type: string
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>> | null
}

/** An edit that was not carried out, with what stands instead. */
export interface LostEdit {
  readonly edit: Edit
  readonly code: RecordRefusal['code']
  readonly reason: string
  readonly standing: RecordEntry | null
}

/** Edits that go together, from the hand until the server's news have brought them. */
interface Group {
  readonly edits: readonly Edit[]
  orders: readonly ChangeOrder[]
  /** Takes them back; null for what is itself an undo or redo of the stack. */
  readonly inverse: readonly Edit[]
  readonly way: 'edit' | 'undo' | 'redo'
  /** On its way; and that it was once: the server may have carried it out. */
  sent: boolean
  tried: boolean
  /** The number of its last change, once the server has said so. */
  number: number | null
}

/** What the desk needs of the page. */
export interface DeskLine {
  send(orders: readonly ChangeOrder[]): Promise<Reply<ChangesDone>>
  join(have: RecordsHave | undefined, after: string | undefined): Promise<Reply<RecordsPage>>
  id(): string
  /** Who works here, and now: what an edit shows until the server has answered. */
  author(): { readonly name: string; readonly at: Instant }
  /** Something that is shown may be another. */
  changed(): void
}

/** Edits that can be undone. */
const DEPTH = 200

/**
 * The records of this page: what the server has said, and over it what the hand has done and the server has not yet
 * answered. An edit shows at once; a refused one goes again and is told, with what stands instead.
 */
export class RecordDesk {
  /** False until the server has told the records once. */
  known = false
  /** Edits that were not carried out and that nobody has looked at yet. */
  lost: readonly LostEdit[] = []
  private readonly line: DeskLine
  private readonly book = new RecordBook()
  private draft: RecordBook = this.book
  private have: RecordsHave | null = null
  private joining = false
  private held: RecordNews[] = []
  private groups: Group[] = []
  private readonly mine = new Set<number>()
  private past: Group[] = []
  private future: Group[] = []
  private sending = false

  constructor(line: DeskLine) {
    this.line = line
  }

  get canUndo(): boolean {
    return this.past.length > 0
  }

  get canRedo(): boolean {
    return this.future.length > 0
  }

  /** Edits on their way. */
  get pending(): number {
    return this.groups.length
  }

  /** A record as it stands here; null for none. */
  get(id: string, branch = MAIN): RecordEntry | null {
    const entry = this.draft.get(branch, id)
    return entry?.value ? entry : null
  }

  /** Records of a type as they stand here. */
  all(type: string, branch = MAIN): RecordEntry[] {
    return [...this.draft.standing(branch, type)]
  }

  /** Make, change or remove records as one step that is undone as one. */
  edit(edits: readonly Edit[]): void {
    if (edits.length === 0) return
    this.future = []
    this.push(edits, 'edit')
  }

  /** Take the last step back. */
  undo(): void {
    const last = this.past.pop()
    if (last) this.push(last.inverse, 'undo')
  }

  /** Do again what was taken back. */
  redo(): void {
    const last = this.future.pop()
    if (last) this.push(last.inverse, 'redo')
  }

  /** Forget edits that were not carried out: they were looked at. */
  dismiss(): void {
    this.lost = []
    this.line.changed()
  }

  /** The line is open: hear what was missed, and send what waits. */
  async join(): Promise<void> {
    if (this.joining) return
    this.joining = true
    this.held = []
    try {
      if (await this.readPages()) {
        this.known = true
        const held = this.held
        this.held = []
        this.joining = false
        for (const news of held) this.hear(news)
      }
    } finally {
      this.joining = false
    }
    for (const group of this.groups) if (group.number === null) group.sent = false
    this.settle()
    void this.send()
  }

  /** Take in news; what stands on a number that was never heard is asked for again. */
  hear(news: RecordNews): void {
    if (this.joining) {
      this.held.push(news)
      return
    }
    if (!this.have || news.epoch !== this.have.epoch || news.from > this.have.number) {
      if (news.epoch !== this.have?.epoch) this.have = null
      void this.join()
      return
    }
    this.take(news)
    this.settle()
    void this.send()
  }

  private async readPages(): Promise<boolean> {
    let have = this.have ?? undefined
    let after: string | undefined
    for (;;) {
      const reply = await this.line.join(have, after)
      if (!reply.ok) return false
      const page = reply.value
      if (page.snapshot && after === undefined) this.book.clear()
      this.take(page)
      if (page.next === null) return true
      if (page.snapshot) after = page.next
      else have = this.have ?? undefined
    }
  }

  private take({ epoch, to, changes }: RecordNews): void {
    for (const change of changes) this.book.apply(change)
    // Pages of a snapshot are of several instants: what came between the first and the last is heard as news.
    const number = this.have?.epoch === epoch ? Math.max(this.have.number, to) : to
    this.have = { epoch, number }
    this.book.number = number
  }

  private push(edits: readonly Edit[], way: Group['way']): void {
    const orders = edits.slice(0, MOST_TOGETHER).map(({ branch = MAIN, type, id, fields }) => ({
      order: this.line.id(),
      branch,
      type,
      id,
      base: this.book.get(branch, id)?.number ?? 0,
      fields: fields && { ...fields },
    }))
    const inverse = [...edits].reverse().map(edit => this.inverseOf(edit))
    const group: Group = { edits, orders, inverse, way, sent: false, tried: false, number: null }
    this.groups.push(group)
    const stack = way === 'undo' ? this.future : this.past
    stack.push(group)
    if (stack.length > DEPTH) stack.shift()
    this.settle()
    void this.send()
  }

  private inverseOf({ branch = MAIN, type, id, fields }: Edit): Edit {
    const before = this.draft.get(branch, id)?.value ?? null
    if (fields === null || before === null) return { branch, type, id, fields: before }
    const changed = Object.keys(fields).map(name => [name, before[name]])
    return { branch, type, id, fields: Object.fromEntries(changed) }
  }

  /** One group is on its way at a time, so that each stands on the one before. */
  private async send(): Promise<void> {
    if (this.sending || this.joining || !this.known) return
    this.sending = true
    try {
      for (let group = this.nextGroup(); group; group = this.nextGroup()) {
        if (!group.tried) group.orders = group.orders.map(order => this.raised(order))
        group.sent = true
        group.tried = true
        const reply = await this.line.send(group.orders)
        // Away or silent: it may have been carried out; it is sent again when the line is back, and counts once.
        if (!reply.ok && (reply.reason === 'away' || reply.reason === 'silent')) return
        if (!reply.ok)
          this.lose(
            group,
            group.orders.map(({ order }) => ({ order, code: 'malformed', reason: reply.reason })),
          )
        else if ('refused' in reply.value) this.lose(group, reply.value.refused)
        else this.done(group, reply.value.numbers)
      }
    } finally {
      this.sending = false
    }
  }

  /** The next group that may go: each stands on what was heard of the one before. */
  private nextGroup(): Group | undefined {
    const [group] = this.groups
    if (!group || group.sent) return undefined
    const overtaken = group.tried ? [] : group.orders.filter(order => this.isOvertaken(order))
    if (overtaken.length === 0) return group
    this.lose(
      group,
      overtaken.map(({ order }) => ({
        order,
        code: 'conflict',
        reason: 'somebody else changed it meanwhile',
      })),
    )
    return this.nextGroup()
  }

  /** Somebody else changed the same fields after this hand had seen them. */
  private isOvertaken({ branch, id, base, fields }: ChangeOrder): boolean {
    const stamps = this.book.get(branch, id)?.stamps ?? {}
    return Object.keys(fields ?? stamps).some(name => {
      const stamp = stamps[name] ?? 0
      return stamp > base && !this.mine.has(stamp)
    })
  }

  /** An order that stands on all that was heard of its record: none of it overtakes it. */
  private raised(order: ChangeOrder): ChangeOrder {
    return { ...order, base: this.book.get(order.branch, order.id)?.number ?? 0 }
  }

  private done(group: Group, numbers: readonly number[]): void {
    group.number = numbers.at(-1) ?? 0
    for (const number of numbers) this.mine.add(number)
    this.settle()
  }

  private lose(group: Group, refused: readonly RecordRefusal[]): void {
    this.groups = this.groups.filter(each => each !== group)
    this.past = this.past.filter(each => each !== group)
    this.future = this.future.filter(each => each !== group)
    this.lost = [
      ...this.lost,
      ...refused.flatMap(({ order, code, reason }) => {
        const k = group.orders.findIndex(each => each.order === order)
        const edit = group.edits[k]
        return edit ? [{ edit, code, reason, standing: this.book.get(edit.branch ?? MAIN, edit.id) }] : []
      }),
    ]
    this.settle()
  }

  /** Let go of groups whose news have come, and lay the others over what the server says. */
  private settle(): void {
    const heard = this.have?.number ?? 0
    this.groups = this.groups.filter(({ number }) => number === null || number > heard)
    this.draft = new RecordBook(this.book)
    for (const { orders } of this.groups) for (const order of orders) this.lay(order)
    this.line.changed()
  }

  private lay({ branch, type, id, fields, order }: ChangeOrder): void {
    const before = this.draft.get(branch, id)
    const { name, at } = this.line.author()
    this.draft.apply({
      number: this.draft.number + 1,
      branch,
      type,
      id,
      fields,
      whole: !before?.value,
      owner: before?.owner ?? '',
      ownerName: before?.ownerName ?? name,
      at,
      actor: '',
      by: name,
      order,
    })
  }
}
