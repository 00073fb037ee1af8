import type { Body } from '../body.ts'
import { box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import { FUEL_CELLS, fuelCellFlow } from '../laws/fuelCell.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift } from '../simulation/noise.ts'
import { eachHour, type Reading } from '../simulation/simulation.ts'

export const fuelCell = {
  name: { ko: '연료전지', en: 'Fuel cell', ja: '燃料電池', zh: '燃料电池' },
  topic: 'energy',
  layer: 'energy',
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
  amount: { ramp: 'output', full: ({ rating = 0 }) => (rating > 0 ? rating : Number.NaN) },
  sign: { glyph: 'dot', size: 12, far: 9, farFrom: 100 },
  form: {
    solids: [
      box([7, 3.2, 2.6], 0xdfe3e4, [0, 1.6, 0]),
      box([7.1, 0.4, 2.7], 0x2f6f57, [0, 3.4, 0]),
      rod(0.35, 1.6, 0x9aa2a8, [2.4, 4.2, 0]),
      rod(0.35, 1.6, 0x9aa2a8, [-2.4, 4.2, 0]),
    ],
  },
  energy: { role: 'source', ownLine: 0 },
  simulation: { now: fuelCellNow, day: eachHour(fuelCellPower) },
} as const satisfies Kind

/** Fuel cells run flat near their rating. */
function fuelCellNow(asset: Body, channel: number, { at, seed }: Ambient): Reading {
  const power = fuelCellPower(asset, channel, { at, seed })
  return {
    power,
    heat: fuelCellFlow(power, FUEL_CELLS.pafc.electrical, FUEL_CELLS.pafc.total).heat,
    stackTemperature: 74 + 3 * drift(seed, channel, at / 1_800_000),
  }
}

/** Power of a fuel cell in kW. */
function fuelCellPower(asset: Body, channel: number, { at, seed }: Pick<Ambient, 'at' | 'seed'>): number {
  return (asset.rating ?? 440) * (0.9 + 0.03 * drift(seed, channel, at / 3_600_000))
}
