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
}

const MAGIC = 0x31465443
const FLOATS = 4
const BYTES_EACH = FLOATS * 4 + 2 + 1 + 1 + 1

/** The table as one file: magic 'CTF1', count, then the columns in the order of the interface. */
export function encodeFeatures(f: Features): Uint8Array {
  const out = new Uint8Array(8 + f.count * BYTES_EACH)
  const head = new DataView(out.buffer)
  head.setUint32(0, MAGIC, true)
  head.setUint32(4, f.count, true)
  let at = 8
  for (const column of [f.x, f.z, f.base, f.top, f.block, f.subdistrict, f.use, f.provenance]) {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
    out.set(bytes, at)
    at += bytes.length
  }
  return out
}

/** Reads encodeFeatures' file. Throws when it is another file or cut short. */
export function decodeFeatures(buffer: ArrayBuffer): Features {
  const head = new DataView(buffer)
  if (buffer.byteLength < 8 || head.getUint32(0, true) !== MAGIC)
    throw new Error('features.bin is not a feature table; run `npm run world`')
  const count = head.getUint32(4, true)
  if (buffer.byteLength !== 8 + count * BYTES_EACH)
    throw new Error('features.bin is cut short; run `npm run world`')
  let at = 8
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
  }
}
