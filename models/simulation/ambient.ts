import type { Irradiance } from '../laws/clearSky.ts'
import { linkeTurbidity, skyLight } from '../laws/pvChain.ts'
import { type Sun, sunAt } from '../laws/sun.ts'
import type { Instant, LonLat } from '../units.ts'
import { type KoreanTime, koreanTime } from './koreanTime.ts'
import { type Weather, weatherAt } from './weather.ts'

/** What all assets share at an instant. */
export interface Ambient {
  readonly at: Instant
  readonly seed: number
  readonly time: KoreanTime
  readonly weather: Weather
  readonly sun: Sun
  readonly light: Irradiance
}

/** What is so at an instant, for a seed and a place. */
export function ambientAt(seed: number, place: LonLat, at: Instant): Ambient {
  const weather = weatherAt(seed, at)
  const time = koreanTime(at)
  const sun = sunAt(at, place)
  return { at, seed, time, weather, sun, light: skyLight(at, sun, weather.oktas, linkeTurbidity(time.month)) }
}
