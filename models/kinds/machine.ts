import type { Body } from '../body.ts'
import { box } from '../form.ts'
import type { Kind } from '../kind.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const machine = {
  name: { ko: '생산 설비', en: 'Production machine', ja: '生産設備', zh: '生产设备' },
  topic: 'factory',
  layer: 'control',
  lead: 'state',
  rating: {
    name: { ko: '정격 전력', en: 'Rated power', ja: '定格電力', zh: '额定功率' },
    unit: 'kW',
    point: 'power',
  },
  points: {
    state: {
      name: { ko: '상태', en: 'State', ja: '状態', zh: '状态' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 10,
      states: [
        { ko: '꺼짐', en: 'Off', ja: '電源オフ', zh: '关机' },
        { ko: '대기', en: 'Idle', ja: '待機', zh: '待机' },
        { ko: '가공', en: 'Producing', ja: '加工', zh: '加工中' },
        { ko: '고장', en: 'Fault', ja: '故障', zh: '故障' },
      ],
      alarmStates: { 3: 1 },
    },
    power: {
      name: { ko: '전력', en: 'Power', ja: '電力', zh: '功率' },
      unit: 'kW',
      range: [0, 2_000],
      resolution: 0.1,
      every: 10,
    },
    load: {
      name: { ko: '스핀들 부하', en: 'Spindle load', ja: '主軸負荷', zh: '主轴负载' },
      unit: '%',
      range: [0, 200],
      resolution: 0.5,
      every: 10,
      limits: { high: 120, highHigh: 150, deadband: 5 },
    },
    output: {
      name: { ko: '생산량', en: 'Output', ja: '生産量', zh: '产量' },
      unit: 'pcs/h',
      range: [0, 10_000],
      resolution: 0.5,
      every: 30,
    },
  },
  sign: { glyph: 'ring', size: 8, far: 0, colour: 0xcfd6dc, whenOn: true },
  form: {
    solids: [
      box([2.6, 2.1, 1.9], 0xd7dcdf, [0, 1.05, 0]),
      box([1.2, 1.2, 0.1], 0x2f3a42, [-0.3, 1.3, -0.96]),
      box([0.5, 0.8, 0.2], 0x2d6ea3, [1, 1.5, -1]),
    ],
  },
  restricted: 'defence',
  simulation: { now: machineNow },
} as const satisfies Kind

/** Machines of the demo and smart factories: cycles of cutting and loading while the shift runs. */
function machineNow(asset: Body, channel: number, { at, seed, time }: Ambient): Reading {
  const shift = time.type !== 'sunday_or_holiday' && time.hour >= 8 && time.hour < 20
  const cycle = 90_000 + 120_000 * hash(5, channel)
  const phase = (at / cycle + hash(6, channel)) % 1
  const fault = hash(seed, channel, Math.floor(at / 1_800_000)) > 0.9975
  const cutting = shift && !fault && phase < 0.78
  const rated = asset.rating ?? 30
  const load = cutting ? 55 + 25 * Math.sin(phase * 22) + 8 * drift(seed, channel, at / 9_000) : 0
  return {
    state: fault ? 3 : cutting ? 2 : shift ? 1 : 0,
    power: cutting ? rated * (0.25 + load / 160) : shift ? rated * 0.12 : rated * 0.03,
    load,
    output: shift && !fault ? (3_600_000 / cycle) * 0.95 : 0,
  }
}
