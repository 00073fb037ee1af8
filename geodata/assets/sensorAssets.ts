import type { Asset } from '../../models/asset.ts'
import type { KindName } from '../../models/kinds.ts'
import type { GroundPoint, Names, Translated } from '../../models/units.ts'
import type { Settled } from '../fabric/Town.ts'
import { ringCentre } from '../plane/ring.ts'
import { nameThing, THINGS, WOLLIM } from './nameThing.ts'
import { assetAt, assetOn, randomOf, type Stage } from './Stage.ts'

const AIR: Readonly<Record<string, string>> = {
  s129: 'yongji',
  s130: 'seongju',
  s131: 'ungnam',
  s132: 'sapa',
  s133: 'bongam',
  s134: 'myeongseo',
  s135: 'hoewon',
  s136: 'woryeong',
  s137: 'gyeonghwa',
}

/** The city's urban air-quality stations at their published coordinates. */
export function airAssets(stage: Stage): Asset[] {
  return Object.entries(AIR).map(([site, word]) => {
    const place = stage.place(site)
    return assetAt(stage, place.at, {
      id: `air-${word}`,
      kind: 'airStation',
      name: place.name,
      provenance: 'surveyed',
      source: place.source,
    })
  })
}

/** Detectors against gas and fire: everywhere thin, dense in the Wollim special safety area. */
export function safetyAssets(stage: Stage, gas: number, fire: number): Asset[] {
  const wollim = stage.sources.subdistricts.findIndex(sub => sub.name.ko.includes('월림'))
  const halls = stage.settled.filter(one => one.building.use === 'factory' && one.building.subdistrict >= 0)
  const inside = halls.filter(one => one.building.subdistrict === wollim)
  const outside = halls.filter(one => one.building.subdistrict !== wollim)
  return [
    ...spread(stage, inside, 'gas-wollim', 'gasSensor', WOLLIM, THINGS.gas, Math.round(gas * 0.45)),
    ...spread(stage, outside, 'gas', 'gasSensor', null, THINGS.gas, Math.round(gas * 0.55)),
    ...spread(stage, inside, 'fire-wollim', 'fireDetector', WOLLIM, THINGS.fire, Math.round(fire * 0.6)),
    ...spread(stage, outside, 'fire', 'fireDetector', null, THINGS.fire, Math.round(fire * 0.4)),
  ]
}

/** Cameras on the streets of the sub-districts; in Wollim thermal ones, block by block. */
export function cameraAssets(stage: Stage, count: number): Asset[] {
  const random = randomOf('cameras')
  const wollim = stage.sources.subdistricts.findIndex(sub => sub.name.ko.includes('월림'))
  const buildings = stage.settled.filter(one => one.building.subdistrict >= 0 && one.building.use !== 'lot')
  const dense = buildings.filter(one => one.building.subdistrict === wollim)
  return Array.from({ length: count }, (_, i) => {
    const thermal = i < count * 0.4 && dense.length > 0
    const one = random.pick(thermal ? dense : buildings)
    const number = i + 1
    return assetAt(
      stage,
      corner(one),
      {
        id: `${thermal ? 'camera-thermal' : 'camera'}-${String(number).padStart(3, '0')}`,
        kind: 'camera',
        name: thermal
          ? nameThing(WOLLIM, THINGS.thermal, number)
          : nameThing(around(stage, one), THINGS.camera, number),
        heading: random.int(0, 359),
        size: [1, 7, 1],
      },
      0,
    )
  })
}

/** Noise meters at the border of the complex to the city and at loud plants. */
export function noiseAssets(stage: Stage, count: number): Asset[] {
  const halls = stage.settled.filter(one => one.building.use === 'factory' && one.building.subdistrict >= 0)
  return spread(stage, halls, 'noise', 'noiseMeter', null, THINGS.noise, count, corner)
}

/** Six weather stations, as the smell watch of 2015 had (facts/real-system.md). */
export function weatherAssets(stage: Stage): Asset[] {
  const sites: readonly [string, string][] = [
    ['s110', 'city-hall'],
    ['s072', 'smart-up'],
    ['s001', 'doosan'],
    ['s019', 'ungnam'],
    ['s005', 'seongju'],
    ['s122', 'masan-port'],
  ]
  return sites.flatMap(([site, word]) => {
    const one = stage.site(site)[0]
    if (!one) return []
    const { name } = stage.place(site)
    return [
      assetOn(stage, one, {
        id: `weather-${word}`,
        kind: 'weather',
        name: nameThing(name, THINGS.weather),
        size: [1, 6, 1],
      }),
    ]
  })
}

function spread(
  stage: Stage,
  halls: readonly Settled[],
  prefix: string,
  kind: KindName,
  owner: Translated | null,
  thing: Translated,
  count: number,
  where?: (one: Settled) => GroundPoint,
): Asset[] {
  if (halls.length === 0) return []
  return Array.from({ length: count }, (_, i) => {
    const one = halls[Math.floor(((i + 0.5) * halls.length) / count)]!
    const number = i + 1
    const note = {
      id: `${prefix}-${String(number).padStart(3, '0')}`,
      kind,
      name: nameThing(owner ?? around(stage, one), thing, number),
    }
    return assetAt(stage, where ? where(one) : beside(one, i), note, where ? 0 : 3, one)
  })
}

/** The sub-district a building stands in, to call things after. */
function around(stage: Stage, one: Settled): Names | null {
  return stage.sources.subdistricts[one.building.subdistrict]?.name ?? null
}

/** A point on the outer wall, halfway along one side. */
function beside(one: Settled, turn: number): GroundPoint {
  const ring = one.building.ring
  const [a, b] = [ring[turn % ring.length]!, ring[(turn + 1) % ring.length]!]
  const [cx, cz] = ringCentre(ring)
  const [x, z] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const far = Math.hypot(x - cx, z - cz) || 1
  return [x + ((x - cx) / far) * 0.6, z + ((z - cz) / far) * 0.6]
}

function corner(one: Settled): GroundPoint {
  const [cx, cz] = ringCentre(one.building.ring)
  const [x, z] = one.building.ring[0]!
  const far = Math.hypot(x - cx, z - cz) || 1
  return [x + ((x - cx) / far) * 2, z + ((z - cz) / far) * 2]
}
