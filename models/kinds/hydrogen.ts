import type { Kind } from '../kind.ts'

export const hydrogen = {
  name: { ko: '수소 설비', en: 'Hydrogen facility', ja: '水素設備', zh: '氢能设施' },
  topic: 'energy',
  shape: 'sphere',
  lead: 'flow',
  points: {
    flow: {
      name: { ko: '수소 유량', en: 'Hydrogen flow', ja: '水素流量', zh: '氢气流量' },
      unit: 'kg/h',
      range: [0, 1_000],
      resolution: 0.1,
      every: 5,
    },
    stored: {
      name: { ko: '저장량', en: 'Stored', ja: '貯蔵量', zh: '储量' },
      unit: 'kg',
      range: [0, 50_000],
      resolution: 1,
      every: 60,
    },
    pressure: {
      name: { ko: '저장 압력', en: 'Storage pressure', ja: '貯蔵圧力', zh: '储氢压力' },
      unit: 'bar',
      range: [0, 1_000],
      resolution: 0.5,
      every: 10,
      limits: { high: 900, highHigh: 940, deadband: 5 },
    },
    leak: {
      name: { ko: '누출 농도', en: 'Leak concentration', ja: '漏えい濃度', zh: '泄漏浓度' },
      unit: '%LEL',
      range: [0, 100],
      resolution: 0.1,
      every: 5,
      limits: { high: 10, highHigh: 25, deadband: 2 },
    },
  },
} as const satisfies Kind
