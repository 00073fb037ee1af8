import { z } from 'zod'
import type { Instant } from '../units.ts'

/** The branch that stands. */
export const MAIN = 'main'

/** A change as it happened: numbered, by somebody, of some fields of one record; fields null removes it. */
export interface RecordChange {
  readonly number: number
  readonly branch: string
  readonly type: string
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>> | null
  /** True when the fields are the whole value: a record made, or one that comes into sight. */
  readonly whole: boolean
  /** With a whole value: the last change of each field, where it is not this one. */
  readonly stamps?: Readonly<Record<string, number>>
  readonly owner: string
  readonly ownerName: string
  readonly at: Instant
  /** Account id and name of who made it. */
  readonly actor: string
  readonly by: string
  /** Id of the order, by which a page knows its own. */
  readonly order: string
}

const fields = z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), z.unknown())

/** A wish to change one record. */
export const changeOrder = z.strictObject({
  /** Made by the page; the same order sent twice counts once. */
  order: z.uuid(),
  branch: z.union([z.literal(MAIN), z.uuid()]),
  type: z.string().max(40),
  id: z.uuid(),
  /** Number of the last change of the record that the page had heard; 0 makes it. */
  base: z.number().int().min(0),
  /** New values of fields; null removes the record. */
  fields: fields.nullable(),
})
export type ChangeOrder = z.output<typeof changeOrder>

/** Orders of one group: all are carried out or none. */
export const MOST_TOGETHER = 200
export const changeOrders = z.array(changeOrder).min(1).max(MOST_TOGETHER)

/** Why an order was refused. `conflict` names the fields that somebody else changed first. */
export interface RecordRefusal {
  readonly order: string
  readonly code: 'malformed' | 'forbidden' | 'unknown' | 'conflict' | 'full'
  readonly reason: string
  readonly fields?: readonly string[]
}

/** What came of a group of orders. */
export type ChangesDone =
  | { readonly numbers: readonly number[] }
  | { readonly refused: readonly RecordRefusal[] }

/** Which side of a conflict counts. */
export type MergeChoice = 'branch' | 'main'

/** What a branch and main both changed: a field, or the record as a whole where one of them removed it (null). */
export interface MergeConflict {
  readonly type: string
  readonly id: string
  readonly field: string | null
  readonly branch: unknown
  readonly main: unknown
  /** Who changed it on main last. */
  readonly by: string
}

/** A wish to bring a branch into main, with what was chosen where both changed the same (mergeBranch.ts, choiceKey). */
export const mergeOrder = z.strictObject({
  branch: z.uuid(),
  choices: z.record(z.string().max(100), z.enum(['branch', 'main'])).default({}),
})
export type MergeOrder = z.input<typeof mergeOrder>

/** What came of a merge: nothing is changed while somebody must choose. */
export type MergeDone = ChangesDone | { readonly conflicts: readonly MergeConflict[] }

/** Changes for one reader. Whoever has heard a number from `from` on is at `to` with them; whoever has heard less asks again. */
export interface RecordNews {
  readonly epoch: string
  readonly from: number
  readonly to: number
  readonly changes: readonly RecordChange[]
}

export const recordsHave = z.strictObject({ epoch: z.string().max(200), number: z.number().int().min(0) })
export type RecordsHave = z.output<typeof recordsHave>

export const recordsJoin = z.strictObject({
  have: recordsHave.optional(),
  /** Where the last page ended. */
  after: z.string().max(300).optional(),
})

export type RecordsJoin = z.input<typeof recordsJoin>

/** A page of what a reader missed, or of all there is. */
export interface RecordsPage extends RecordNews {
  /** True when these are all records of the reader, whole; false when they are what it missed. */
  readonly snapshot: boolean
  /** Ask for the next page with this; null on the last. */
  readonly next: string | null
}
