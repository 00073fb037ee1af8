import type { Body } from '../body.ts'
import type { Kind } from '../kind.ts'
import { loadShare, type ShiftPattern } from '../laws/loadProfile.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import { eachHour, type Reading } from '../simulation/simulation.ts'

/** Largest share of its rating that a factory draws. */
const PEAK = 0.7

export const factory = {
  name: { ko: '공장', en: 'Factory', ja: '工場', zh: '工厂' },
  topic: 'factory',
  layer: 'energy',
  lead: 'power',
  points: {
    power: {
      name: { ko: '사용 전력', en: 'Power demand', ja: '使用電力', zh: '用电功率' },
      unit: 'kW',
      range: [0, 200_000],
      resolution: 0.5,
      every: 5,
    },
    energyToday: {
      name: { ko: '금일 사용량', en: 'Energy today', ja: '本日の使用量', zh: '今日用电量' },
      unit: 'kWh',
      range: [0, 5_000_000],
      resolution: 1,
      every: 60,
    },
    operation: {
      name: { ko: '가동 상태', en: 'Operation', ja: '稼働状態', zh: '运行状态' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 30,
      states: [
        { ko: '휴무', en: 'Closed', ja: '休業', zh: '停业' },
        { ko: '대기', en: 'Idle', ja: '待機', zh: '待机' },
        { ko: '가동', en: 'Running', ja: '稼働', zh: '运行' },
        { ko: '정지(이상)', en: 'Stopped by fault', ja: '停止(異常)', zh: '停机(异常)' },
      ],
      alarmStates: { 3: 2 },
    },
    rate: {
      name: { ko: '가동률', en: 'Utilisation', ja: '稼働率', zh: '开工率' },
      unit: '%',
      range: [0, 100],
      resolution: 0.1,
      every: 30,
    },
  },
  amount: { ramp: 'demand', full: ({ rating = 100 }) => Math.max(20, rating) * 0.8 },
  paint: { unknown: 0.35 },
  energy: { role: 'plant', peak: PEAK, ownLine: 1_100 },
  restricted: 'defence',
  simulation: { now: factoryNow, day: eachHour(factoryPower) },
} as const satisfies Kind

/** Factories: demand, and how busy they are; a few stop by a fault now and then. */
function factoryNow(asset: Body, channel: number, ambient: Ambient): Reading {
  const power = factoryPower(asset, channel, ambient)
  const rate = Math.min(100, (100 * power) / ((asset.rating ?? 100) * PEAK))
  const fault = hash(ambient.seed, channel + 2, Math.floor(ambient.at / 3_600_000)) > 0.9994
  return {
    power: fault ? power * 0.4 : power,
    rate: fault ? rate * 0.4 : rate,
    operation: fault ? 3 : rate > 45 ? 2 : rate > 32 ? 1 : 0,
  }
}

/** Larger plants work more shifts; the draw is the asset's own. */
export function patternOf(asset: Body, channel: number): ShiftPattern {
  const draw = hash(7, channel)
  const large = (asset.rating ?? 100) > 2_000
  if (large) return draw < 0.55 ? 'threeShift' : 'twoShift'
  return draw < 0.72 ? 'day' : draw < 0.92 ? 'twoShift' : 'threeShift'
}

/** Demand of a factory in kW: shifts, weekday and temperature of models/laws/loadProfile with a rhythm of its own. */
function factoryPower(
  asset: Body,
  channel: number,
  { at, seed, time, weather }: Pick<Ambient, 'at' | 'seed' | 'time' | 'weather'>,
): number {
  const share = loadShare(
    patternOf(asset, channel),
    time.hour + 0.4 * (hash(3, channel) - 0.5),
    time.type,
    weather.temperature,
  )
  const own = 1 + 0.06 * drift(seed, channel, at / 900_000) + 0.025 * drift(seed, channel + 1, at / 40_000)
  return Math.max(0, (asset.rating ?? 100) * PEAK * share * own)
}
