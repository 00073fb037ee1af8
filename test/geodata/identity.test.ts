import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { decodeFeatures, type Features, featureKey } from '../../geodata/features.ts'
import { findFeature, keyOfNumber } from '../../geodata/findFeature.ts'
import { heightAt } from '../../geodata/heights.ts'
import { makeWorld } from '../../geodata/makeWorld.ts'
import { ringIndex } from '../../geodata/plane/boxIndex.ts'
import { inRing, ringArea, ringBox, ringCentre, ringsMeet } from '../../geodata/plane/ring.ts'
import { readSources } from '../../geodata/sources.ts'
import { featuresOf } from '../../geodata/tiles/featuresOf.ts'
import type { World } from '../../geodata/world.ts'
import { placeOfKey } from '../../models/placeKey.ts'
import type { Block } from '../../models/site.ts'
import type { GroundPoint } from '../../models/units.ts'

const sources = readSources('geodata/sources')
let world: World
let other: World
/** The block that is filled another way. */
let changed: Block
beforeAll(async () => {
  world = await makeWorld(sources, () => {})
  changed = world.site.blocks.find(block => block.use === 'industry' && block.subdistrict >= 0)!
  other = await makeWorld(sources, () => {}, new Map([[changed.key, 7]]))
}, 900_000)

const tableOf = (of: World): Features => decodeFeatures(featuresOf(of).slice().buffer)

/** Where each feature stands, by its lasting key, but for those of one block. */
function standing(of: World, without: number): Map<string, string> {
  const table = tableOf(of)
  const all = Array.from({ length: table.count }, (_, id): [string, string] => [
    featureKey(table, id),
    `${table.x[id]} ${table.z[id]} ${table.base[id]} ${table.top[id]} ${table.use[id]}`,
  ])
  return new Map(all.filter((_, id) => table.block[id] !== without))
}

test('another seed in one block changes what stands there, and no key, place or shape elsewhere', () => {
  const index = world.site.blocks.indexOf(changed)
  const [before, after] = [standing(world, index), standing(other, index)]
  expect(before.size).toBeGreaterThan(20_000)
  expect([...after]).toEqual([...before])
  const inBlock = (of: World) =>
    of.buildings.filter(building => building.block === index).map(b => ringCentre(b.ring))
  expect(inBlock(world).length).toBeGreaterThan(3)
  expect(inBlock(other)).not.toEqual(inBlock(world))
})

test('blocks and places keep their keys, and plots theirs but in that block', () => {
  const centres = (of: World) => of.site.blocks.map(({ key, centre }) => [key, centre[0], centre[2]])
  expect(centres(other)).toEqual(centres(world))
  expect(other.site.places.map(({ id, place }) => [id, place])).toEqual(
    world.site.places.map(({ id, place }) => [id, place]),
  )
  const [left, right] = [world, other].map(({ site }) => new Map(site.plots.map(plot => [plot.key, plot])))
  const gone = [...left!.values()].filter(plot => !right!.has(plot.key))
  const made = [...right!.values()].filter(plot => !left!.has(plot.key))
  expect(gone.length + made.length).toBeGreaterThan(0)
  const [x, , z] = changed.centre
  for (const { ring } of [...gone, ...made]) {
    const [px, pz] = ringCentre(ring)
    expect(Math.hypot(px - x, pz - z)).toBeLessThan(600)
  }
  for (const [key, plot] of left!) if (right!.has(key)) expect(right!.get(key)).toEqual(plot)
})

test('every feature, block and plot has a key of its own that leads back to it', () => {
  const table = tableOf(world)
  const keys = Array.from({ length: table.count }, (_, id) => featureKey(table, id))
  expect(new Set(keys).size).toBe(table.count)
  for (let id = 0; id < table.count; id += 97) expect(findFeature(table, keys[id]!)).toBe(id)
  for (const id of table.named.keys()) expect(findFeature(table, keys[id]!)).toBe(id)
  for (const { key, centre } of world.site.blocks) {
    const [x, z] = placeOfKey(key)!
    expect(Math.hypot(x - centre[0], z - centre[2])).toBeLessThan(0.4)
  }
  expect(new Set(world.site.blocks.map(block => block.key)).size).toBe(world.site.blocks.length)
  expect(new Set(world.site.plots.map(plot => plot.key)).size).toBe(world.site.plots.length)
})

test('a building surveyed anew a few metres off is found by its old key, one that is gone is not', () => {
  const table = { ...tableOf(world), named: new Map<number, string>() }
  const key = featureKey(table, 12_000)
  const moved = { ...table, x: table.x.slice(), z: table.z.slice() }
  moved.x[12_000]! += 1.5
  expect(findFeature(moved, key)).toBe(12_000)
  expect(findFeature({ ...table, count: 0 }, key)).toBe(-1)
  expect(findFeature(table, 'osm:way/1')).toBe(-1)
})

