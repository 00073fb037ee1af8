import type { Body } from '../body.ts'
import { box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import { rationale } from '../rationale.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Carried, Reading } from '../simulation/simulation.ts'

export const grid = {
  name: { ko: '전력 계통', en: 'Grid', ja: '電力系統', zh: '电网' },
  topic: 'energy',
  layer: 'energy',
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
      rationale: rationale(
        ['선로·변압기 과부하', 'Overloaded line or transformer', '線路・変圧器の過負荷', '线路或变压器过载'],
        [
          '보호 계전기 동작, 정전',
          'Protection trips, supply is lost',
          '保護継電器の動作、停電',
          '继电保护动作，停电',
        ],
        ['부하 절체', 'Move load to another feeder', '負荷の切替', '负荷转供'],
        10,
      ),
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
      rationale: rationale(
        ['수급 불균형', 'Supply and demand out of balance', '需給の不均衡', '供需失衡'],
        ['부하 차단', 'Load shedding', '負荷遮断', '切负荷'],
        [
          '전력거래소 지시 확인',
          'Look at the instruction of the power exchange',
          '電力取引所の指示を確認',
          '确认电力交易所指令',
        ],
        1,
      ),
    },
  },
  sign: { glyph: 'square', size: 11, far: 11, colour: 0xd6dde3 },
  path: 'flow',
  form: {
    solids: [
      ...[-7, 0, 7].flatMap(x => [
        box([3.6, 3.4, 5], 0x8d979d, [x, 1.7, 0]),
        rod(0.3, 2.2, 0xb5673b, [x - 1, 4.4, 0]),
        rod(0.3, 2.2, 0xb5673b, [x + 1, 4.4, 0]),
      ]),
      box([24, 0.4, 0.4], 0xaab2b7, [0, 9, -6]),
      ...[-12, 0, 12].map(x => rod(0.25, 9, 0xaab2b7, [x, 4.5, -6])),
    ],
  },
  energy: { role: 'carrier' },
  simulation: { now: gridNow },
} as const satisfies Kind

/** Lines and stations: what they carry, how full that makes them, and the voltage it leaves. */
function gridNow(asset: Body, channel: number, { at, seed }: Ambient, { power, capacity }: Carried): Reading {
  const nominal = asset.path ? 22.9 : 154
  const load = (100 * Math.abs(power)) / capacity
  return {
    power: Math.max(-999, Math.min(999, power)),
    load: Math.min(190, load),
    voltage: nominal * (1.006 - 0.00014 * load + 0.002 * drift(seed, channel, at / 600_000)),
    frequency:
      60 +
      0.025 * drift(seed, 4711, at / 30_000) +
      0.006 * drift(seed, 4712, at / 4_000) +
      0.0005 * hash(seed, channel),
  }
}
