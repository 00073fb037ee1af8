import type { Instant } from '../../../models/units.ts'
import type { Model } from './model.ts'
import { drift, hash } from './noise.ts'

/** Incidents are drawn for spans of this many milliseconds; each lasts a part of its span. */
const SPAN = 2_400_000

/** Strength 0..1 of an incident at a device now; most of the time 0. `rate` is the chance for each span. */
export function incident(seed: number, channel: number, at: Instant, rate: number): number {
  const span = Math.floor(at / SPAN)
  if (hash(seed, channel, span) >= rate) return 0
  const begin = 0.5 * hash(seed, channel + 1, span)
  const length = 0.15 + 0.35 * hash(seed, channel + 2, span)
  const phase = (at / SPAN - span - begin) / length
  return phase > 0 && phase < 1 ? Math.sin(Math.PI * phase) ** 0.5 : 0
}

/** Gas detectors: a small background, rarely a leak of one gas. */
export const gasModel: Model = (_, channel, { seed, at, time }) => {
  const leak = incident(seed, channel, at, 0.006)
  const which = Math.floor(hash(seed, channel + 5, Math.floor(at / SPAN)) * 4)
  const work = time.hour > 7 && time.hour < 19 ? 1 : 0.5
  const small = (k: number, scale: number): number =>
    Math.max(0, scale * work * (0.5 + 0.5 * drift(seed, channel + k, at / 120_000)))
  return {
    combustible: small(10, 1.2) + (which === 0 ? 34 * leak : 0),
    ammonia: small(11, 2) + (which === 1 ? 42 * leak : 0),
    hydrogenSulfide: small(12, 0.3) + (which === 2 ? 17 * leak : 0),
    voc: small(13, 2.4) + (which === 3 ? 55 * leak : 0),
  }
}

/** Fire detectors: warm surfaces, rarely a hot one or a leaking current; smoke once in a great while. */
export const fireModel: Model = (_, channel, { seed, at, weather, light }) => {
  const hot = incident(seed, channel, at, 0.0025)
  const electrical = incident(seed, channel + 40, at, 0.002)
  return {
    temperature:
      weather.temperature + 6 + light.ghi * 0.018 + 4 * drift(seed, channel, at / 600_000) + 95 * hot,
    leakage: 0.02 + 0.012 * drift(seed, channel + 1, at / 300_000) + 0.5 * electrical,
    smoke: hot > 0.97 && hash(seed, channel, 77) < 0.3 ? 1 : 0,
  }
}

/** Cameras: online, now and then without a picture or with an event. */
export const cameraModel: Model = (_, channel, { seed, at, time }) => {
  const blind = incident(seed, channel, at, 0.004) > 0
  const event = incident(seed, channel + 20, at, 0.003) > 0
  const shift = Math.max(0.05, Math.sin((Math.PI * (time.hour - 6)) / 14))
  return {
    state: event ? 2 : blind ? 1 : 0,
    people: Math.round(Math.max(0, 9 * shift * (1 + drift(seed, channel, at / 300_000)))),
  }
}
