import { randomUUID } from 'node:crypto'
import type { Actor } from '../../models/account.ts'
import { mergeOf } from '../../models/records/mergeBranch.ts'
import type { RecordBook } from '../../models/records/RecordBook.ts'
import { MAIN, type MergeDone, mergeOrder } from '../../models/records/recordWire.ts'
import type { Reply } from '../../models/wire.ts'
import type { Recorder } from './Recorder.ts'
import type { RecordSight } from './RecordSight.ts'

/** Brings branches into main where the records are written; checks the order first. */
export type MergeRecords = (order: unknown, actor: Actor) => Promise<Reply<MergeDone>>

/**
 * Merge a branch as one group of changes, its record decided with it. What main changed after the branch is told as
 * conflicts, and nothing is changed, until the order chooses for each of them.
 */
export function mergeBy(book: RecordBook, sight: RecordSight, recorder: Recorder): MergeRecords {
  return async (order, actor) => {
    const read = mergeOrder.safeParse(order)
    if (!read.success)
      return {
        ok: false,
        reason: 'order must be { branch: its id, choices?: { "record/field": "branch" | "main" } }',
      }
    const { branch, choices } = read.data
    const record = book.get(MAIN, branch)
    if (record?.type !== 'branch' || !record.value || !sight.reads(book, record, actor))
      return { ok: false, reason: 'there is no such branch, or it is not open to you' }
    if (record.value.state === 'decided') return { ok: false, reason: 'this branch was decided already' }
    const { edits, conflicts } = mergeOf(book, branch, choices)
    if (conflicts.length > 0) return { ok: true, value: { conflicts } }
    const decided = { type: 'branch', id: branch, base: record.number, fields: { state: 'decided' } }
    const orders = [...edits, decided].map(edit => ({ ...edit, order: randomUUID(), branch: MAIN }))
    return recorder.change(orders, actor)
  }
}
