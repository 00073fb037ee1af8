/** Trees for the client's instanced field, by index. */
export interface Trees {
  readonly count: number
  /** Foot of the tree, metres, site frame. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** Height in steps of 0.1 m. */
  readonly height: Uint8Array
  /** 0 pine, 1 broadleaf, 2 avenue tree, 3 shrub. */
  readonly kind: Uint8Array
}

const MAGIC = 0x31545443

/** The trees as one file: magic 'CTT1', count, then the columns in the order of the interface. */
export function encodeTrees(trees: Trees): Uint8Array {
  const out = new Uint8Array(8 + trees.count * 14)
  const head = new DataView(out.buffer)
  head.setUint32(0, MAGIC, true)
  head.setUint32(4, trees.count, true)
  let at = 8
  for (const column of [trees.x, trees.y, trees.z, trees.height, trees.kind]) {
    out.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += column.byteLength
  }
  return out
}

/** Reads encodeTrees' file. Throws when it is another file or cut short. */
export function decodeTrees(buffer: ArrayBuffer): Trees {
  const head = new DataView(buffer)
  if (buffer.byteLength < 8 || head.getUint32(0, true) !== MAGIC)
    throw new Error('trees.bin is no tree file; run `npm run world`')
  const count = head.getUint32(4, true)
  if (buffer.byteLength !== 8 + count * 14) throw new Error('trees.bin is cut short; run `npm run world`')
  const floats = (k: number): Float32Array =>
    new Float32Array(buffer.slice(8 + 4 * k * count, 8 + 4 * (k + 1) * count))
  const bytes = (k: number): Uint8Array => new Uint8Array(buffer, 8 + 12 * count + k * count, count)
  return { count, x: floats(0), y: floats(1), z: floats(2), height: bytes(0), kind: bytes(1) }
}
