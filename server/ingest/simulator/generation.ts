import type { Asset } from '../../../models/asset.ts'
import { onPlane, pvFromLight } from '../../../models/laws/pvChain.ts'
import { cubicPower, hellman } from '../../../models/laws/wind.ts'
import type { Model } from './model.ts'
import type { Moment } from './moment.ts'
import { drift, hash } from './noise.ts'

/** Roof arrays: the PV chain of models/laws with a cloud of their own passing. */
export const solarModel: Model = (asset, channel, moment) => {
  const { poa, cell, power } = solarNow(asset, channel, moment)
  const fault = hash(moment.seed, channel, Math.floor(moment.at / 7_200_000)) > 0.9985
  return {
    power: fault ? 0 : power,
    irradiance: poa,
    cellTemperature: cell,
    inverter: fault ? 2 : power > 0.01 ? 1 : 0,
  }
}

/** Power alone in kW, for energy sums. */
export function solarPower(asset: Asset, channel: number, moment: Moment): number {
  return solarNow(asset, channel, moment).power
}

function solarNow(
  asset: Asset,
  channel: number,
  { at, sun, light, weather, seed }: Moment,
): { poa: number; cell: number; power: number } {
  const array = { rated: asset.rating ?? 100, tilt: 12, azimuth: asset.rows?.[0]?.facing ?? asset.heading }
  const patches =
    weather.oktas > 1 && weather.oktas < 7
      ? 0.18 * drift(seed, channel, at / 240_000)
      : 0.02 * drift(seed, channel, at / 600_000)
  const soil = 0.96 + 0.04 * hash(seed, channel)
  const poa = onPlane(at, sun, light, array) * (1 + patches) * soil
  return pvFromLight(Math.max(0, poa), array, { air: weather.temperature, wind: weather.wind })
}

/** Turbines: wind at hub height through a generic curve. */
export const windModel: Model = (asset, channel, moment) => {
  const rated = asset.rating ?? 1000
  const { weather, at, seed } = moment
  const hub = asset.size?.[1] ?? 60
  const speed = Math.max(
    0,
    hellman(weather.wind * 1.9, 10, hub, 0.16) + 0.8 * drift(seed, channel, at / 90_000),
  )
  const power = cubicPower(speed, { cutIn: 3, ratedSpeed: 11.5, cutOut: 25, rated })
  return {
    power,
    windSpeed: speed,
    rotor: speed < 2.5 ? 0 : Math.min(0.28, 0.05 + speed * 0.02),
    yaw: (weather.windFrom + 4 * drift(seed, channel + 1, at / 600_000) + 360) % 360,
  }
}

/** Power of a turbine in kW. */
export function windPower(asset: Asset, channel: number, moment: Moment): number {
  return windModel(asset, channel, moment).power as number
}

/** Fuel cells run flat near their rating. */
export const fuelCellModel: Model = (asset, channel, { at, seed }) => {
  const power = fuelCellPower(asset, channel, { at, seed })
  return {
    power,
    heat: power * (0.9 / 0.43 - 1),
    stackTemperature: 74 + 3 * drift(seed, channel, at / 1_800_000),
  }
}

/** Power of a fuel cell in kW. */
export function fuelCellPower(
  asset: Asset,
  channel: number,
  { at, seed }: Pick<Moment, 'at' | 'seed'>,
): number {
  return (asset.rating ?? 440) * (0.9 + 0.03 * drift(seed, channel, at / 3_600_000))
}
