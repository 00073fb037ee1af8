import type { Asset } from '../../../models/asset.ts'
import { batteryOf, stepBattery } from '../../../models/laws/storage.ts'
import type { Model } from './model.ts'
import { drift, hash } from './noise.ts'

/** Power a battery would like in kW, positive discharging: it takes the midday sun and gives the evening peak. */
export function batteryPower(asset: Asset, channel: number, hour: number): number {
  const power = (asset.rating ?? 1000) * 0.28
  const shift = hash(9, channel) - 0.5
  return power * (bell(hour, 18.5 + shift, 1.9) - bell(hour, 12.3 + shift, 1.7) - 0.35 * bell(hour, 3, 1.6))
}

/** Batteries: their wishes through the law of storage, from midnight on in quarter hours, so that window and round trip hold. A day begins where the one before ended. */
export const batteryModel: Model = (asset, channel, { at, seed, time, weather }) => {
  const capacity = asset.rating ?? 1000
  const battery = { ...batteryOf(capacity, 0.28), highest: 0.92, lowest: 0.12 }
  const until = (start: number, hour: number): number => {
    let charge = start
    for (let h = 0; h + 0.25 <= hour; h += 0.25)
      charge = stepBattery(battery, charge, batteryPower(asset, channel, h), 0.25).charge
    return charge
  }
  let charge = until(until(until(0.58, 24), 24), time.hour)
  const left = time.hour % 0.25
  const now = stepBattery(battery, charge, batteryPower(asset, channel, time.hour), Math.max(left, 1 / 3600))
  if (left > 0) charge = now.charge
  const heat = 24 + 0.25 * (weather.temperature - 20) + (6 * Math.abs(now.power)) / battery.power
  return {
    charge: 100 * charge,
    power: now.power,
    temperature: heat + drift(seed, channel, at / 1_200_000),
  }
}

/** Hydrogen: plants flow evenly, stations fill in bursts. */
export const hydrogenModel: Model = (asset, channel, { at, seed, time, weather }) => {
  const plant = (asset.rating ?? 30) > 100
  const rated = asset.rating ?? 30
  const open = time.hour > 7 && time.hour < 22
  const filling = open && hash(seed, channel, Math.floor(at / 420_000)) < 0.45
  const stored =
    0.55 + 0.25 * Math.sin((2 * Math.PI * (time.hour - 5)) / 24) + 0.05 * drift(seed, channel, at / 3_600_000)
  return {
    flow: plant ? rated * (0.88 + 0.05 * drift(seed, channel, at / 2_400_000)) : filling ? rated * 0.8 : 0,
    stored: rated * (plant ? 48 : 9) * stored,
    pressure: plant
      ? 6 + drift(seed, channel + 1, at / 900_000)
      : 700 + 130 * stored - (filling ? 25 : 0) + 0.4 * weather.temperature,
    leak: Math.max(0, 0.3 + 0.3 * drift(seed, channel + 2, at / 60_000)),
  }
}

/** Chargers: connectors taken more by day; power follows. */
export const chargerModel: Model = (asset, channel, { at, seed, time }) => {
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

function bell(hour: number, centre: number, width: number): number {
  return Math.exp(-(((hour - centre) / width) ** 2))
}
