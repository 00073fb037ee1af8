import { placeKey } from '../models/placeKey.ts'

/** Columns of the feature table, by feature id: what the client knows of every building without its tile. */
export interface Features {
  readonly count: number
  /** Centre on the ground and extent, metres, site frame. */
  readonly x: Float32Array
  readonly z: Float32Array
  readonly base: Float32Array
  readonly top: Float32Array
  readonly block: Int16Array
  readonly subdistrict: Int8Array
  /** Index into USES. */
  readonly use: Uint8Array
  /** Index into PROVENANCES. */
  readonly provenance: Uint8Array
  /** Lasting keys of the features whose key is not that of their centre, by feature id. */
  readonly named: ReadonlyMap<number, string>
}

/** 'CTFT', and the version that this program writes and reads. */
const MAGIC = 0x54465443
const VERSION = 2
/** The table of before versions: 'CTF1'. */
const FIRST = 0x31465443
const HEAD = 16
const BYTES_EACH = 4 * 4 + 2 + 1 + 1 + 1

/** The table as one file: magic, version, count, bytes of names (uint32 each), the columns in order, the names as JSON [[id, key] …]. */
export function encodeFeatures(f: Features): Uint8Array {
  const names = new TextEncoder().encode(JSON.stringify([...f.named]))
  const out = new Uint8Array(HEAD + f.count * BYTES_EACH + names.length)
  const head = new DataView(out.buffer)
  ;[MAGIC, VERSION, f.count, names.length].forEach((word, i) => {
    head.setUint32(4 * i, word, true)
  })
  let at = HEAD
  for (const column of [f.x, f.z, f.base, f.top, f.block, f.subdistrict, f.use, f.provenance]) {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
    out.set(bytes, at)
    at += bytes.length
  }
  out.set(names, at)
  return out
}

/** Reads encodeFeatures' file. Throws when it is another file, of another version or cut short. */
export function decodeFeatures(buffer: ArrayBuffer): Features {
  const head = new DataView(buffer)
  const word = (i: number): number => (buffer.byteLength >= 4 * i + 4 ? head.getUint32(4 * i, true) : 0)
  const version = word(0) === MAGIC ? word(1) : word(0) === FIRST ? 1 : null
  if (version === null)
    throw new Error('features.bin is not a feature table; build the world anew with `npm run world`')
  if (version !== VERSION)
    throw new Error(
      `features.bin is a feature table of version ${version} and this program reads version ${VERSION}; ${version < VERSION ? 'build the world anew with `npm run world`' : 'reload the page, or update the program'}`,
    )
  const [count, names] = [word(2), word(3)]
  if (buffer.byteLength !== HEAD + count * BYTES_EACH + names)
    throw new Error('features.bin is cut short; build the world anew with `npm run world`')
  let at = HEAD
  const take = (bytes: number): ArrayBuffer => buffer.slice(at, (at += bytes * count))
  return {
    count,
    x: new Float32Array(take(4)),
    z: new Float32Array(take(4)),
    base: new Float32Array(take(4)),
    top: new Float32Array(take(4)),
    block: new Int16Array(take(2)),
    subdistrict: new Int8Array(take(1)),
    use: new Uint8Array(take(1)),
    provenance: new Uint8Array(take(1)),
    named: new Map(JSON.parse(new TextDecoder().decode(buffer.slice(at))) as [number, string][]),
  }
}

/** The lasting key of a feature. */
export function featureKey({ x, z, named }: Features, id: number): string {
  return named.get(id) ?? placeKey([x[id]!, z[id]!])
}
