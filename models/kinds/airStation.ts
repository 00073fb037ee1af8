import type { Kind } from '../kind.ts'

export const airStation = {
  name: { ko: '대기 측정소', en: 'Air-quality station', ja: '大気測定所', zh: '空气监测站' },
  topic: 'environment',
  shape: 'station',
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
} as const satisfies Kind
