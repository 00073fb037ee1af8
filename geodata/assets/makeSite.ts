import type { Asset } from '../../models/asset.ts'
import { kindOf } from '../../models/kinds.ts'
import { placeKey } from '../../models/placeKey.ts'
import type { LandUse, Plot, Site } from '../../models/site.ts'
import { type Ring, ringCentre } from '../plane/ring.ts'
import { BOUNDS, ORIGIN } from '../projection.ts'
import { makeBookmarks } from './bookmarks.ts'
import { chargerAssets } from './chargerAssets.ts'
import { batteryAssets, fuelCellAssets, hydrogenAssets, windAssets } from './energyAssets.ts'
import { factoryAssets, unique } from './factoryAssets.ts'
import { gridAssets } from './gridAssets.ts'
import { busAssets, machineAssets } from './mobilityAssets.ts'
import { distinguish } from './nameThing.ts'
import { parkingAssets } from './parkingAssets.ts'
import { makePlaces } from './places.ts'
import type { Stage } from './Stage.ts'
import { airAssets, cameraAssets, noiseAssets, safetyAssets, weatherAssets } from './sensorAssets.ts'
import { solarAssets } from './solarAssets.ts'

/** Points the twin is to have; metered factories of the generator fill up to it. */
export const POINTS = 20_000
const FACTORY_POINTS = 4
const MOST_FACTORIES = 1_400

/** All that is known of the complex but its geometry. `version` is left to the writer of the tiles. */
export function makeSite(
  stage: Stage,
  blocks: readonly { ring: Ring; subdistrict: number; use: LandUse }[],
  plots: readonly Plot[],
): Site {
  return {
    version: '',
    origin: ORIGIN,
    bounds: BOUNDS,
    features: stage.settled.length,
    subdistricts: stage.sources.subdistricts.map(sub => ({
      name: sub.name,
      ring: sub.ring,
      centre: stage.onGround(ringCentre(sub.ring)),
      firms: sub.firms,
      jobs: sub.jobs,
    })),
    blocks: blocks.map(({ ring, subdistrict, use }) => ({
      key: placeKey(ringCentre(ring)),
      subdistrict,
      use,
      centre: stage.onGround(ringCentre(ring)),
    })),
    plots,
    places: makePlaces(stage),
    bookmarks: makeBookmarks(stage),
    assets: makeAssets(stage),
  }
}

function makeAssets(stage: Stage): Asset[] {
  const parking = parkingAssets(stage)
  const fixed = distinguish([
    ...solarAssets(stage, 360),
    ...windAssets(stage),
    ...fuelCellAssets(stage),
    ...batteryAssets(stage),
    ...hydrogenAssets(stage),
    ...chargerAssets(stage, 140),
    ...parking,
    ...safetyAssets(stage, 320, 360),
    ...airAssets(stage),
    ...noiseAssets(stage, 60),
    ...cameraAssets(stage, 160),
    ...weatherAssets(stage),
    ...busAssets(stage),
    ...machineAssets(stage),
  ])
  const plants = factoryAssets(stage, 0)
  const grid = gridAssets(stage, [...fixed, ...plants])
  const left = POINTS - pointsOf([...fixed, ...grid])
  const wanted = Math.max(0, Math.min(MOST_FACTORIES, Math.round(left / FACTORY_POINTS) - plants.length))
  const works = factoryAssets(stage, wanted)
  return withParents(stage, unique([...fixed, ...works, ...grid]), [...works, ...parking])
}

/** Says of everything in or on a building or lot which of the `wholes` it is part of: that of the building, else of its site. */
function withParents(stage: Stage, assets: readonly Asset[], wholes: readonly Asset[]): Asset[] {
  const ids = new Set(wholes.map(({ id }) => id))
  const ofFeature = new Map<number, string>()
  const ofPlace = new Map<string, string>()
  for (const { id, feature } of [...wholes].reverse()) {
    const building = stage.settled[feature]?.building
    ofFeature.set(feature, id)
    if (building?.place && building.use !== 'lot') ofPlace.set(building.place, id)
  }
  return assets.map(asset => {
    const building = stage.settled[asset.feature]?.building
    if (!building || asset.path || ids.has(asset.id)) return asset
    const own = building.place && building.use !== 'lot' ? ofPlace.get(building.place) : undefined
    const parent = ofFeature.get(asset.feature) ?? own
    return parent ? { ...asset, parent } : asset
  })
}

/** Points of these assets, as numberPoints counts them. */
function pointsOf(assets: readonly Asset[]): number {
  let points = 0
  for (const asset of assets)
    for (const spec of Object.values(kindOf(asset.kind).points))
      points += spec.perPart ? (asset.parts ?? 0) : 1
  return points
}
