import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  RepeatWrapping,
  RGBAFormat,
  UnsignedByteType,
} from 'three'

const SIZE = 256

/** A seamless texture of four independent noises of five octaves, mean one half, mipmapped. */
export function noiseTexture(): DataTexture {
  const bytes = new Uint8Array(SIZE * SIZE * 4)
  for (let channel = 0; channel < 4; channel++) fill(bytes, channel)
  const texture = new DataTexture(bytes, SIZE, SIZE, RGBAFormat, UnsignedByteType)
  texture.wrapS = RepeatWrapping
  texture.wrapT = RepeatWrapping
  texture.magFilter = LinearFilter
  texture.minFilter = LinearMipmapLinearFilter
  texture.generateMipmaps = true
  texture.needsUpdate = true
  return texture
}

function fill(bytes: Uint8Array, channel: number): void {
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      let sum = 0
      for (let octave = 0; octave < 5; octave++)
        sum += lattice(x, y, 8 << octave, channel * 8 + octave) / 2 ** (octave + 1)
      bytes[(y * SIZE + x) * 4 + channel] = Math.max(0, Math.min(255, 128 + 170 * sum))
    }
}

/** Value noise of `cells` periods across the texture, −1..1. */
function lattice(x: number, y: number, cells: number, seed: number): number {
  const [u, v] = [(x * cells) / SIZE, (y * cells) / SIZE]
  const [i, j] = [Math.floor(u), Math.floor(v)]
  const [s, t] = [ease(u - i), ease(v - j)]
  const at = (a: number, b: number) => random((a % cells) + (b % cells) * cells, seed)
  const top = at(i, j) * (1 - s) + at(i + 1, j) * s
  const bottom = at(i, j + 1) * (1 - s) + at(i + 1, j + 1) * s
  return top * (1 - t) + bottom * t
}

function random(n: number, seed: number): number {
  let h = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 13), 0x297a2d39)
  return ((h ^ (h >>> 16)) >>> 0) / 0x80000000 - 1
}

const ease = (t: number): number => t * t * (3 - 2 * t)
