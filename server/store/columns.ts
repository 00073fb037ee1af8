import type { Engine } from './Store.ts'

/** Column types that the two engines name differently: bytes, and integers beyond 2³¹ (instants in milliseconds, numbers of a journal). */
export function columns(engine: Engine): {
  readonly bytes: 'blob' | 'bytea'
  readonly long: 'integer' | 'bigint'
} {
  return engine === 'sqlite' ? { bytes: 'blob', long: 'integer' } : { bytes: 'bytea', long: 'bigint' }
}

/** Bytes as a database hands them over: libsql as ArrayBuffer, pg as Buffer. */
export function bytesOf(column: ArrayBuffer | Uint8Array): Uint8Array {
  return column instanceof Uint8Array ? column : new Uint8Array(column)
}