test('links with the numbers of 2026-11 lead to what stood there', () => {
  const file = readFileSync('geodata/sources/feature-ids-2026-11.bin')
  const numbers = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const table = tableOf(world)
  // Read from the last world that had numbers: a hall of Doosan, the city hall, the bridge over the bay.
  const known: [number, GroundPoint][] = []
  for (const id of ['s001', 's110', 's127']) {
    const place = world.site.places.find(one => one.id === id)!
    known.push([OLD[id]!, [table.x[place.feature]!, table.z[place.feature]!]])
  }
  for (const [number, [x, z]] of known) {
    const found = findFeature(table, keyOfNumber(numbers, number)!)
    expect([table.x[found], table.z[found]]).toEqual([x, z])
  }
  expect(keyOfNumber(numbers, numbers.byteLength / 4)).toBeNull()
  const lost = Array.from({ length: numbers.byteLength / 4 }, (_, n) => n).filter(
    n => n % 50 === 0 && findFeature(table, keyOfNumber(numbers, n)!) < 0,
  )
  // Lost are only the buildings of plots that have been for sale since.
  const sold = world.site.plots.filter(plot => plot.vacant)
  const places = lost.map(n => placeOfKey(keyOfNumber(numbers, n)!)!)
  expect(places.filter(at => !sold.some(({ ring }) => inRing(ring, ...at)))).toEqual([])
  expect(lost.length).toBeLessThan(25)
})

/** Numbers of main buildings in the world of 2026-11-28. */
const OLD: Readonly<Record<string, number>> = { s001: 17_249, s110: 12_508, s127: 18_275 }

test('plots: rings, areas and owners are true, vacant ones stand empty and are marked as made up', () => {
  const { plots, subdistricts, places } = world.site
  expect(plots.length).toBeGreaterThan(1_000)
  const ids = new Set(places.map(place => place.id))
  for (const plot of plots) {
    expect(Math.abs(ringArea(plot.ring) - plot.area), plot.key).toBeLessThan(0.02 * plot.area + 10)
    if (plot.road) expect(plot.road.width).toBeGreaterThan(5)
    if (plot.road) expect(plot.road.contact).toBeGreaterThanOrEqual(2)
    if (plot.subdistrict >= 0)
      expect(inRing(subdistricts[plot.subdistrict]!.ring, ...ringCentre(plot.ring))).toBe(true)
  }
  const owned = plots.filter(plot => plot.place)
  expect(owned.length).toBeGreaterThan(100)
  expect(owned.filter(plot => !ids.has(plot.place!)).map(plot => plot.place)).toEqual([])
  const near = ringIndex(plots.map(plot => plot.ring))
  const shared = plots.flatMap((plot, i) =>
    near(ringBox(plot.ring)).filter(j => j > i && ringsMeet(drawnIn(plot.ring), drawnIn(plots[j]!.ring))),
  )
  expect(shared).toEqual([])
  const vacant = plots.filter(plot => plot.vacant)
  expect(vacant.length).toBeGreaterThan(30)
  for (const { ring, provenance } of vacant) {
    expect(provenance).toBe('synthetic')
    expect(world.buildings.filter(b => b.use !== 'lot' && ringsMeet(b.ring, drawnIn(ring)))).toEqual([])
  }
})

test('no bookmark looks into a slope on the way to its subject', () => {
  expect(world.site.bookmarks).toHaveLength(13)
  for (const { id, eye, target } of world.site.bookmarks)
    for (let k = 0; k < 95; k++) {
      const [x, y, z] = [0, 1, 2].map(c => eye[c]! + ((target[c]! - eye[c]!) * k) / 100) as [
        number,
        number,
        number,
      ]
      expect(y - Math.max(0, heightAt(world.terrain, x, z)), `${id} at ${k} %`).toBeGreaterThan(5)
    }
})

/** The ring half a metre smaller: neighbours share their border. */
function drawnIn(ring: readonly GroundPoint[]): GroundPoint[] {
  const [x, z] = ringCentre(ring)
  return ring.map(p => {
    const part = 1 - 0.5 / Math.max(1, Math.hypot(p[0] - x, p[1] - z))
    return [x + (p[0] - x) * part, z + (p[1] - z) * part]
  })
}

test('two bays along a street never lie one on the other', () => {
  const bays = world.buildings.filter(building => /^car-park:.*\//.test(building.source ?? ''))
  const centres = bays.map(({ ring }) =>
    ringCentre(ring)
      .map(v => v.toFixed(1))
      .join(),
  )
  expect(bays.length).toBeGreaterThan(100)
  expect(new Set(centres).size).toBe(bays.length)
})
