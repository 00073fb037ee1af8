import type { ByteReader, ByteWriter } from './varint.ts'

/** Write a whole number from 0 to 2⁵³ - 1 in groups of seven bits; ByteWriter.varint ends at 32 bits. */
export function writeWide(out: ByteWriter, value: number): void {
  while (value > 127) {
    out.u8((value % 128) | 128)
    value = Math.floor(value / 128)
  }
  out.u8(value)
}

/** Read what writeWide wrote. Throws RangeError beyond 2⁵³. */
export function readWide(reader: ByteReader): number {
  let value = 0
  for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
    const byte = reader.u8()
    value += (byte & 127) * scale
    if (byte < 128) {
      if (value > Number.MAX_SAFE_INTEGER) break
      return value
    }
  }
  throw new RangeError('number longer than 53 bits')
}

/** Read eight bytes as a little-endian float64, as ByteWriter.f64 wrote them. */
export function readF64(reader: ByteReader): number {
  const view = new DataView(new ArrayBuffer(8))
  for (let k = 0; k < 8; k++) view.setUint8(k, reader.u8())
  return view.getFloat64(0, true)
}
