import type { Asset } from '../../../models/asset.ts'
import { loadShare, type ShiftPattern } from '../../../models/laws/loadProfile.ts'
import type { Model } from './model.ts'
import type { Moment } from './moment.ts'
import { drift, hash } from './noise.ts'

/** Larger plants work more shifts; the draw is the asset's own. */
export function patternOf(asset: Asset, channel: number): ShiftPattern {
  const draw = hash(7, channel)
  const large = (asset.rating ?? 100) > 2_000
  if (large) return draw < 0.55 ? 'threeShift' : 'twoShift'
  return draw < 0.72 ? 'day' : draw < 0.92 ? 'twoShift' : 'threeShift'
}

/** Demand of a factory in kW: shifts, weekday and temperature of models/laws/loadProfile with a rhythm of its own. */
export function factoryPower(
  asset: Asset,
  channel: number,
  { at, seed, time, weather }: Pick<Moment, 'at' | 'seed' | 'time' | 'weather'>,
): number {
  const share = loadShare(
    patternOf(asset, channel),
    time.hour + 0.4 * (hash(3, channel) - 0.5),
    time.type,
    weather.temperature,
  )
  const own = 1 + 0.06 * drift(seed, channel, at / 900_000) + 0.025 * drift(seed, channel + 1, at / 40_000)
  return Math.max(0, (asset.rating ?? 100) * 0.7 * share * own)
}

/** Factories: demand, and how busy they are; a few stop by a fault now and then. */
export const factoryModel: Model = (asset, channel, moment) => {
  const power = factoryPower(asset, channel, moment)
  const rate = Math.min(100, (100 * power) / ((asset.rating ?? 100) * 0.7))
  const fault = hash(moment.seed, channel + 2, Math.floor(moment.at / 3_600_000)) > 0.9994
  return {
    power: fault ? power * 0.4 : power,
    rate: fault ? rate * 0.4 : rate,
    operation: fault ? 3 : rate > 45 ? 2 : rate > 32 ? 1 : 0,
  }
}

/** Machines of the demo and smart factories: cycles of cutting and loading while the shift runs. */
export const machineModel: Model = (asset, channel, { at, seed, time }) => {
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
