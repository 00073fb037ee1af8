import type { Kind } from '../kind.ts'

export const battery = {
  name: { ko: '에너지저장장치', en: 'Battery storage', ja: '蓄電システム', zh: '储能系统' },
  topic: 'energy',
  shape: 'containers',
  lead: 'charge',
  rating: { name: { ko: '저장 용량', en: 'Capacity', ja: '蓄電容量', zh: '储能容量' }, unit: 'kWh' },
  points: {
    charge: {
      name: { ko: '충전율', en: 'State of charge', ja: '充電率', zh: '荷电状态' },
      unit: '%',
      range: [0, 100],
      resolution: 0.1,
      every: 10,
      limits: { lowLow: 5, low: 10, deadband: 2 },
    },
    power: {
      name: { ko: '방전 출력(+)', en: 'Discharge power (+)', ja: '放電出力(+)', zh: '放电功率(+)' },
      unit: 'kW',
      range: [-20_000, 20_000],
      resolution: 0.5,
      every: 5,
    },
    temperature: {
      name: { ko: '셀 최고 온도', en: 'Highest cell temperature', ja: 'セル最高温度', zh: '电芯最高温度' },
      unit: '°C',
      range: [-30, 150],
      resolution: 0.1,
      every: 30,
      limits: { high: 45, highHigh: 55, deadband: 2 },
    },
  },
} as const satisfies Kind
