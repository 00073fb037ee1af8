import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeBackdrop } from '../../geodata/ground/backdrop.ts'
import { makeClasses } from '../../geodata/ground/classes.ts'
import { nearest } from '../../geodata/ground/line.ts'
import { indexRoads } from '../../geodata/ground/roadIndex.ts'
import { makeRoads } from '../../geodata/ground/roads.ts'
import { layStreams } from '../../geodata/ground/streams.ts'
import { makeTerrain } from '../../geodata/ground/terrain.ts'
import { clear, makeTrees } from '../../geodata/ground/trees.ts'
import { makeWater } from '../../geodata/ground/water.ts'
import { heightAt } from '../../geodata/heights.ts'
import { GROUNDS } from '../../geodata/paint.ts'
import { inRing } from '../../geodata/plane/ring.ts'
import { BOUNDS, toGround } from '../../geodata/projection.ts'
import { readSources } from '../../geodata/sources.ts'

const sources = readSources('geodata/sources')
const terrain = makeTerrain(sources)
const works = makeRoads(sources, terrain)
const ground = makeClasses(sources, terrain, works)
const water = makeWater(sources)
const at = (lon: number, lat: number): number => heightAt(terrain, ...toGround([lon, lat]))
const coverAt = (x: number, z: number): string =>
  GROUNDS[ground.classes[Math.floor((z - BOUNDS[1]) / 5) * ground.width + Math.floor((x - BOUNDS[0]) / 5)]!]!
const sha = (bytes: ArrayBufferView): string =>
  createHash('sha256')
    .update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    .digest('hex')

test('the floor of the basin lies between 3 and 65 m at every plant and rises from the bay to 성주동', () => {
  const plants = sources.places.filter(p => p.category === 'plant' && p.confidence === 'high')
  expect(plants.length).toBeGreaterThan(40)
  for (const plant of plants) {
    const height = heightAt(terrain, ...plant.at)
    expect(height, plant.name.ko).toBeGreaterThan(2)
    expect(height, plant.name.ko).toBeLessThan(65)
  }
  expect(at(128.6316, 35.2141)).toBeLessThan(at(128.66507, 35.21232))
  expect(at(128.66507, 35.21232)).toBeLessThan(at(128.70803, 35.19297))
})

test('the bay lies below the sea and the towns around it above', () => {
  for (const [lon, lat] of [
    [128.585, 35.2],
    [128.588, 35.185],
    [128.59, 35.165],
  ] as const)
    expect(at(lon, lat)).toBeLessThan(-0.5)
  for (const [lon, lat] of [
    [128.5771, 35.2363],
    [128.6812, 35.2285],
    [128.6024, 35.1884],
  ] as const)
    expect(at(lon, lat)).toBeGreaterThan(2)
})

test('streams fall all the way, and no ground stands higher than their water inside their banks', () => {
  for (const { line, bed, level } of layStreams(sources)) {
    for (let i = 1; i < bed.length; i++) expect(bed[i]!).toBeLessThanOrEqual(bed[i - 1]!)
    for (let i = 0; i < line.length; i += 7)
      expect(heightAt(terrain, line[i]![0], line[i]![1])).toBeLessThan(level[i]! + 0.1)
  }
})

test('carriageways cross water on decks only', () => {
  const sea = water.filter(w => w.level === 0)
  const wet = (x: number, z: number): boolean =>
    sea.some(w => inRing(w.ring, x, z) && !(w.holes ?? []).some(h => inRing(h, x, z))) &&
    heightAt(terrain, x, z) < 0
  const paved = works.drapes.filter(d => d.paint.surface === 'asphalt' && !d.deck)
  for (const { ring } of paved) for (const p of ring) expect(wet(...p)).toBe(false)
  const boxes = paved.map(({ ring }) => {
    const [xs, zs] = [ring.map(p => p[0]), ring.map(p => p[1])]
    return { ring, box: [Math.min(...xs), Math.min(...zs), Math.max(...xs), Math.max(...zs)] as const }
  })
  const drowned = layStreams(sources)
    .flatMap(stream => stream.line)
    .filter(p =>
      boxes.some(
        ({ ring, box }) =>
          p[0] > box[0] && p[1] > box[1] && p[0] < box[2] && p[1] < box[3] && inRing(ring, ...p),
      ),
    )
  expect(drowned).toEqual([])
})

