import type { Kind } from '../kind.ts'

export const grid = {
  name: { ko: '전력 계통', en: 'Grid', ja: '電力系統', zh: '电网' },
  topic: 'energy',
  shape: 'substation',
  lead: 'power',
  points: {
    power: {
      name: { ko: '조류', en: 'Power flow', ja: '潮流', zh: '潮流功率' },
      unit: 'MW',
      range: [-1_000, 1_000],
      resolution: 0.01,
      every: 5,
    },
    load: {
      name: { ko: '부하율', en: 'Loading', ja: '負荷率', zh: '负载率' },
      unit: '%',
      range: [0, 200],
      resolution: 0.1,
      every: 10,
      limits: { high: 85, highHigh: 100, deadband: 3 },
    },
    voltage: {
      name: { ko: '전압', en: 'Voltage', ja: '電圧', zh: '电压' },
      unit: 'kV',
      range: [0, 400],
      resolution: 0.05,
      every: 10,
    },
    frequency: {
      name: { ko: '주파수', en: 'Frequency', ja: '周波数', zh: '频率' },
      unit: 'Hz',
      range: [55, 65],
      resolution: 0.005,
      every: 5,
      limits: { lowLow: 59.5, low: 59.8, high: 60.2, highHigh: 60.5, deadband: 0.02 },
    },
  },
} as const satisfies Kind
