import type { Model } from './model.ts'
import { drift, hash } from './noise.ts'

/** Hourly course over the mean, 0 to 23 h, from the city's hourly means of 31 August to 24 September 2024 (air_quality_hourly_changwon_2024.csv; midnight is missing there and read between its neighbours). */
const COURSE = {
  pm10: [
    0.94, 0.95, 0.94, 0.93, 0.93, 0.92, 0.95, 0.98, 1.05, 1.05, 1.04, 1.02, 1.06, 1.03, 1.08, 1.11, 1.04,
    1.04, 1.01, 0.98, 1, 0.99, 0.96, 0.94,
  ],
  pm25: [
    0.99, 0.98, 0.96, 0.99, 0.98, 0.95, 0.97, 1.02, 1.03, 1.02, 0.99, 1, 1.04, 1.05, 1.07, 1.05, 0.96, 0.96,
    0.98, 0.99, 1.01, 1.01, 1.01, 0.99,
  ],
  o3: [
    0.77, 0.72, 0.69, 0.65, 0.64, 0.59, 0.53, 0.46, 0.51, 0.69, 0.91, 1.14, 1.37, 1.57, 1.65, 1.63, 1.56,
    1.46, 1.33, 1.18, 1.07, 0.98, 0.88, 0.81,
  ],
  no2: [
    1.02, 0.99, 0.94, 0.93, 0.88, 0.92, 1.06, 1.24, 1.25, 1.13, 1.04, 1, 0.96, 0.89, 0.9, 0.84, 0.81, 0.84,
    0.94, 1.09, 1.11, 1.08, 1.08, 1.06,
  ],
  co: [
    0.99, 0.98, 0.97, 0.98, 1, 0.99, 1.03, 1.1, 1.15, 1.13, 1.06, 1.03, 0.98, 0.97, 0.97, 0.93, 0.92, 0.91,
    0.95, 0.98, 1.01, 0.99, 0.98, 1,
  ],
  so2: [
    0.98, 0.97, 0.96, 0.95, 0.95, 0.94, 0.94, 0.96, 0.96, 1.02, 1.04, 1.05, 1.06, 1.07, 1.05, 1.05, 1.03,
    1.04, 1, 0.99, 0.99, 0.99, 1, 0.98,
  ],
} as const
/** Means of the same file, µg/m³ and ppm. */
const MEAN = { pm10: 18.6, pm25: 10.8, o3: 0.0319, no2: 0.0104, co: 0.261, so2: 0.0029 } as const

/** Air stations: the measured daily course, higher in winter and spring, washed by rain. */
export const airModel: Model = (_, channel, moment) => {
  const { seed, at, time, weather } = moment
  const season = 1.35 + 0.45 * Math.cos((2 * Math.PI * (time.yearDay - 60)) / 365)
  const washed = 1 - 0.35 * Math.min(1, weather.rain / 4)
  // Stations drift apart over days, not over hours: within a day the measured course is what shows.
  const own =
    1 + 0.22 * drift(seed, channel, at / 216_000_000) + 0.04 * drift(seed, channel + 1, at / 900_000)
  const level = (name: keyof typeof COURSE, dust: number): number =>
    MEAN[name] * course(COURSE[name], time.hour) * own * (1 + dust * (season * washed - 1))
  return {
    pm10: level('pm10', 1),
    pm25: level('pm25', 1),
    o3: level('o3', 0),
    no2: level('no2', 0.3),
    co: level('co', 0.2),
    so2: level('so2', 0),
  }
}

/** Weather stations: the weather with their own exposure. */
export const weatherModel: Model = (_, channel, { seed, at, weather, light }) => ({
  temperature: weather.temperature + 0.6 * drift(seed, channel, at / 3_600_000),
  humidity: Math.min(100, weather.humidity + 2 * drift(seed, channel + 1, at / 1_800_000)),
  windSpeed: Math.max(
    0,
    weather.wind * (0.8 + 0.4 * hash(seed, channel)) + 0.5 * drift(seed, channel + 2, at / 20_000),
  ),
  windDirection: (weather.windFrom + 14 * drift(seed, channel + 3, at / 60_000) + 360) % 360,
  rain: weather.rain * (0.9 + 0.2 * hash(seed, channel)),
  pressure: weather.pressure,
  irradiance: Math.max(0, light.ghi * (1 + 0.05 * drift(seed, channel + 4, at / 300_000))),
  cloud: (100 * weather.oktas) / 8,
})

/** Noise meters: traffic and plants by day, calmer nights. */
export const noiseModel: Model = (_, channel, { seed, at, time }) => {
  const busy = time.type === 'sunday_or_holiday' ? 0.5 : 1
  const day = Math.max(0, Math.sin((Math.PI * (time.hour - 5)) / 17)) * busy
  return {
    level:
      48 +
      5 * hash(seed, channel) +
      11 * day +
      2.5 * drift(seed, channel, at / 60_000) +
      1.5 * drift(seed, channel + 1, at / 10_000),
  }
}

function course(values: readonly number[], hour: number): number {
  const i = Math.floor(hour) % 24
  const f = hour - Math.floor(hour)
  return values[i]! * (1 - f) + values[(i + 1) % 24]! * f
}
