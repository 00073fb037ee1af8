import type { Kind } from './kind.ts'
import { airStation } from './kinds/airStation.ts'
import { battery } from './kinds/battery.ts'
import { bus } from './kinds/bus.ts'
import { camera } from './kinds/camera.ts'
import { charger } from './kinds/charger.ts'
import { factory } from './kinds/factory.ts'
import { fireDetector } from './kinds/fireDetector.ts'
import { fuelCell } from './kinds/fuelCell.ts'
import { gasSensor } from './kinds/gasSensor.ts'
import { grid } from './kinds/grid.ts'
import { hydrogen } from './kinds/hydrogen.ts'
import { machine } from './kinds/machine.ts'
import { noiseMeter } from './kinds/noiseMeter.ts'
import { parking } from './kinds/parking.ts'
import { solar } from './kinds/solar.ts'
import { weather } from './kinds/weather.ts'
import { wind } from './kinds/wind.ts'

/** Every kind of thing the twin knows. A file and a line here add a kind everywhere. */
export const kinds = {
  solar,
  wind,
  fuelCell,
  battery,
  hydrogen,
  charger,
  grid,
  factory,
  machine,
  parking,
  gasSensor,
  fireDetector,
  airStation,
  noiseMeter,
  camera,
  weather,
  bus,
} as const

export type KindName = keyof typeof kinds

/** The description of a kind, in its general type. */
export function kindOf(name: KindName): Kind {
  return kinds[name]
}

/** True for the name of a kind that exists. */
export function isKindName(name: unknown): name is KindName {
  return typeof name === 'string' && Object.hasOwn(kinds, name)
}
