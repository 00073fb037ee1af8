import type { Body } from '../body.ts'
import { box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { bell } from '../simulation/bell.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const charger = {
  name: { ko: '전기차 충전기', en: 'EV charger', ja: 'EV充電器', zh: '电动汽车充电桩' },
  topic: 'energy',
  layer: 'energy',
  lead: 'power',
  points: {
    power: {
      name: { ko: '충전 전력', en: 'Charging power', ja: '充電電力', zh: '充电功率' },
      unit: 'kW',
      range: [0, 2_000],
      resolution: 0.1,
      every: 5,
    },
    connector: {
      name: { ko: '커넥터', en: 'Connector', ja: 'コネクター', zh: '充电枪' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 30,
      perPart: true,
      states: [
        { ko: '사용 가능', en: 'Available', ja: '利用可', zh: '可用' },
        { ko: '충전 중', en: 'Charging', ja: '充電中', zh: '充电中' },
        { ko: '점검', en: 'Out of service', ja: '点検', zh: '检修' },
        { ko: '고장', en: 'Fault', ja: '故障', zh: '故障' },
      ],
      alarmStates: { 3: 1 },
    },
  },
  sign: { glyph: 'ring', size: 8, far: 0, colour: 0xcfd6dc, whenOn: true },
  form: {
    solids: [
      box([0.8, 1.9, 0.5], 0xf4f6f7, [0, 0.95, 0]),
      box([0.6, 0.5, 0.52], 0x2b8fd0, [0, 1.5, 0]),
      box([3.2, 0.12, 2.6], 0xcfd6da, [0, 2.9, -0.8]),
      rod(0.08, 2.9, 0x9aa2a8, [1.4, 1.45, -0.8]),
      rod(0.08, 2.9, 0x9aa2a8, [-1.4, 1.45, -0.8]),
    ],
  },
  energy: { role: 'charging' },
  simulation: { now: chargerNow },
} as const satisfies Kind

/** Chargers: connectors taken more by day; power follows. */
function chargerNow(asset: Body, channel: number, { at, seed, time }: Ambient): Reading {
  const parts = asset.parts ?? 2
  const busy = 0.12 + 0.4 * bell(time.hour, 13, 3.5) + 0.25 * bell(time.hour, 19, 2)
  const connector = Array.from({ length: parts }, (_, k) => {
    if (hash(seed, channel + k, Math.floor(at / 86_400_000)) > 0.992) return 2
    return hash(seed, channel + k, Math.floor(at / 2_400_000)) < busy ? 1 : 0
  })
  const each = (asset.rating ?? 100) / parts
  return {
    connector,
    power: connector.filter(c => c === 1).length * each * (0.7 + 0.1 * drift(seed, channel, at / 120_000)),
  }
}
