import Flatbush from 'flatbush'
import { beforeAll, expect, test } from 'vitest'
import { storeysOf } from '../../geodata/fabric/sitePlots.ts'
import { heightAt } from '../../geodata/heights.ts'
import { makeWorld } from '../../geodata/makeWorld.ts'
import { GROUNDS } from '../../geodata/paint.ts'
import { inRing, ringArea, ringBox, ringsMeet } from '../../geodata/plane/ring.ts'
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
}, 900_000)

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

test('machines, roofs and chargers say what they are part of', () => {
  const byId = new Map(world.site.assets.map(asset => [asset.id, asset]))
  const parts = world.site.assets.filter(asset => asset.parent)
  expect(parts.length).toBeGreaterThan(300)
  for (const { id, parent } of parts) {
    expect(byId.has(parent!), id).toBe(true)
    expect(byId.get(parent!)!.parent, id).toBeUndefined()
  }
  // The demo factory is no metered works: its machines stand alone.
  const works = new Map(
    world.site.assets.flatMap(({ id, kind, feature }) =>
      kind === 'factory' ? [[world.buildings[feature]!.place, id] as const] : [],
    ),
  )
  for (const machine of world.site.assets.filter(asset => asset.kind === 'machine'))
    expect(machine.parent, machine.id).toBe(works.get(world.buildings[machine.feature]!.place))
  expect(works.size).toBeGreaterThan(40)
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
  expect(world.site.places.map(place => place.id)).toContain('s093')
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

const assetsOf = (prefix: string) => world.site.assets.filter(asset => asset.id.startsWith(prefix))

test('the 87 public car parks stand at their places with their 6,298 stalls', () => {
  const parks = assetsOf('car-park-')
  expect(parks).toHaveLength(87)
  expect(parks.reduce((sum, park) => sum + park.parts!, 0)).toBe(6_298)
  for (const said of sources.carParks) {
    const park = parks.find(asset => asset.id === said.id)!
    expect(park.parts, said.name.ko).toBe(said.stalls)
    expect(park.provenance).toBe('surveyed')
    expect(park.source).toMatch(/2022-06-10/)
    if (said.onStreet) continue
    const [x, , z] = park.place
    expect(Math.hypot(x - said.at[0], z - said.at[1]), said.name.ko).toBeLessThan(50)
    const { ring } = world.buildings[park.feature]!
    expect(ringArea(ring) / said.stalls, said.name.ko).toBeLessThan(said.stalls > 20 ? 36 : 60)
    expect(ringArea(ring) / said.stalls, said.name.ko).toBeGreaterThan(18)
  }
  const madeUp = world.site.assets.filter(
    asset => asset.kind === 'parking' && !asset.id.startsWith('car-park-'),
  )
  expect(madeUp.every(asset => asset.provenance === 'synthetic')).toBe(true)
})

test('the 8 solar plants of the register carry their kW on roofs of the works they name', () => {
  const owners: Record<string, string> = {
    'pv-1': 's003',
    'pv-4': 's004',
    'pv-5': 's005',
    'pv-6': 's001',
    'pv-7': 's014',
  }
  expect(sources.solarPlants).toHaveLength(8)
  for (const { id, kw, name } of sources.solarPlants) {
    const arrays = assetsOf(`solar-${id}-`)
    expect(arrays.length, name.ko).toBeGreaterThan(0)
    expect(Math.abs(arrays.reduce((sum, array) => sum + array.rating!, 0) - kw)).toBeLessThan(0.5)
    for (const array of arrays) {
      expect(array.provenance).toBe('approximate')
      if (owners[id]) expect(world.buildings[array.feature]!.place, name.ko).toBe(owners[id])
    }
  }
})

test('the 15 charging stations stand at their places, on open ground', () => {
  const stations = assetsOf('charger-kepco-')
  expect(stations).toHaveLength(15)
  for (const said of sources.chargingStations) {
    const [x, , z] = stations.find(asset => asset.id === said.id)!.place
    expect(Math.hypot(x - said.at[0], z - said.at[1]), said.name.ko).toBeLessThan(60)
    expect(world.buildings.some(({ ring, use }) => use !== 'lot' && inRing(ring, x, z))).toBe(false)
  }
})

test('the demo factory is two halls with its 24 machines on the floor of one', () => {
  const own = world.buildings.filter(building => building.place === 's074' && building.use !== 'lot')
  expect(own).toHaveLength(2)
  expect(Math.abs((2 * own.reduce((sum, { ring }) => sum + ringArea(ring), 0)) / 6_813 - 1)).toBeLessThan(
    0.05,
  )
  const machines = assetsOf('machine-demo-')
  expect(machines).toHaveLength(24)
  for (const { feature, place } of machines)
    expect(inRing(world.buildings[feature]!.ring, place[0], place[2])).toBe(true)
})

test('the Green Energy Centre stands inside the world with its published sizes', () => {
  const rating = (prefix: string): number =>
    assetsOf(prefix).reduce((sum, asset) => sum + (asset.rating ?? 0), 0)
  expect(Math.round(rating('solar-gyeongnam-green'))).toBe(2_000)
  expect(rating('fuelcell-green')).toBe(1_800)
  expect(rating('battery-gyeongnam-green')).toBe(3_000)
  expect(rating('charger-green')).toBe(74)
  expect(world.buildings.some(building => building.place === 's093')).toBe(true)
})

test('a site that cannot be built fails the build by name', async () => {
  const drowned = {
    ...sources,
    places: sources.places.map(p => (p.id === 's074' ? { ...p, at: [-6_000, 3_000] as const } : p)),
  }
  await expect(makeWorld(drowned, () => {})).rejects.toThrow(/s074 .*데모공장/)
}, 600_000)

test('every block says what it is for, of all kinds a city has', () => {
  const uses = new Set(world.site.blocks.map(block => block.use))
  expect([...uses].sort()).toEqual(
    [
      'apartments',
      'dense',
      'farm',
      'houses',
      'industry',
      'park',
      'port',
      'school',
      'shops',
      'vacant',
      'wood',
    ].sort(),
  )
  const of = (use: string): number => world.site.blocks.filter(block => block.use === use).length
  expect(of('industry')).toBeGreaterThan(100)
  expect(of('wood') + of('farm') + of('park')).toBeGreaterThan(60)
})

test('little of the basin is lawn, and its slopes are wooded', () => {
  const { width, classes } = world.ground
  let [lawn, land, slopes, wooded] = [0, 0, 0, 0]
  for (let z = -5_000; z < 5_000; z += 25)
    for (let x = -6_000; x < 7_000; x += 25) {
      const cover =
        GROUNDS[classes[Math.floor((z - BOUNDS[1]) / 5) * width + Math.floor((x - BOUNDS[0]) / 5)]!]!
      if (cover === 'sea' || cover === 'stream') continue
      const h = (dx: number, dz: number): number => heightAt(world.terrain, x + dx, z + dz)
      land++
      if (cover === 'grass') lawn++
      if (Math.hypot(h(30, 0) - h(-30, 0), h(0, 30) - h(0, -30)) / 60 < 0.35) continue
      slopes++
      if (cover.startsWith('forest') || cover === 'rock') wooded++
    }
  expect(lawn / land).toBeLessThan(0.02)
  expect(wooded / slopes).toBeGreaterThan(0.9)
})

test('plots of the large works are levelled', () => {
  const large = world.buildings.filter(
    ({ place, use, ring }) => place && use === 'factory' && ringArea(ring) > 5_000,
  )
  expect(large.length).toBeGreaterThan(40)
  const falls = large.map(({ ring }) => {
    const heights = ring.map(p => heightAt(world.terrain, ...p))
    return Math.max(...heights) - Math.min(...heights)
  })
  falls.sort((a, b) => a - b)
  expect(falls[falls.length >> 1]!).toBeLessThan(3)
})

test('tunnel portals stand at the mouths of the known tunnels, the bridge spans the bay on piers', () => {
  for (const name of ['안민터널', '창원터널', '불모산터널', '팔용터널'])
    expect(
      world.buildings.some(building => building.name?.ko === name),
      name,
    ).toBe(true)
  const bridge = world.buildings.find(isBridge)!
  expect(bridge.name?.ko).toBe('마창대교')
  const feet = bridge.parts.filter(part => part.shape === 'prism' && part.base < 0)
  expect(feet.length).toBeGreaterThan(4)
})
