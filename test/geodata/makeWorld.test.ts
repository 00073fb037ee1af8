import Flatbush from 'flatbush'
import { beforeAll, expect, test } from 'vitest'
import { inRing, ringArea, ringBox, ringsMeet } from '../../geodata/fabric/ring.ts'
import { storeysOf } from '../../geodata/fabric/sitePlots.ts'
import { heightAt } from '../../geodata/heights.ts'
import { makeWorld } from '../../geodata/makeWorld.ts'
import { BOUNDS } from '../../geodata/projection.ts'
import { readSources } from '../../geodata/sources.ts'
import type { Building, World } from '../../geodata/world.ts'
import { kinds } from '../../models/kinds.ts'
import { numberPoints } from '../../models/points.ts'
import type { GroundPoint } from '../../models/units.ts'

const sources = readSources('geodata/sources')
let world: World
beforeAll(async () => {
  world = await makeWorld(sources, () => {})
}, 240_000)

/** The bridge over the bay is the one building that belongs over water and roads. */
const isBridge = (building: Building): boolean => building.place === 's127'
const onLand = (): Building[] => world.buildings.filter(building => !isBridge(building))

function indexOf(rings: readonly (readonly GroundPoint[])[]): Flatbush {
  const index = new Flatbush(rings.length)
  for (const ring of rings) index.add(...ringBox(ring))
  index.finish()
  return index
}

test('the complex has at least 6,000 buildings, the scene between 20,000 and 32,000', () => {
  expect(world.buildings.filter(building => building.subdistrict >= 0).length).toBeGreaterThan(6_000)
  expect(world.buildings.length).toBeGreaterThan(20_000)
  expect(world.buildings.length).toBeLessThan(32_000)
  expect(world.site.features).toBe(world.buildings.length)
})

test('no two buildings share ground', () => {
  const buildings = onLand()
  const index = indexOf(buildings.map(building => building.ring))
  const clashes: string[] = []
  buildings.forEach((building, i) => {
    for (const j of index.search(...ringBox(building.ring)))
      if (j > i && ringsMeet(building.ring, buildings[j]!.ring)) clashes.push(`${i} ${j}`)
  })
  expect(clashes).toEqual([])
})

test('no building stands on a carriageway', () => {
  const roads = world.drapes.filter(drape => drape.paint.surface === 'asphalt' && !drape.deck)
  const index = indexOf(roads.map(drape => drape.ring))
  const clashes = onLand().filter(building =>
    index.search(...ringBox(building.ring)).some(k => ringsMeet(building.ring, roads[k]!.ring)),
  )
  expect(roads.length).toBeGreaterThan(500)
  expect(clashes.map(building => building.ring[0])).toEqual([])
})

test('no building stands in the sea or a stream', () => {
  const index = indexOf(world.waters.map(water => water.ring))
  const wet = onLand().filter(building =>
    index.search(...ringBox(building.ring)).some(k => {
      const { ring, holes } = world.waters[k]!
      const inHole = (holes ?? []).some(hole => building.ring.every(([x, z]) => inRing(hole, x, z)))
      return !inHole && ringsMeet(building.ring, ring)
    }),
  )
  expect(wet.map(building => building.ring[0])).toEqual([])
})

test('every building reaches into the lowest ground under it and stands out of the highest', () => {
  for (const building of onLand()) {
    for (const [x, z] of building.ring) {
      const ground = heightAt(world.terrain, x, z)
      expect(building.base).toBeLessThan(ground)
      expect(building.top).toBeGreaterThan(ground)
    }
    for (const part of building.parts)
      if (part.shape === 'prism' && part.base <= building.base + 0.01)
        expect(part.top).toBeGreaterThan(heightAt(world.terrain, ...part.ring[0]!))
  }
})

test('plants cover the area the register gives them, within a tenth', () => {
  const under = new Map<string, number>()
  for (const building of world.buildings)
    if (building.place && (building.use === 'factory' || building.use === 'office'))
      under.set(building.place, (under.get(building.place) ?? 0) + ringArea(building.ring))
  const large = sources.places.filter(place => place.category === 'plant' && (place.area ?? 0) > 20_000)
  expect(large.length).toBeGreaterThan(30)
  for (const place of large) {
    const floor = (under.get(place.id) ?? 0) * storeysOf(place)
    expect(Math.abs(floor / place.area! - 1), place.name.en).toBeLessThan(0.1)
  }
})

