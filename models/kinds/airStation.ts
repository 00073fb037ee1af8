import type { Body } from '../body.ts'
import { box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const airStation = {
  name: { ko: '대기 측정소', en: 'Air-quality station', ja: '大気測定所', zh: '空气监测站' },
  topic: 'environment',
  layer: 'environment',
  lead: 'pm25',
  points: {
    pm10: {
      name: { ko: '미세먼지', en: 'PM10', ja: '粒子状物質 PM10', zh: '可吸入颗粒物 PM10' },
      unit: 'µg/m³',
      range: [0, 2_000],
      resolution: 0.1,
      every: 300,
      limits: { high: 150, highHigh: 300, deadband: 10 },
    },
    pm25: {
      name: { ko: '초미세먼지', en: 'PM2.5', ja: '微小粒子状物質 PM2.5', zh: '细颗粒物 PM2.5' },
      unit: 'µg/m³',
      range: [0, 1_000],
      resolution: 0.1,
      every: 300,
      limits: { high: 75, highHigh: 150, deadband: 5 },
    },
    o3: {
      name: { ko: '오존', en: 'Ozone', ja: 'オゾン', zh: '臭氧' },
      unit: 'ppm',
      range: [0, 1],
      resolution: 0.0001,
      every: 300,
      limits: { high: 0.12, highHigh: 0.3, deadband: 0.01 },
    },
    no2: {
      name: { ko: '이산화질소', en: 'Nitrogen dioxide', ja: '二酸化窒素', zh: '二氧化氮' },
      unit: 'ppm',
      range: [0, 3],
      resolution: 0.0001,
      every: 300,
      limits: { high: 0.2, deadband: 0.01 },
    },
    co: {
      name: { ko: '일산화탄소', en: 'Carbon monoxide', ja: '一酸化炭素', zh: '一氧化碳' },
      unit: 'ppm',
      range: [0, 100],
      resolution: 0.01,
      every: 300,
      limits: { high: 15, deadband: 1 },
    },
    so2: {
      name: { ko: '아황산가스', en: 'Sulfur dioxide', ja: '二酸化硫黄', zh: '二氧化硫' },
      unit: 'ppm',
      range: [0, 3],
      resolution: 0.0001,
      every: 300,
      limits: { high: 0.15, deadband: 0.01 },
    },
  },
  amount: { ramp: 'air', full: () => 1 },
  sign: { glyph: 'dot', size: 18, far: 18 },
  tag: { text: value => `${Math.round(value)}`, weight: () => 2_000 },
  form: {
    solids: [
      box([3.4, 2.7, 3], 0xeef1f2, [0, 1.35, 0]),
      box([3.6, 0.2, 3.2], 0x6d7c86, [0, 2.8, 0]),
      rod(0.1, 3.4, 0xb9c1c7, [0.8, 4.5, 0]),
      rod(0.5, 0.5, 0xdfe4e7, [0.8, 6.2, 0], { sides: 10 }),
    ],
  },
  simulation: { now: airNow },
} as const satisfies Kind

/** Air stations: the measured daily course, higher in winter and spring, washed by rain. */
function airNow(_: Body, channel: number, ambient: Ambient): Reading {
  const { seed, at, time, weather } = ambient
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

function course(values: readonly number[], hour: number): number {
  const i = Math.floor(hour) % 24
  const f = hour - Math.floor(hour)
  return values[i]! * (1 - f) + values[(i + 1) % 24]! * f
}
