/** Writes numbers into a growing byte buffer, little-endian. */
export class ByteWriter {
  private bytes: Uint8Array
  private view: DataView
  length = 0

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity)
    this.view = new DataView(this.bytes.buffer)
  }

  u8(value: number): void {
    this.room(1)
    this.bytes[this.length++] = value
  }

  u32(value: number): void {
    this.room(4)
    this.view.setUint32(this.length, value, true)
    this.length += 4
  }

  f64(value: number): void {
    this.room(8)
    this.view.setFloat64(this.length, value, true)
    this.length += 8
  }

  /** Unsigned LEB128, up to 32 bits. */
  varint(value: number): void {
    this.room(5)
    value >>>= 0
    while (value > 127) {
      this.bytes[this.length++] = (value & 127) | 128
      value >>>= 7
    }
    this.bytes[this.length++] = value
  }

  /** Signed 32-bit integer, zigzag so that small steps of either sign stay one byte. */
  zigzag(value: number): void {
    this.varint((value << 1) ^ (value >> 31))
  }

  /** The bytes written so far; a view, valid until the next write. */
  done(from = 0): Uint8Array {
    return this.bytes.subarray(from, this.length)
  }

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = new Uint8Array((this.length + more) * 2)
    grown.set(this.bytes)
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }
}

/** Reads what ByteWriter wrote. Throws RangeError past the end or on an overlong number. */
export class ByteReader {
  private readonly bytes: Uint8Array
  position = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  u8(): number {
    const value = this.bytes[this.position++]
    if (value === undefined) throw new RangeError('bytes end too early')
    return value
  }

  varint(): number {
    const first = this.u8()
    if (first < 128) return first
    let value = first & 127
    for (let shift = 7; shift < 35; shift += 7) {
      const byte = this.u8()
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
    }
    throw new RangeError('number longer than 32 bits')
  }

  zigzag(): number {
    const value = this.varint()
    return (value >>> 1) ^ -(value & 1)
  }
}
