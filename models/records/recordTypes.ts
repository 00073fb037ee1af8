import { branch } from './branch.ts'
import { note } from './note.ts'
import type { RecordType } from './recordType.ts'
import { view } from './view.ts'

/** Every type of record the twin keeps. */
export const recordTypes = { branch, note, view } as const

export type RecordTypeName = keyof typeof recordTypes
/** The value of a type's records. */
export type RecordValue<T extends RecordTypeName> =
  (typeof recordTypes)[T] extends RecordType<infer Value> ? Value : never

/** The declaration of a type, or null for a name that is none. */
export function recordTypeOf(name: string): RecordType | null {
  return Object.hasOwn(recordTypes, name)
    ? (recordTypes[name as RecordTypeName] as unknown as RecordType)
    : null
}
