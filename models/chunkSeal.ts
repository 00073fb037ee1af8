import { ByteWriter } from './varint.ts'

/** What a sealed blob holds; one byte, so that a page is never read as something else. */
export const SEAL = { samples: 1, rollups: 2, state: 3, tail: 4 } as const
export type Seal = (typeof SEAL)[keyof typeof SEAL]

const MAGIC = 0xc8
const VERSION = 1
const HEAD = 13
/** Nobody writes a larger body; a damaged length must not ask for gigabytes. */
const MAX_BODY = 64 * 1024 * 1024
/** Bodies below this many bytes are kept as they are. */
const WORTH_DEFLATING = 64

/**
 * Close a body: magic, version, kind, whether deflated, length of the body, CRC-32 of all that follows the magic
 * (the CRC's own four bytes left out), then the body, deflated when that helps.
 */
export function seal(kind: Seal, body: Uint8Array, deflate: (body: Uint8Array) => Uint8Array): Uint8Array {
  const packed = body.length < WORTH_DEFLATING ? body : deflate(body)
  const kept = packed.length < body.length ? packed : body
  const out = new ByteWriter(HEAD + kept.length)
  out.u8(MAGIC)
  out.u8(VERSION)
  out.u8(kind)
  out.u8(kept === body ? 0 : 1)
  out.u8(0)
  out.u32(body.length)
  out.u32(0)
  const bytes = new Uint8Array(HEAD + kept.length)
  bytes.set(out.done())
  bytes.set(kept, HEAD)
  new DataView(bytes.buffer).setUint32(9, checkOf(bytes), true)
  return bytes
}

/** The body of a sealed blob. Throws RangeError that says what is wrong when the bytes are damaged or something else. */
export function unseal(
  kind: Seal,
  bytes: Uint8Array,
  inflate: (body: Uint8Array, limit: number) => Uint8Array,
): Uint8Array {
  if (bytes.length < HEAD || bytes[0] !== MAGIC) throw new RangeError('not a sealed chunk')
  if (bytes[1] !== VERSION)
    throw new RangeError(`chunk version ${bytes[1]}, this program reads version ${VERSION}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(9, true) !== checkOf(bytes)) throw new RangeError('damaged chunk: its check fails')
  if (bytes[2] !== kind) throw new RangeError(`a chunk of kind ${bytes[2]} where ${kind} was expected`)
  const length = view.getUint32(5, true)
  if (length > MAX_BODY) throw new RangeError(`a chunk of ${length} bytes is beyond the bound`)
  const kept = bytes.subarray(HEAD)
  const body = bytes[3] === 1 ? inflate(kept, length) : kept
  if (body.length !== length) throw new RangeError('damaged chunk: its length is wrong')
  return body
}

/** CRC-32 (ISO-HDLC, as in zip and png) of everything but the magic and the check itself. */
function checkOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let i = 1; i < 9; i++) crc = TABLE[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8)
  for (let i = HEAD; i < bytes.length; i++) crc = TABLE[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
