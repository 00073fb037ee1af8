import type { HeightField } from './world.ts'

/** Height of the ground at a point of the site frame, metres; bilinear, clamped to the edge outside the field. */
export function heightAt(field: HeightField, x: number, z: number): number {
  const { step, columns, rows, heights } = field
  const u = Math.min(columns - 1.001, Math.max(0, (x - field.minX) / step))
  const v = Math.min(rows - 1.001, Math.max(0, (z - field.minZ) / step))
  const i = Math.floor(u)
  const j = Math.floor(v)
  const fu = u - i
  const fv = v - j
  const k = j * columns + i
  const north = heights[k]! * (1 - fu) + heights[k + 1]! * fu
  const south = heights[k + columns]! * (1 - fu) + heights[k + columns + 1]! * fu
  return north * (1 - fv) + south * fv
}

const MAGIC = 0x31485443
const HEAD = 24
/** Decimetres keep the error below 5 cm and the range to 3,276 m. */
const SCALE = 10

/** Every other sample in both directions: enough to stand on, a quarter of the bytes. */
export function halved(field: HeightField): HeightField {
  const columns = (field.columns + 1) >> 1
  const rows = (field.rows + 1) >> 1
  const heights = new Float32Array(columns * rows)
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) heights[j * columns + i] = field.heights[2 * j * field.columns + 2 * i]!
  }
  return { ...field, step: field.step * 2, columns, rows, heights }
}

/** The field as one file: magic 'CTH1', grid, then heights in decimetres as int16. */
export function encodeHeights(field: HeightField): Uint8Array {
  const out = new ArrayBuffer(HEAD + field.heights.length * 2)
  const view = new DataView(out)
  view.setUint32(0, MAGIC, true)
  view.setFloat32(4, field.minX, true)
  view.setFloat32(8, field.minZ, true)
  view.setFloat32(12, field.step, true)
  view.setUint32(16, field.columns, true)
  view.setUint32(20, field.rows, true)
  new Int16Array(out, HEAD).set(Int16Array.from(field.heights, h => Math.round(h * SCALE)))
  return new Uint8Array(out)
}

/** Reads encodeHeights' file. Throws when it is another file or cut short. */
export function decodeHeights(buffer: ArrayBuffer): HeightField {
  const view = new DataView(buffer)
  if (buffer.byteLength < HEAD || view.getUint32(0, true) !== MAGIC)
    throw new Error('heights.bin is not a height field; run `npm run world`')
  const columns = view.getUint32(16, true)
  const rows = view.getUint32(20, true)
  if (buffer.byteLength !== HEAD + columns * rows * 2)
    throw new Error('heights.bin is cut short; run `npm run world`')
  return {
    minX: view.getFloat32(4, true),
    minZ: view.getFloat32(8, true),
    step: view.getFloat32(12, true),
    columns,
    rows,
    heights: Float32Array.from(new Int16Array(buffer, HEAD), d => d / SCALE),
  }
}
