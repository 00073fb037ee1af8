import type { Irradiance } from '../../../models/laws/clearSky.ts'
import { linkeTurbidity, skyLight } from '../../../models/laws/pvChain.ts'
import { type Sun, sunAt } from '../../../models/laws/sun.ts'
import type { Instant, LonLat } from '../../../models/units.ts'
import { type KoreanTime, koreanTime } from './koreanTime.ts'
import { type Weather, weatherAt } from './weather.ts'

/** What all assets share at an instant. */
export interface Moment {
  readonly at: Instant
  readonly seed: number
  readonly time: KoreanTime
  readonly weather: Weather
  readonly sun: Sun
  readonly light: Irradiance
}

/** The moment at an instant, for a seed and a place. */
export function momentAt(seed: number, place: LonLat, at: Instant): Moment {
  const weather = weatherAt(seed, at)
  const time = koreanTime(at)
  const sun = sunAt(at, place)
  return { at, seed, time, weather, sun, light: skyLight(at, sun, weather.oktas, linkeTurbidity(time.month)) }
}