test('rings run counter-clockwise seen from above with north up', () => {
  expect(
    ringArea([
      [0, 0],
      [10, 0],
      [10, -10],
      [0, -10],
    ]),
  ).toBe(100)
  expect(world.buildings.filter(building => ringArea(building.ring) <= 0).length).toBe(0)
})

test('neighbouring ids are neighbours on the ground', () => {
  let sum = 0
  world.buildings.forEach((building, i) => {
    const before = world.buildings[Math.max(0, i - 1)]!
    sum += Math.hypot(building.ring[0]![0] - before.ring[0]![0], building.ring[0]![1] - before.ring[0]![1])
  })
  expect(sum / world.buildings.length).toBeLessThan(120)
})

test('assets: every kind, about 20,000 points, unique readable ids, each with its origin', () => {
  const { assets } = world.site
  expect(new Set(assets.map(asset => asset.kind)).size).toBe(Object.keys(kinds).length)
  expect(Math.abs(numberPoints(assets).count - 20_000)).toBeLessThan(1_000)
  expect(new Set(assets.map(asset => asset.id)).size).toBe(assets.length)
  for (const asset of assets) {
    expect(asset.id).toMatch(/^[a-z0-9-]+$/)
    expect(asset.source.length, asset.id).toBeGreaterThan(5)
    for (const language of ['ko', 'en', 'ja', 'zh'] as const) expect(asset.name[language]).toBeTruthy()
    expect(asset.feature).toBeLessThan(world.buildings.length)
    expect(asset.rating ?? 1, asset.id).toBeGreaterThan(0)
    expect(asset.place.every(Number.isFinite), asset.id).toBe(true)
  }
})

test('no two assets are called alike, in any language', () => {
  for (const language of ['ko', 'en', 'ja', 'zh'] as const)
    expect(new Set(world.site.assets.map(asset => asset.name[language])).size, language).toBe(
      world.site.assets.length,
    )
})

test('feeders end at assets that exist, and car parks have as many stalls as their rows', () => {
  const ids = new Set(world.site.assets.map(asset => asset.id))
  const feeders = world.site.assets.filter(asset => asset.ends)
  expect(feeders.length).toBeGreaterThan(60)
  for (const feeder of feeders) {
    for (const end of feeder.ends!) expect(ids, feeder.id).toContain(end)
    expect(feeder.path!.length).toBeGreaterThan(1)
  }
  const lots = world.site.assets.filter(asset => asset.kind === 'parking')
  expect(lots.length).toBeGreaterThan(110)
  for (const lot of lots) {
    expect(lot.rows!.reduce((sum, row) => sum + row.count, 0)).toBe(lot.parts)
    expect(world.buildings[lot.feature]!.use).toBe('lot')
  }
})

test('panels lie inside their roofs', () => {
  const arrays = world.site.assets.filter(asset => asset.kind === 'solar')
  expect(arrays.length).toBeGreaterThan(300)
  for (const array of arrays) {
    const { ring, top } = world.buildings[array.feature]!
    expect(array.place[1]).toBeLessThanOrEqual(top + 1)
    for (const row of array.rows!)
      for (const [x, z] of [row.from, row.to]) expect(inRing(ring, x, z), array.id).toBe(true)
  }
})

test('known places stand where the sources put them, each with its origin; those outside the world are left out', () => {
  const [minX, minZ, maxX, maxZ] = BOUNDS
  const inside = sources.places.filter(
    ({ at }) => at[0] > minX && at[0] < maxX && at[1] > minZ && at[1] < maxZ,
  )
  expect(world.site.places.map(place => place.id)).toEqual(inside.map(place => place.id))
  expect(world.site.places.map(place => place.id)).not.toContain('s093')
  for (const place of world.site.places) {
    expect(place.source.length).toBeGreaterThan(5)
    expect(['surveyed', 'approximate', 'synthetic']).toContain(place.provenance)
    if (place.category === 'plant' && place.id !== 's001') {
      const { ring } = world.buildings[place.feature]!
      expect(
        Math.hypot(ring[0]![0] - place.place[0], ring[0]![1] - place.place[2]),
        place.name.en,
      ).toBeLessThan(700)
    }
  }
})

test('the air stations stand at their published coordinates', () => {
  const air = world.site.assets.filter(asset => asset.kind === 'airStation')
  expect(air).toHaveLength(9)
  expect(air.every(asset => asset.provenance === 'surveyed')).toBe(true)
  const ungnam = air.find(asset => asset.id === 'air-ungnam')!
  const said = sources.places.find(place => place.id === 's131')!.at
  expect(Math.hypot(ungnam.place[0] - said[0], ungnam.place[2] - said[1])).toBeLessThan(0.01)
})
