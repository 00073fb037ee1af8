import type { z } from 'zod'
import type { Right } from '../role.ts'

/** Who may read a record: its owner, everyone who has logged in, or everyone. */
export const READERS = ['owner', 'staff', 'everyone'] as const
export type Readers = (typeof READERS)[number]

/** Everything that follows from one type of thing people make. Each type is one file and one line of recordTypes.ts. */
export interface RecordType<Value extends object = object> {
  /** Checks a whole value; a change is checked by the value it leads to. */
  readonly value: z.ZodType<Value>
  /** Version of the value's form; an older one is lifted by `lift` when it is read. */
  readonly version: number
  /** Lifts a value from the version before `to`. */
  readonly lift?: (value: object, to: number) => object
  readonly readers: (value: Value) => Readers
  /** Id of the asset the record speaks of, null for none: who does not see that asset does not see the record. */
  readonly about?: (value: Value) => string | null
  /** Needed to make one and to change one's own. */
  readonly make: Right
  /** Needed to change or remove somebody else's. */
  readonly editOthers: Right
  /** Needed while everyone may read it. */
  readonly publish: Right
  /** Records that one owner may have. */
  readonly most: number
}

/** Keeps the value's type while the declaration is checked. */
export function recordType<Value extends object>(type: RecordType<Value>): RecordType<Value> {
  return type
}
