import type { Kind } from '../kind.ts'

export const gasSensor = {
  name: { ko: '가스 감지기', en: 'Gas detector', ja: 'ガス検知器', zh: '气体探测器' },
  topic: 'control',
  shape: 'sensor',
  lead: 'combustible',
  points: {
    combustible: {
      name: { ko: '가연성 가스', en: 'Combustible gas', ja: '可燃性ガス', zh: '可燃气体' },
      unit: '%LEL',
      range: [0, 100],
      resolution: 0.1,
      every: 5,
      limits: { high: 10, highHigh: 25, deadband: 2 },
    },
    ammonia: {
      name: { ko: '암모니아', en: 'Ammonia', ja: 'アンモニア', zh: '氨气' },
      unit: 'ppm',
      range: [0, 500],
      resolution: 0.1,
      every: 10,
      limits: { high: 25, highHigh: 35, deadband: 3 },
    },
    hydrogenSulfide: {
      name: { ko: '황화수소', en: 'Hydrogen sulfide', ja: '硫化水素', zh: '硫化氢' },
      unit: 'ppm',
      range: [0, 200],
      resolution: 0.01,
      every: 10,
      limits: { high: 10, highHigh: 15, deadband: 1 },
    },
    voc: {
      name: {
        ko: '휘발성 유기화합물',
        en: 'Volatile organic compounds',
        ja: '揮発性有機化合物',
        zh: '挥发性有机物',
      },
      unit: 'ppm',
      range: [0, 500],
      resolution: 0.01,
      every: 10,
      limits: { high: 30, highHigh: 60, deadband: 3 },
    },
  },
} as const satisfies Kind
