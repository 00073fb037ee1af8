import type { Body } from '../body.ts'
import { MAST } from '../form.ts'
import type { Kind } from '../kind.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const weather = {
  name: { ko: '기상 관측', en: 'Weather station', ja: '気象観測', zh: '气象站' },
  topic: 'environment',
  layer: 'environment',
  lead: 'temperature',
  points: {
    temperature: {
      name: { ko: '기온', en: 'Air temperature', ja: '気温', zh: '空气温度' },
      unit: '°C',
      range: [-40, 60],
      resolution: 0.1,
      every: 30,
    },
    humidity: {
      name: { ko: '습도', en: 'Relative humidity', ja: '湿度', zh: '相对湿度' },
      unit: '%',
      range: [0, 100],
      resolution: 0.5,
      every: 60,
    },
    windSpeed: {
      name: { ko: '풍속', en: 'Wind speed', ja: '風速', zh: '风速' },
      unit: 'm/s',
      range: [0, 80],
      resolution: 0.1,
      every: 10,
      limits: { high: 14, highHigh: 21, deadband: 2 },
    },
    windDirection: {
      name: { ko: '풍향', en: 'Wind direction', ja: '風向', zh: '风向' },
      unit: '°',
      range: [0, 360],
      resolution: 1,
      every: 10,
    },
    rain: {
      name: { ko: '강수 강도', en: 'Rain rate', ja: '降水強度', zh: '降雨强度' },
      unit: 'mm/h',
      range: [0, 300],
      resolution: 0.1,
      every: 60,
      limits: { high: 30, highHigh: 50, deadband: 5 },
    },
    pressure: {
      name: { ko: '기압', en: 'Pressure', ja: '気圧', zh: '气压' },
      unit: 'hPa',
      range: [850, 1_100],
      resolution: 0.1,
      every: 60,
    },
    irradiance: {
      name: { ko: '전천 일사', en: 'Global horizontal irradiance', ja: '全天日射', zh: '总辐照度' },
      unit: 'W/m²',
      range: [0, 1_500],
      resolution: 1,
      every: 30,
    },
    cloud: {
      name: { ko: '운량', en: 'Cloud cover', ja: '雲量', zh: '云量' },
      unit: '%',
      range: [0, 100],
      resolution: 1,
      every: 60,
    },
  },
  sign: { glyph: 'arrow', size: 22, far: 22, colour: 0xdfe6ea, turn: 'windDirection' },
  tag: {
    text: (value, _, read) => {
      const wind = read('windSpeed')
      return `${value.toFixed(0)}°${Number.isNaN(wind) ? '' : ` ${wind.toFixed(0)}m/s`}`
    },
    colour: 0xdfe6ea,
    weight: () => 3_000,
  },
  form: MAST,
  simulation: { now: weatherNow },
} as const satisfies Kind

/** Weather stations: the weather with their own exposure. */
function weatherNow(_: Body, channel: number, { seed, at, weather, light }: Ambient): Reading {
  return {
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
  }
}
