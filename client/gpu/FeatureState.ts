import { DataTexture, NearestFilter, RGBAFormat, UnsignedByteType } from 'three'

/** Texels in a row of every texture indexed by feature id. */
export const STATE_WIDTH = 1024
const HATCHED = 0x80
const OUTLINED = 0x40
const HIDDEN = 0x20
/** Largest strength that fits beside the three marks. */
const FULL = 0x1f
/** The same marks within a word, whose highest byte is alpha. */
const HIDDEN_WORD = HIDDEN << 24

/**
 * Live colour of every feature: one RGBA8 texel by feature id. rgb is the colour as shown; alpha holds the strength in
 * its low five bits, then that it is hidden, that it is outlined, and in the highest that it is hatched.
 */
export class FeatureState {
  readonly texture: DataTexture
  readonly count: number
  /** The texels as words, red in the lowest byte. */
  private readonly words: Uint32Array
  private changed = true

  constructor(count: number) {
    this.count = count
    const rows = Math.max(1, Math.ceil(count / STATE_WIDTH))
    this.words = new Uint32Array(STATE_WIDTH * rows)
    this.texture = new DataTexture(
      new Uint8Array(this.words.buffer),
      STATE_WIDTH,
      rows,
      RGBAFormat,
      UnsignedByteType,
    )
    this.texture.minFilter = NearestFilter
    this.texture.magFilter = NearestFilter
    this.texture.needsUpdate = true
  }

  /**
   * Colour a feature: 0xRRGGBB, strength 0 (own colour) to 1 (this colour). `outlined` gives the colour to its edges and
   * a breath of it to the rest. Ids outside the table are ignored.
   */
  set(id: number, rgb: number, strength: number, hatched = false, outlined = false): void {
    if (id < 0 || id >= this.count) return
    const alpha =
      Math.round(Math.min(1, Math.max(0, strength)) * FULL) |
      (hatched ? HATCHED : 0) |
      (outlined ? OUTLINED : 0)
    const word = ((rgb >> 16) & 255) | (rgb & 0xff00) | ((rgb & 255) << 16) | (alpha << 24)
    this.put(id, word | (this.words[id]! & HIDDEN_WORD))
  }

  /** Take these features out of the picture, and put all others back into it. */
  hide(ids: ReadonlySet<number>): void {
    for (let id = 0; id < this.count; id++)
      this.put(id, (this.words[id]! & ~HIDDEN_WORD) | (ids.has(id) ? HIDDEN_WORD : 0))
  }

  /** True for a feature that is neither drawn nor picked. */
  isHidden(id: number): boolean {
    return id >= 0 && id < this.count && (this.words[id]! & HIDDEN_WORD) !== 0
  }

  /** Give every feature its own colour back; what is hidden stays hidden. */
  clear(): void {
    for (let id = 0; id < this.count; id++) this.put(id, this.words[id]! & HIDDEN_WORD)
  }

  private put(id: number, word: number): void {
    if (this.words[id] === word >>> 0) return
    this.words[id] = word
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
