/** A number in [0, 1) that depends on the arguments alone. */
export function hash(seed: number, a: number, b = 0): number {
  let h = (seed ^ 0x9e3779b9) >>> 0
  h = Math.imul(h ^ (a | 0), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13) ^ (b | 0), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x27d4eb2f)
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296
}

/** Smooth noise over `t` in [-1, 1] that changes its mind about once a unit of t. */
export function drift(seed: number, channel: number, t: number): number {
  const i = Math.floor(t)
  const f = t - i
  const s = f * f * (3 - 2 * f)
  return (hash(seed, channel, i) * (1 - s) + hash(seed, channel, i + 1) * s) * 2 - 1
}

/** Number of a text, for use as a channel. */
export function channelOf(text: string): number {
  let h = 2166136261
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  return h >>> 0
}
