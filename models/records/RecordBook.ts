import type { Instant } from '../units.ts'
import { MAIN, type RecordChange } from './recordWire.ts'

/** A record as it stands on a branch. */
export interface RecordEntry {
  readonly branch: string
  readonly type: string
  readonly id: string
  readonly owner: string
  readonly ownerName: string
  /** Null for one that was removed. */
  readonly value: Readonly<Record<string, unknown>> | null
  /** Last change, and the last change of each field. */
  readonly number: number
  readonly stamps: Readonly<Record<string, number>>
  readonly made: Instant
  readonly changed: Instant
  /** Name of who changed it last. */
  readonly by: string
}

/** Where the book looks for what it does not hold itself. */
export type Under = Pick<RecordBook, 'own' | 'number' | 'entries' | 'count'>

/**
 * Records by branch and id, moved on by numbered changes. A branch holds only what was changed on it: a field that was
 * not shows what stands on main. A book over another one is a draft of it.
 */
export class RecordBook {
  /** The last change taken in. */
  number: number
  private readonly held = new Map<string, RecordEntry>()
  /** Records by type and owner; over another book, how many more than there. */
  private readonly counts = new Map<string, number>()
  private readonly under: Under | null

  constructor(under: Under | null = null) {
    this.under = under
    this.number = under?.number ?? 0
  }

  /** What a branch itself holds of a record: on another branch than main only the fields changed there. */
  own(branch: string, id: string): RecordEntry | null {
    return this.held.get(keyOf(branch, id)) ?? this.under?.own(branch, id) ?? null
  }

  /** A record as it stands on a branch, also one that was removed; null for one that never was. */
  get(branch: string, id: string): RecordEntry | null {
    const own = this.own(branch, id)
    if (branch === MAIN) return own
    const main = this.own(MAIN, id)
    if (!own) return main && { ...main, branch }
    if (!main?.value || !own.value) return own
    return {
      ...own,
      value: { ...main.value, ...own.value },
      stamps: { ...main.stamps, ...own.stamps },
      number: Math.max(main.number, own.number),
    }
  }

  /** Every record as it stands on a branch, of a type when given. */
  *standing(branch: string, type?: string): Generator<RecordEntry> {
    const seen = new Set<string>()
    for (const entry of this.entries()) {
      if ((entry.branch !== branch && entry.branch !== MAIN) || seen.has(entry.id)) continue
      seen.add(entry.id)
      const record = this.get(branch, entry.id)
      if (record?.value && (type === undefined || record.type === type)) yield record
    }
  }

  /** Everything held, removed ones too. */
  *entries(): IterableIterator<RecordEntry> {
    yield* this.held.values()
    if (!this.under) return
    for (const entry of this.under.entries()) if (!this.held.has(keyOf(entry.branch, entry.id))) yield entry
  }

  /** How many records of a type an owner has, on all branches. */
  count(type: string, owner: string): number {
    return (this.counts.get(`${type}/${owner}`) ?? 0) + (this.under?.count(type, owner) ?? 0)
  }

  /** Put an entry in as it is: one read from a store. */
  put(entry: RecordEntry): void {
    const { branch, id, type, owner } = entry
    const more = (entry.value ? 1 : 0) - (this.own(branch, id)?.value ? 1 : 0)
    if (more !== 0) {
      const key = `${type}/${owner}`
      this.counts.set(key, (this.counts.get(key) ?? 0) + more)
    }
    this.held.set(keyOf(branch, id), entry)
    this.number = Math.max(this.number, entry.number)
  }

  /** Take a change in; the entry it leads to. One that comes twice or late changes nothing. */
  apply(change: RecordChange): RecordEntry | null {
    const { branch, type, id, fields, number, at, by, owner, ownerName } = change
    const before = this.own(branch, id)
    this.number = Math.max(this.number, number)
    if (before && before.number >= number) return null
    const kept = change.whole || !before?.value ? null : before
    const stamps = Object.fromEntries(Object.keys(fields ?? {}).map(field => [field, number]))
    const entry: RecordEntry = {
      branch,
      type,
      id,
      owner,
      ownerName,
      number,
      by,
      changed: at,
      made: before?.value ? before.made : at,
      value: fields && { ...kept?.value, ...fields },
      stamps: { ...kept?.stamps, ...stamps, ...change.stamps },
    }
    this.put(entry)
    return entry
  }

  /** Forget everything: what comes next is a snapshot. */
  clear(): void {
    this.held.clear()
    this.counts.clear()
    this.number = 0
  }
}

function keyOf(branch: string, id: string): string {
  return `${branch}/${id}`
}
