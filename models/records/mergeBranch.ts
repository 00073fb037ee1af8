import type { RecordBook, RecordEntry } from './RecordBook.ts'
import { MAIN, type MergeChoice, type MergeConflict } from './recordWire.ts'

/** What brings a branch into main: changes by record, and what somebody must decide first. */
export interface Merge {
  readonly edits: readonly {
    readonly type: string
    readonly id: string
    /** The last change of the record on main that this stands on; 0 makes it. */
    readonly base: number
    readonly fields: Readonly<Record<string, unknown>> | null
  }[]
  readonly conflicts: readonly MergeConflict[]
}

/** By what a choice names a field of a record, or the record as a whole where one side removed it. */
export function choiceKey(id: string, field: string | null): string {
  return `${id}/${field ?? ''}`
}

/**
 * Lay a branch over main. What both changed is a conflict where main changed it after the branch did, unless `choices`
 * says which of them counts.
 */
export function mergeOf(
  book: Pick<RecordBook, 'entries' | 'own'>,
  branch: string,
  choices: Readonly<Record<string, MergeChoice>> = {},
): Merge {
  const edits: Merge['edits'][number][] = []
  const conflicts: MergeConflict[] = []
  for (const own of book.entries()) {
    if (own.branch !== branch) continue
    const { type, id } = own
    const main = book.own(MAIN, id)
    const base = main?.number ?? 0
    /** Whether the branch's side counts; where that is open it is noted as a conflict. */
    const counts = (field: string | null, overtaken: boolean, ours: unknown, theirs: unknown): boolean => {
      const choice = choices[choiceKey(id, field)]
      if (!overtaken || choice) return choice !== 'main'
      conflicts.push({ type, id, field, branch: ours, main: theirs, by: main?.by ?? '' })
      return false
    }
    const removed = own.value === null || (main !== null && main.value === null)
    if (removed) {
      if (isSame(own.value, main?.value ?? null)) continue
      if (counts(null, main !== null && main.number > own.number, own.value, main?.value ?? null))
        edits.push({ type, id, base, fields: own.value })
      continue
    }
    const fields = changed(own, main, counts)
    if (Object.keys(fields).length > 0) edits.push({ type, id, base, fields })
  }
  return { edits, conflicts }
}

function changed(
  own: RecordEntry,
  main: RecordEntry | null,
  counts: (field: string, overtaken: boolean, ours: unknown, theirs: unknown) => boolean,
): Record<string, unknown> {
  const fields = Object.entries(own.value ?? {}).filter(([name, ours]) => {
    if (!main?.value) return true
    const theirs = main.value[name]
    const overtaken = (main.stamps[name] ?? 0) > (own.stamps[name] ?? 0)
    return !isSame(ours, theirs) && counts(name, overtaken, ours, theirs)
  })
  return Object.fromEntries(fields)
}

/** Values of records are plain JSON, their fields checked in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
