import type { Asset } from '../../../models/asset.ts'
import { FUEL_CELLS, fuelCellFlow } from '../../../models/laws/fuelCell.ts'
import { onPlane, type PvArray, type PvState, pvFromLight } from '../../../models/laws/pvChain.ts'
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

/** A roof array of the simulator as the laws see it. */
export function solarArray(asset: Asset): PvArray {
  return { rated: asset.rating ?? 100, tilt: 12, azimuth: asset.rows?.[0]?.facing ?? asset.heading }
}

/** What clouds of its own and dust leave of the light on an array, about 1. */
export function solarClearness(
  channel: number,
  { at, weather, seed }: Pick<Moment, 'at' | 'weather' | 'seed'>,
): number {
  const patches =
    weather.oktas > 1 && weather.oktas < 7
      ? 0.18 * drift(seed, channel, at / 240_000)
      : 0.02 * drift(seed, channel, at / 600_000)
  return Math.max(0, 1 + patches) * (0.96 + 0.04 * hash(seed, channel))
}

function solarNow(asset: Asset, channel: number, moment: Moment): PvState {
  const { at, sun, light, weather } = moment
  const array = solarArray(asset)
  const poa = onPlane(at, sun, light, array) * solarClearness(channel, moment)
  return pvFromLight(poa, array, { air: weather.temperature, wind: weather.wind })
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
    rotorSpeed: speed < 2.5 ? 0 : Math.min(16.8, 3 + speed * 1.2),
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
    heat: fuelCellFlow(power, FUEL_CELLS.pafc.electrical, FUEL_CELLS.pafc.total).heat,
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
