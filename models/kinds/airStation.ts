import type { Kind } from '../kind.ts'

export const airStation = {
  name: { ko: '대기 측정소', en: 'Air-quality station' },
  topic: 'environment',
  shape: 'station',
  lead: 'pm25',
  points: {
    pm10: {
      name: { ko: '미세먼지', en: 'PM10' },
      unit: 'µg/m³',
      range: [0, 2_000],
      resolution: 0.1,
      every: 300,
      limits: { high: 150, highHigh: 300, deadband: 10 },
    },
    pm25: {
      name: { ko: '초미세먼지', en: 'PM2.5' },
      unit: 'µg/m³',
      range: [0, 1_000],
      resolution: 0.1,
      every: 300,
      limits: { high: 75, highHigh: 150, deadband: 5 },
    },
    o3: {
      name: { ko: '오존', en: 'Ozone' },
      unit: 'ppm',
      range: [0, 1],
      resolution: 0.0001,
      every: 300,
      limits: { high: 0.12, highHigh: 0.3, deadband: 0.01 },
    },
    no2: {
      name: { ko: '이산화질소', en: 'Nitrogen dioxide' },
      unit: 'ppm',
      range: [0, 3],
      resolution: 0.0001,
      every: 300,
      limits: { high: 0.2, deadband: 0.01 },
    },
    co: {
      name: { ko: '일산화탄소', en: 'Carbon monoxide' },
      unit: 'ppm',
      range: [0, 100],
      resolution: 0.01,
      every: 300,
      limits: { high: 15, deadband: 1 },
    },
    so2: {
      name: { ko: '아황산가스', en: 'Sulfur dioxide' },
      unit: 'ppm',
      range: [0, 3],
      resolution: 0.0001,
      every: 300,
      limits: { high: 0.15, deadband: 0.01 },
    },
  },
} as const satisfies Kind
