/** A stream of random numbers that a seed fixes for good. */
export interface Random {
  /** In [0, 1). */
  next(): number
  between(low: number, high: number): number
  /** Whole number in [low, high]. */
  int(low: number, high: number): number
  chance(part: number): boolean
  pick<T>(list: readonly T[]): T
}

/** Mulberry32 (T. Ettinger, public domain): small, fast, good enough to scatter houses. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    int: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: part => next() < part,
    pick: list => list[Math.floor(next() * list.length)]!,
  }
}

/** A seed for a name (FNV-1a), so that one thing's change leaves the others as they were. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
