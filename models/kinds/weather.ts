import type { Kind } from '../kind.ts'

export const weather = {
  name: { ko: '기상 관측', en: 'Weather station' },
  topic: 'environment',
  shape: 'mast',
  lead: 'temperature',
  points: {
    temperature: {
      name: { ko: '기온', en: 'Air temperature' },
      unit: '°C',
      range: [-40, 60],
      resolution: 0.1,
      every: 30,
    },
    humidity: {
      name: { ko: '습도', en: 'Relative humidity' },
      unit: '%',
      range: [0, 100],
      resolution: 0.5,
      every: 60,
    },
    windSpeed: {
      name: { ko: '풍속', en: 'Wind speed' },
      unit: 'm/s',
      range: [0, 80],
      resolution: 0.1,
      every: 10,
      limits: { high: 14, highHigh: 21, deadband: 2 },
    },
    windDirection: {
      name: { ko: '풍향', en: 'Wind direction' },
      unit: '°',
      range: [0, 360],
      resolution: 1,
      every: 10,
    },
    rain: {
      name: { ko: '강수 강도', en: 'Rain rate' },
      unit: 'mm/h',
      range: [0, 300],
      resolution: 0.1,
      every: 60,
      limits: { high: 30, highHigh: 50, deadband: 5 },
    },
    pressure: {
      name: { ko: '기압', en: 'Pressure' },
      unit: 'hPa',
      range: [850, 1_100],
      resolution: 0.1,
      every: 60,
    },
    irradiance: {
      name: { ko: '전천 일사', en: 'Global horizontal irradiance' },
      unit: 'W/m²',
      range: [0, 1_500],
      resolution: 1,
      every: 30,
    },
    cloud: { name: { ko: '운량', en: 'Cloud cover' }, unit: '%', range: [0, 100], resolution: 1, every: 60 },
  },
} as const satisfies Kind
