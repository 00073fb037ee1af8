import type { Instant } from '../units.ts'
import { koreanTime } from './koreanTime.ts'
import { drift } from './noise.ts'

/** Weather over the complex at an instant. */
export interface Weather {
  /** °C */
  readonly temperature: number
  /** % */
  readonly humidity: number
  /** m/s at 10 m. */
  readonly wind: number
  /** Degrees the wind comes from. */
  readonly windFrom: number
  /** mm/h */
  readonly rain: number
  /** hPa */
  readonly pressure: number
  /** Eighths of cloud. */
  readonly oktas: number
}

/** Monthly mean temperature, °C, and rain, mm; an unverified approximation for Changwon 1991–2020 (domain-models.md section 8). */
const TEMPERATURE = [3.1, 5.1, 9.2, 14.2, 18.7, 22.1, 25.6, 26.7, 22.8, 17.4, 11.1, 5.1]
const RAIN = [35, 52, 86, 125, 131, 192, 295, 284, 188, 72, 54, 36]
const HOUR = 3_600_000

/**
 * Seeded weather as a pure function of time: seasons, fronts of two to four days, a daily course, gusts. Cloud and rain are
 * set so that a year has about 1,500 mm, and a fixed array of 1 kWp the 1,200 to 1,400 kWh believed of Changwon.
 */
export function weatherAt(seed: number, at: Instant): Weather {
  const { hour, yearDay } = koreanTime(at)
  const t = at / HOUR
  const month = (yearDay / 365) * 12 - 0.5
  const front = drift(seed, 1, t / 38)
  const monsoon = 0.2 * Math.exp(-(((yearDay - 205) / 38) ** 2))
  const season = 0.03 * Math.sin((2 * Math.PI * (yearDay - 110)) / 365)
  const cloudiness = 0.47 + 0.7 * front + 0.18 * drift(seed, 2, t / 5) + monsoon + season
  const oktas = 8 * clamp(cloudiness, 0, 1)
  const wet = clamp((front - 0.45) * 2.2 + 0.35 * drift(seed, 3, t / 2.5), 0, 1)
  const swing = (4.2 - 0.35 * oktas) * Math.cos((2 * Math.PI * (hour - 14.7)) / 24)
  const temperature = monthly(TEMPERATURE, month) + swing + 3.2 * drift(seed, 4, t / 70) - 1.5 * wet
  const sea = 1.3 * Math.max(0, Math.sin((2 * Math.PI * (hour - 9)) / 24))
  const wind = Math.max(
    0.1,
    1.6 + sea + 1.1 * drift(seed, 5, t / 9) + 0.6 * drift(seed, 6, t * 6) + 3 * Math.max(0, front - 0.5),
  )
  const winter = 0.5 + 0.5 * Math.cos((2 * Math.PI * (yearDay - 15)) / 365)
  const windFrom =
    (((winter * 320 + (1 - winter) * 205 + 45 * drift(seed, 7, t / 12) + 15 * drift(seed, 8, t * 3)) % 360) +
      360) %
    360
  return {
    temperature,
    humidity: clamp(
      62 + 14 * front - 1.6 * swing + 22 * wet + 8 * Math.sin((2 * Math.PI * (yearDay - 110)) / 365),
      15,
      100,
    ),
    wind,
    windFrom,
    rain: oktas > 6 ? wet * monthly(RAIN, month) * 0.0125 : 0,
    pressure: 1015 - 9 * front + 5 * winter + 1.2 * Math.cos((4 * Math.PI * (hour - 9.5)) / 24),
    oktas,
  }
}

/** Monthly values read between the middles of the months. */
function monthly(values: readonly number[], month: number): number {
  const i = Math.floor(month)
  const f = month - i
  return values[(i + 12) % 12]! * (1 - f) + values[(i + 13) % 12]! * f
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
