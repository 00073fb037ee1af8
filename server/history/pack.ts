import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type Seal, seal, unseal } from '../../models/chunkSeal.ts'
import { bytesOf } from '../store/columns.ts'

/** Seal a body for the database or a file. A higher level of deflate would take a third more time for 2 % less; one piece of output is no more garbage than needed. */
export function pack(kind: Seal, body: Uint8Array): Uint8Array {
  return seal(kind, body, bytes => deflateRawSync(bytes, { level: 1, chunkSize: bytes.length }))
}

/** Open what `pack` closed, as the database hands it over. Throws RangeError when it is damaged. */
export function unpack(kind: Seal, column: ArrayBuffer | Uint8Array): Uint8Array {
  return unseal(kind, bytesOf(column), inflate)
}

function inflate(body: Uint8Array, limit: number): Uint8Array {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, limit) })
  } catch (error) {
    throw new RangeError(`damaged chunk: ${(error as Error).message}`)
  }
}
