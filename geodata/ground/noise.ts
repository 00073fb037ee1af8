import { createNoise2D } from 'simplex-noise'

/** A stream of numbers in [0, 1) that the seed fixes for good (mulberry32, T. Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Sum of simplex octaves in about [-1, 1]; `length` is the longest wave in metres. */
export function waves(seed: number, length: number, octaves: number): (x: number, z: number) => number {
  const noise = createNoise2D(seeded(seed))
  let total = 0
  for (let o = 0; o < octaves; o++) total += 0.5 ** o
  return (x, z) => {
    let [sum, frequency, size] = [0, 1 / length, 1]
    for (let o = 0; o < octaves; o++) {
      sum += size * noise(x * frequency + o * 17.3, z * frequency - o * 9.1)
      frequency *= 2.03
      size *= 0.5
    }
    return sum / total
  }
}

/** Ridged simplex octaves in [0, 1]: 1 on sharp crests. */
export function crests(seed: number, length: number, octaves: number): (x: number, z: number) => number {
  const noise = createNoise2D(seeded(seed))
  let total = 0
  for (let o = 0; o < octaves; o++) total += 0.5 ** o
  return (x, z) => {
    let [sum, frequency, size] = [0, 1 / length, 1]
    for (let o = 0; o < octaves; o++) {
      sum += size * (1 - Math.abs(noise(x * frequency - o * 5.7, z * frequency + o * 11.9))) ** 2
      frequency *= 2.1
      size *= 0.5
    }
    return sum / total
  }
}

/** 0 at or below `from`, 1 at or above `to`, smooth between. */
export function ease(from: number, to: number, value: number): number {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}
