import type { Kind } from '../kind.ts'

export const gasSensor = {
  name: { ko: '가스 감지기', en: 'Gas detector' },
  topic: 'control',
  shape: 'sensor',
  lead: 'combustible',
  points: {
    combustible: {
      name: { ko: '가연성 가스', en: 'Combustible gas' },
      unit: '%LEL',
      range: [0, 100],
      resolution: 0.1,
      every: 5,
      limits: { high: 10, highHigh: 25, deadband: 2 },
    },
    ammonia: {
      name: { ko: '암모니아', en: 'Ammonia' },
      unit: 'ppm',
      range: [0, 500],
      resolution: 0.1,
      every: 10,
      limits: { high: 25, highHigh: 35, deadband: 3 },
    },
    hydrogenSulfide: {
      name: { ko: '황화수소', en: 'Hydrogen sulfide' },
      unit: 'ppm',
      range: [0, 200],
      resolution: 0.01,
      every: 10,
      limits: { high: 10, highHigh: 15, deadband: 1 },
    },
    voc: {
      name: { ko: '휘발성 유기화합물', en: 'Volatile organic compounds' },
      unit: 'ppm',
      range: [0, 500],
      resolution: 0.01,
      every: 10,
      limits: { high: 30, highHigh: 60, deadband: 3 },
    },
  },
} as const satisfies Kind
