import type { Kind } from '../kind.ts'

export const hydrogen = {
  name: { ko: '수소 설비', en: 'Hydrogen facility' },
  topic: 'energy',
  shape: 'sphere',
  lead: 'flow',
  points: {
    flow: {
      name: { ko: '수소 유량', en: 'Hydrogen flow' },
      unit: 'kg/h',
      range: [0, 1_000],
      resolution: 0.1,
      every: 5,
    },
    stored: {
      name: { ko: '저장량', en: 'Stored' },
      unit: 'kg',
      range: [0, 50_000],
      resolution: 1,
      every: 60,
    },
    pressure: {
      name: { ko: '저장 압력', en: 'Storage pressure' },
      unit: 'bar',
      range: [0, 1_000],
      resolution: 0.5,
      every: 10,
      limits: { high: 900, highHigh: 940, deadband: 5 },
    },
    leak: {
      name: { ko: '누출 농도', en: 'Leak concentration' },
      unit: '%LEL',
      range: [0, 100],
      resolution: 0.1,
      every: 5,
      limits: { high: 10, highHigh: 25, deadband: 2 },
    },
  },
} as const satisfies Kind
