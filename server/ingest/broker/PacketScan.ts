/** Follows the packets of an MQTT line by their fixed headers alone, so that their size is known before anything is held. */
export class PacketScan {
  /** Control packet type of the packet at hand (MQTT 3.1.1, 2.2.1). */
  type = 0
  /** Bytes seen of a packet that is not complete. */
  held = 0
  private left = -1
  private length = 0
  private factor = 1

  /** Index behind the packet that ends in this chunk, -1 when none ends, or null for one longer than `most` allows its type. */
  next(chunk: Uint8Array, from: number, most: (type: number) => number): number | null {
    let k = from
    while (k < chunk.length) {
      if (this.left < 0) {
        const byte = chunk[k++]!
        this.held++
        if (this.held === 1) {
          this.type = byte >> 4
          this.length = 0
          this.factor = 1
          continue
        }
        this.length += (byte & 127) * this.factor
        this.factor *= 128
        if (this.length > most(this.type) || (byte > 127 && this.held > 4)) return null
        if (byte > 127) continue
        this.left = this.length
      } else {
        const n = Math.min(this.left, chunk.length - k)
        this.left -= n
        this.held += n
        k += n
      }
      if (this.left > 0) continue
      this.left = -1
      this.held = 0
      return k
    }
    return -1
  }
}
