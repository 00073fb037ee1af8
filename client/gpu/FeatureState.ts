import { DataTexture, NearestFilter, RGBAFormat, UnsignedByteType } from 'three'

/** Texels in a row of every texture indexed by feature id. */
export const STATE_WIDTH = 1024
const HATCHED = 0x80

/**
 * Live colour of every feature: one RGBA8 texel by feature id. rgb is the colour as shown, alpha holds the
 * strength in its low seven bits and the hatch in the highest one.
 */
export class FeatureState {
  readonly texture: DataTexture
  readonly count: number
  private readonly bytes: Uint8Array
  private changed = true

  constructor(count: number) {
    this.count = count
    const rows = Math.max(1, Math.ceil(count / STATE_WIDTH))
    this.bytes = new Uint8Array(STATE_WIDTH * rows * 4)
    this.texture = new DataTexture(this.bytes, STATE_WIDTH, rows, RGBAFormat, UnsignedByteType)
    this.texture.minFilter = NearestFilter
    this.texture.magFilter = NearestFilter
    this.texture.needsUpdate = true
  }

  /** Colour a feature: 0xRRGGBB, strength 0 (own colour) to 1 (this colour). Ids outside the table are ignored. */
  set(id: number, rgb: number, strength: number, hatched = false): void {
    if (id < 0 || id >= this.count) return
    const alpha = Math.round(Math.min(1, Math.max(0, strength)) * 127) | (hatched ? HATCHED : 0)
    const { bytes } = this
    const at = id * 4
    const [r, g, b] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255]
    if (bytes[at] === r && bytes[at + 1] === g && bytes[at + 2] === b && bytes[at + 3] === alpha) return
    bytes[at] = r
    bytes[at + 1] = g
    bytes[at + 2] = b
    bytes[at + 3] = alpha
    this.changed = true
  }

  /** Give every feature its own colour back. */
  clear(): void {
    this.bytes.fill(0)
    this.changed = true
  }

  /** Hand the changes since the last flush to the GPU with the next frame, which the caller asks for; false when there are none. */
  flush(): boolean {
    if (!this.changed) return false
    this.changed = false
    this.texture.needsUpdate = true
    return true
  }

  dispose(): void {
    this.texture.dispose()
  }
}
