import type { Body } from '../body.ts'
import type { Kind } from '../kind.ts'
import { onPlane, type PvArray, type PvState, pvFromLight } from '../laws/pvChain.ts'
import { arrayPower } from '../laws/pvFleet.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Day, Reading } from '../simulation/simulation.ts'

export const solar = {
  name: { ko: '태양광', en: 'Solar array', ja: '太陽光', zh: '光伏' },
  topic: 'energy',
  layer: 'energy',
  lead: 'power',
  points: {
    power: {
      name: { ko: '출력', en: 'Output', ja: '出力', zh: '输出功率' },
      unit: 'kW',
      range: [0, 5_000],
      resolution: 0.1,
      every: 5,
    },
    energyToday: {
      name: { ko: '금일 발전량', en: 'Energy today', ja: '本日の発電量', zh: '今日发电量' },
      unit: 'kWh',
      range: [0, 60_000],
      resolution: 0.1,
      every: 60,
    },
    irradiance: {
      name: { ko: '경사면 일사', en: 'Plane-of-array irradiance', ja: '斜面日射', zh: '倾斜面辐照度' },
      unit: 'W/m²',
      range: [0, 1_500],
      resolution: 1,
      every: 30,
    },
    cellTemperature: {
      name: { ko: '모듈 온도', en: 'Cell temperature', ja: 'モジュール温度', zh: '组件温度' },
      unit: '°C',
      range: [-30, 110],
      resolution: 0.1,
      every: 60,
      limits: { high: 80, highHigh: 90, deadband: 2 },
    },
    inverter: {
      name: { ko: '인버터', en: 'Inverter', ja: 'インバーター', zh: '逆变器' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 30,
      states: [
        { ko: '대기', en: 'Standby', ja: '待機', zh: '待机' },
        { ko: '운전', en: 'Running', ja: '運転', zh: '运行中' },
        { ko: '고장', en: 'Fault', ja: '故障', zh: '故障' },
      ],
      alarmStates: { 2: 2 },
    },
  },
  amount: { ramp: 'output', full: ({ rating = 0 }) => (rating > 0 ? rating : Number.NaN) },
  sign: { glyph: 'dot', size: 12, far: 9, farFrom: 100 },
  rows: { of: 'modules' },
  energy: { role: 'source', ownLine: 420 },
  simulation: { now: solarNow, day: solarDay },
} as const satisfies Kind

/** Roof arrays: the PV chain of models/laws with a cloud of their own passing. */
function solarNow(asset: Body, channel: number, ambient: Ambient): Reading {
  const { poa, cell, power } = panelNow(asset, channel, ambient)
  const fault = hash(ambient.seed, channel, Math.floor(ambient.at / 7_200_000)) > 0.9985
  return {
    power: fault ? 0 : power,
    irradiance: poa,
    cellTemperature: cell,
    inverter: fault ? 2 : power > 0.01 ? 1 : 0,
  }
}

/** A roof array of the simulator as the laws see it. */
function solarArray(asset: Body): PvArray {
  return { rated: asset.rating ?? 100, tilt: 12, azimuth: asset.rows?.[0]?.facing ?? asset.heading }
}

/** What clouds of its own and dust leave of the light on an array, about 1. */
function solarClearness(
  channel: number,
  { at, weather, seed }: Pick<Ambient, 'at' | 'weather' | 'seed'>,
): number {
  const patches =
    weather.oktas > 1 && weather.oktas < 7
      ? 0.18 * drift(seed, channel, at / 240_000)
      : 0.02 * drift(seed, channel, at / 600_000)
  return Math.max(0, 1 + patches) * (0.96 + 0.04 * hash(seed, channel))
}

function panelNow(asset: Body, channel: number, ambient: Ambient): PvState {
  const { at, sun, light, weather } = ambient
  const array = solarArray(asset)
  const poa = onPlane(at, sun, light, array) * solarClearness(channel, ambient)
  return pvFromLight(poa, array, { air: weather.temperature, wind: weather.wind })
}

/** Power over a day, all arrays under one sky. */
function solarDay(asset: Body, channel: number, { hours, sky }: Day): ArrayLike<number> {
  const clearness = hours.map(ambient => solarClearness(channel, ambient))
  return arrayPower(sky, solarArray(asset), undefined, clearness)
}
