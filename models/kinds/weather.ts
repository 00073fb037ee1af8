import type { Kind } from '../kind.ts'

export const weather = {
  name: { ko: '기상 관측', en: 'Weather station', ja: '気象観測', zh: '气象站' },
  topic: 'environment',
  shape: 'mast',
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
} as const satisfies Kind
