import type { Kind } from '../kind.ts'

export const noiseMeter = {
  name: { ko: '소음 측정기', en: 'Noise meter', ja: '騒音計', zh: '噪声监测仪' },
  topic: 'environment',
  shape: 'mast',
  lead: 'level',
  points: {
    level: {
      name: { ko: '등가 소음도', en: 'Equivalent level', ja: '等価騒音レベル', zh: '等效声级' },
      unit: 'dB(A)',
      range: [20, 140],
      resolution: 0.1,
      every: 10,
      limits: { high: 75, highHigh: 85, deadband: 2 },
    },
  },
} as const satisfies Kind
