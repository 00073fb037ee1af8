import { BOUNDS } from './projection.ts'

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

const MAGIC = 0x32545443
/** Bytes of a tree: x, z in 2^-16 of the world's width and depth, y in dm, height, kind. */
const EACH = 8
const [MIN_X, MIN_Z, MAX_X, MAX_Z] = BOUNDS

/** The trees as one file: magic 'CTT2', count, then columns x, z (uint16), y (int16), height, kind. */
export function encodeTrees(trees: Trees): Uint8Array {
  const { count } = trees
  const out = new ArrayBuffer(8 + count * EACH)
  const head = new DataView(out)
  head.setUint32(0, MAGIC, true)
  head.setUint32(4, count, true)
  const step = (v: number, min: number, max: number): number =>
    Math.min(65_535, Math.max(0, Math.round(((v - min) / (max - min)) * 65_535)))
  new Uint16Array(out, 8, count).set(Array.from(trees.x, x => step(x, MIN_X, MAX_X)))
  new Uint16Array(out, 8 + 2 * count, count).set(Array.from(trees.z, z => step(z, MIN_Z, MAX_Z)))
  new Int16Array(out, 8 + 4 * count, count).set(Array.from(trees.y, y => Math.round(y * 10)))
  new Uint8Array(out, 8 + 6 * count, count).set(trees.height)
  new Uint8Array(out, 8 + 7 * count, count).set(trees.kind)
  return new Uint8Array(out)
}

/** Reads encodeTrees' file. Throws when it is another file or cut short. */
export function decodeTrees(buffer: ArrayBuffer): Trees {
  const head = new DataView(buffer)
  if (buffer.byteLength < 8 || head.getUint32(0, true) !== MAGIC)
    throw new Error('trees.bin is no tree file; run `npm run world`')
  const count = head.getUint32(4, true)
  if (buffer.byteLength !== 8 + count * EACH) throw new Error('trees.bin is cut short; run `npm run world`')
  return {
    count,
    x: Float32Array.from(new Uint16Array(buffer, 8, count), v => MIN_X + (v / 65_535) * (MAX_X - MIN_X)),
    z: Float32Array.from(
      new Uint16Array(buffer, 8 + 2 * count, count),
      v => MIN_Z + (v / 65_535) * (MAX_Z - MIN_Z),
    ),
    y: Float32Array.from(new Int16Array(buffer, 8 + 4 * count, count), v => v / 10),
    height: new Uint8Array(buffer, 8 + 6 * count, count),
    kind: new Uint8Array(buffer, 8 + 7 * count, count),
  }
}
