import type { Kind } from '../kind.ts'

export const fuelCell = {
  name: { ko: '연료전지', en: 'Fuel cell', ja: '燃料電池', zh: '燃料电池' },
  topic: 'energy',
  shape: 'cabinet',
  lead: 'power',
  points: {
    power: {
      name: { ko: '출력', en: 'Output', ja: '出力', zh: '输出功率' },
      unit: 'kW',
      range: [0, 30_000],
      resolution: 0.5,
      every: 5,
    },
    energyToday: {
      name: { ko: '금일 발전량', en: 'Energy today', ja: '本日の発電量', zh: '今日发电量' },
      unit: 'kWh',
      range: [0, 800_000],
      resolution: 1,
      every: 60,
    },
    heat: {
      name: { ko: '열 출력', en: 'Heat output', ja: '熱出力', zh: '热输出' },
      unit: 'kW',
      range: [0, 30_000],
      resolution: 0.5,
      every: 30,
    },
    stackTemperature: {
      name: { ko: '스택 온도', en: 'Stack temperature', ja: 'スタック温度', zh: '电堆温度' },
      unit: '°C',
      range: [0, 1_000],
      resolution: 0.5,
      every: 30,
      limits: { low: 55, high: 85, highHigh: 92, deadband: 1 },
    },
  },
} as const satisfies Kind