test('a deck stands above the water it spans', () => {
  const decks = works.drapes.filter(d => d.deck && d.paint.surface === 'asphalt')
  expect(decks.length).toBeGreaterThan(20)
  for (const { ring, deck } of decks)
    ring.forEach(([x, z], i) => {
      expect(deck![i]!).toBeGreaterThan(Math.max(0.5, heightAt(terrain, x, z) - 2))
    })
})

test('창원대로 is 50 m wide and named, and over a hundred factory blocks lie in the complex', () => {
  const spine = works.roads.filter(r => r.name?.ko === '창원대로')
  expect(spine.every(r => r.width === 50)).toBe(true)
  expect(works.blocks.filter(b => b.subdistrict >= 0).length).toBeGreaterThan(100)
})

test('blocks keep off carriageways and off the water', () => {
  const index = indexRoads(works.roads)
  let [bad, all] = [0, 0]
  for (const { ring } of works.blocks)
    for (const p of ring) {
      all++
      if (index.kerb(p) < -1) bad++
      expect(heightAt(terrain, ...p)).toBeGreaterThan(0)
    }
  expect(bad / all).toBeLessThan(0.02)
})

test('trees stand neither on carriageways nor in the sea, and leave the rings they are cleared from', () => {
  const trees = makeTrees(sources, terrain, works, ground)
  expect(trees.length).toBeGreaterThan(35_000)
  expect(trees.length).toBeLessThan(60_000)
  const index = indexRoads(works.roads)
  const medians = works.roads.filter(r => r.median && r.width >= 50)
  const onRoad = trees.filter(
    t => index.kerb([t.x, t.z]) < 0 && !medians.some(r => nearest(r.centreline, [t.x, t.z]).distance < 3),
  )
  expect(onRoad).toEqual([])
  for (const tree of trees) expect(coverAt(tree.x, tree.z)).not.toBe('sea')
  const block = works.blocks[40]!.ring
  expect(clear(trees, [block]).some(t => inRing(block, t.x, t.z))).toBe(false)
})

test('the class map shows what is there', () => {
  expect(coverAt(...toGround([128.585, 35.2]))).toBe('sea')
  expect(coverAt(...toGround([128.72269, 35.165]))).toMatch(/^forest/)
  expect(coverAt(...toGround([128.62409, 35.24412]))).toBe('road')
  const fields = ground.classes.reduce((n, c) => n + (GROUNDS[c] === 'field' ? 1 : 0), 0)
  expect((fields * 25) / 1e6).toBeGreaterThan(10)
})

test('the backdrop starts on the border of the terrain', () => {
  const { positions, indices, reach } = makeBackdrop(terrain)
  for (let k = 0; k < 600; k += 3)
    expect(positions[k + 1]).toBeCloseTo(heightAt(terrain, positions[k]!, positions[k + 2]!), 3)
  expect(Math.max(...indices)).toBe(positions.length / 3 - 1)
  expect(Math.max(...positions)).toBeCloseTo(reach, 0)
})

test('a second run gives the same bytes', () => {
  const afresh = readSources('geodata/sources')
  const again = makeTerrain(afresh)
  expect(sha(again.heights)).toBe(sha(terrain.heights))
  const twice = makeRoads(afresh, again)
  expect(JSON.stringify(twice.drapes.slice(0, 4000))).toBe(JSON.stringify(works.drapes.slice(0, 4000)))
  expect(JSON.stringify(twice.blocks)).toBe(JSON.stringify(works.blocks))
}, 300_000)
