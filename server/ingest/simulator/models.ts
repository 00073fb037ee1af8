import type { KindName } from '../../../models/kinds.ts'
import { factoryModel, machineModel } from './demand.ts'
import { fuelCellModel, solarModel, windModel } from './generation.ts'
import type { Model } from './model.ts'
import { batteryModel, chargerModel, hydrogenModel } from './storage.ts'
import { airModel, noiseModel, weatherModel } from './surroundings.ts'
import { busModel, parkingModel } from './traffic.ts'
import { cameraModel, fireModel, gasModel } from './watch.ts'

/** The behaviour of every kind but the grid, which is the sum of the others. */
export const MODELS: Readonly<Record<Exclude<KindName, 'grid'>, Model>> = {
  solar: solarModel,
  wind: windModel,
  fuelCell: fuelCellModel,
  battery: batteryModel,
  hydrogen: hydrogenModel,
  charger: chargerModel,
  factory: factoryModel,
  machine: machineModel,
  parking: parkingModel,
  gasSensor: gasModel,
  fireDetector: fireModel,
  airStation: airModel,
  noiseMeter: noiseModel,
  camera: cameraModel,
  weather: weatherModel,
  bus: busModel,
}
