import type { Kind } from '../kind.ts'

export const battery = {
  name: { ko: '에너지저장장치', en: 'Battery storage' },
  topic: 'energy',
  shape: 'containers',
  lead: 'charge',
  points: {
    charge: {
      name: { ko: '충전율', en: 'State of charge' },
      unit: '%',
      range: [0, 100],
      resolution: 0.1,
      every: 10,
      limits: { lowLow: 5, low: 10, deadband: 2 },
    },
    power: {
      name: { ko: '방전 출력(+)', en: 'Discharge power (+)' },
      unit: 'kW',
      range: [-20_000, 20_000],
      resolution: 0.5,
      every: 5,
    },
    temperature: {
      name: { ko: '셀 최고 온도', en: 'Highest cell temperature' },
      unit: '°C',
      range: [-30, 150],
      resolution: 0.1,
      every: 30,
      limits: { high: 45, highHigh: 55, deadband: 2 },
    },
  },
} as const satisfies Kind
