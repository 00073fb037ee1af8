import type { Instant } from '../units.ts'
import { extraterrestrial } from './atmosphere.ts'
import { SAPM } from './cellTemperature.ts'
import type { Irradiance } from './clearSky.ts'
import { PVWATTS_LOSSES, totalLosses } from './photovoltaic.ts'
import type { PvArray } from './pvChain.ts'
import type { Sun } from './sun.ts'

const RAD = Math.PI / 180

/** What the arrays of a site share at an instant: sun, light on the ground, air (°C) and wind (m/s). */
export interface SkyStep {
  readonly at: Instant
  readonly sun: Sun
  readonly light: Irradiance
  readonly air: number
  readonly wind: number
}

/**
 * The shared sky as columns, one entry a step: beam and circumsolar light along the sun's east, north and up, even
 * diffuse and global light (W/m²), air temperature (°C) and heating by light (K m²/W). Night is all zero.
 */
export interface SkySeries {
  readonly steps: number
  readonly beamEast: Float64Array
  readonly beamNorth: Float64Array
  readonly beamUp: Float64Array
  readonly diffuse: Float64Array
  readonly global: Float64Array
  readonly air: Float64Array
  readonly heating: Float64Array
}

/** Lay out a sky once for any number of arrays. The sky is Hay & Davies', the cells close to the roof (SAPM). */
export function skySeries(steps: readonly SkyStep[]): SkySeries {
  const column = (): Float64Array => new Float64Array(steps.length)
  const sky = {
    steps: steps.length,
    beamEast: column(),
    beamNorth: column(),
    beamUp: column(),
    diffuse: column(),
    global: column(),
    air: column(),
    heating: column(),
  }
  const { a, b, rise } = SAPM.closeRoofGlass
  for (const [i, { at, sun, light, air, wind }] of steps.entries()) {
    sky.air[i] = air
    sky.heating[i] = Math.exp(a + b * wind) + rise / 1000
    if (sun.altitude <= 0 || light.ghi === 0) continue
    const up = Math.sin(sun.altitude * RAD)
    const flat = Math.cos(sun.altitude * RAD)
    const anisotropy = light.dni / extraterrestrial(at)
    const beam = light.dni + (light.dhi * anisotropy) / Math.max(up, 0.01745)
    sky.beamEast[i] = beam * flat * Math.sin(sun.azimuth * RAD)
    sky.beamNorth[i] = beam * flat * Math.cos(sun.azimuth * RAD)
    sky.beamUp[i] = beam * up
    sky.diffuse[i] = light.dhi * (1 - anisotropy)
    sky.global[i] = light.ghi
  }
  return sky
}

/**
 * Power in kW of one array at every step, written to `out`: the chain of pvChain.ts without its transcendental
 * functions, which are all in the sky. `clearness` scales the light on the plane step by step (a cloud of its own, dust).
 * NaN where the sky has no reading or the array no sound rating.
 */
export function arrayPower(
  sky: SkySeries,
  array: PvArray,
  out: Float64Array = new Float64Array(sky.steps),
  clearness?: ArrayLike<number>,
): Float64Array {
  const { beamEast, beamNorth, beamUp, diffuse, global, air, heating } = sky
  const { tilt, azimuth, rated } = array
  const east = Math.sin(tilt * RAD) * Math.sin(azimuth * RAD)
  const north = Math.sin(tilt * RAD) * Math.cos(azimuth * RAD)
  const up = Math.cos(tilt * RAD)
  const seen = (1 + up) / 2
  const reflected = (0.2 * (1 - up)) / 2
  const dcPerLight = rated >= 0 ? (rated / 1000) * (1 - (array.losses ?? DEFAULT_LOSSES) / 100) : Number.NaN
  const acLimit = rated / (array.dcRatio ?? 1.1)
  const dcLimit = acLimit / NOMINAL
  const scale = NOMINAL / REFERENCE
  for (let i = 0; i < sky.steps; i++) {
    const facing = beamEast[i]! * east + beamNorth[i]! * north + beamUp[i]! * up
    const light =
      ((facing < 0 ? 0 : facing) + diffuse[i]! * seen + global[i]! * reflected) *
      (clearness ? clearness[i]! : 1)
    if (light <= 0) {
      out[i] = 0
      continue
    }
    const dc = dcPerLight * light * (1 + GAMMA * (air[i]! + light * heating[i]! - 25))
    const share = dc / dcLimit
    const ac = dc <= 0 ? 0 : scale * dc * (-0.0162 * share - 0.0059 / share + 0.9858)
    out[i] = ac < 0 ? 0 : ac > acLimit ? acLimit : ac
  }
  return out
}

/** Energy in kWh of each array over a sky of steps of `hours`. */
export function fleetEnergy(sky: SkySeries, arrays: readonly PvArray[], hours = 1): Float64Array {
  const power = new Float64Array(sky.steps)
  return Float64Array.from(arrays, array => {
    let sum = 0
    arrayPower(sky, array, power)
    for (let i = 0; i < power.length; i++) sum += power[i]!
    return sum * hours
  })
}

const GAMMA = -0.0035
const NOMINAL = 0.96
const REFERENCE = 0.9637
const DEFAULT_LOSSES = totalLosses(PVWATTS_LOSSES)
