import type { Instant } from '../units.ts'
import { hash } from './noise.ts'

/** Incidents are drawn for spans of this many milliseconds; each lasts a part of its span. */
export const SPAN = 2_400_000

/** Strength 0..1 of an incident at a device now; most of the time 0. `rate` is the chance for each span. */
export function incident(seed: number, channel: number, at: Instant, rate: number): number {
  const span = Math.floor(at / SPAN)
  if (hash(seed, channel, span) >= rate) return 0
  const begin = 0.5 * hash(seed, channel + 1, span)
  const length = 0.15 + 0.35 * hash(seed, channel + 2, span)
  const phase = (at / SPAN - span - begin) / length
  return phase > 0 && phase < 1 ? Math.sin(Math.PI * phase) ** 0.5 : 0
}
