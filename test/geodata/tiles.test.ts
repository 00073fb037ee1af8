import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MeshoptDecoder } from 'meshoptimizer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alongQuadtree } from '../../geodata/fabric/quadtreeOrder.ts'
import { decodeFeatures, encodeFeatures } from '../../geodata/features.ts'
import { decodeHeights, encodeHeights, heightAt } from '../../geodata/heights.ts'
import type { Paint } from '../../geodata/paint.ts'
import { drapeTriangles } from '../../geodata/tiles/flat.ts'
import { rangesOf } from '../../geodata/tiles/range.ts'
import { type Tile, writeTileset } from '../../geodata/tiles/writeTileset.ts'
import { decodeTrees, encodeTrees } from '../../geodata/trees.ts'
import type { Building, Drape, World } from '../../geodata/world.ts'

const paint: Paint = { surface: 'lot', rgb: [90, 90, 90] }
const box = (x: number, z: number, s: number) =>
  [
    [x, z + s],
    [x + s, z + s],
    [x + s, z],
    [x, z],
  ] as const
/** A hill of 80 m over 4 km, samples of 100 m. */
const terrain = {
  minX: -2000,
  minZ: -2000,
  step: 100,
  columns: 41,
  rows: 41,
  heights: Float32Array.from({ length: 41 * 41 }, (_, k) => {
    const [i, j] = [(k % 41) - 20, Math.floor(k / 41) - 20]
    return 80 * Math.exp(-(i * i + j * j) / 100)
  }),
}
const house = (k: number): Building => {
  const ring = box(-1500 + (k % 8) * 400, -1300 + Math.floor(k / 8) * 600, 30)
  const part = { shape: 'prism', ring, base: 5, top: 15 + k, wall: paint, roof: paint } as const
  const name = { ko: `공장 ${k}`, en: `Works ${k}` }
  return {
    use: 'factory',
    ring,
    base: 5,
    top: 15 + k,
    parts: [part],
    provenance: 'synthetic',
    block: -1,
    subdistrict: -1,
    name,
  }
}
const buildings = alongQuadtree(
  Array.from({ length: 40 }, (_, k) => house(k)),
  b => b,
)
const lot: Drape = { ring: box(100, 100, 200), paint, lift: 0.1, feature: 3 }
const deck: Drape = { ring: box(500, 500, 40), paint, lift: 0.1, deck: [90, 91, 92, 93] }
const world = {
  terrain,
  buildings,
  drapes: [lot, deck],
  waters: [{ ring: box(-1900, -1900, 300), level: 0 }],
  trees: [],
  ground: { width: 1, height: 1, classes: Uint8Array.of(4) },
} as unknown as World

const [one, two] = [mkdtempSync(join(tmpdir(), 'tiles-')), mkdtempSync(join(tmpdir(), 'tiles-'))]
beforeAll(async () => {
  await MeshoptDecoder.ready
  await writeTileset(world, one, () => {})
  await writeTileset(world, two, () => {})
})
afterAll(() => {
  for (const folder of [one, two]) rmSync(folder, { recursive: true })
})
const tileset = () => JSON.parse(readFileSync(join(one, 'tileset.json'), 'utf8'))
const tilesBelow = (tile: Tile): Tile[] => [tile, ...(tile.children ?? []).flatMap(tilesBelow)]

function open(uri: string) {
  const bytes = readFileSync(join(one, uri))
  expect([bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)]).toEqual([
    0x46546c67,
    2,
    bytes.length,
  ])
  const length = bytes.readUInt32LE(12)
  const json = JSON.parse(bytes.toString('utf8', 20, 20 + length))
  const bin = bytes.subarray(28 + length)
  const decode = (accessor: number): DataView => {
    const c = json.bufferViews[json.accessors[accessor].bufferView].extensions.EXT_meshopt_compression
    const out = new Uint8Array(c.count * c.byteStride)
    const source = bin.subarray(c.byteOffset, c.byteOffset + c.byteLength)
    MeshoptDecoder.decodeGltfBuffer(out, c.count, c.byteStride, source, c.mode)
    return new DataView(out.buffer)
  }
  return { json, bin, decode }
}

test('every building is in one leaf, at its place, height and name, under its global id', () => {
  const seen: number[] = []
  for (const tile of tilesBelow(tileset().root)) {
    if (tile.children || !tile.content || tile.content.uri.includes('water')) continue
    const { json, bin, decode } = open(tile.content.uri)
    const node = json.nodes.find((n: { mesh: number }) => json.meshes[n.mesh].name === 'building')
    if (!node) continue
    expect(json.extensionsUsed).toEqual(
      expect.arrayContaining([
        'EXT_meshopt_compression',
        'KHR_mesh_quantization',
        'EXT_mesh_features',
        'EXT_structural_metadata',
      ]),
    )
    const { attributes } = json.meshes[node.mesh].primitives[0]
    const [at, feature] = [decode(attributes.POSITION), decode(attributes._FEATURE_ID_0)]
    const tops = new Map<number, number>()
    for (let v = 0; v < json.accessors[attributes.POSITION].count; v++) {
      const id = feature.getUint16(4 * v, true) + node.extras.firstFeature
      const [x, y, z] = [0, 1, 2].map(
        c => node.translation[c] + node.scale[c] * at.getInt16(8 * v + 2 * c, true),
      ) as [number, number, number]
      const ring = buildings[id]!.ring
      expect(
        Math.min(...ring.map(p => Math.max(Math.abs(p[0] - x), Math.abs(p[1] - z)))),
      ).toBeLessThanOrEqual(node.scale[0])
      tops.set(id, Math.max(tops.get(id) ?? 0, y))
    }
    const table = json.extensions.EXT_structural_metadata.propertyTables[0].properties
    const view = (i: number) => bin.subarray(json.bufferViews[i].byteOffset)
    for (const [id, top] of tops) {
      const row = id - node.extras.firstFeature
      expect(Math.abs(top - buildings[id]!.top)).toBeLessThanOrEqual(node.scale[1])
      expect(view(table.id.values).readUInt32LE(4 * row)).toBe(id)
      expect(view(table.height.values).readFloatLE(4 * row)).toBeCloseTo(buildings[id]!.top - 5, 4)
      const [from, to] = [0, 4].map(o => view(table.name.stringOffsets).readUInt32LE(4 * row + o))
      expect(view(table.name.values).toString('utf8', from, to)).toBe(buildings[id]!.name!.ko)
      seen.push(id)
    }
  }
  expect(seen.sort((a, b) => a - b)).toEqual(buildings.map((_, id) => id))
})

test('the tileset is 1.1, errors fall, boxes nest, contents exist, and two writes are equal', () => {
  expect(tileset().asset.version).toBe('1.1')
  for (const tile of tilesBelow(tileset().root)) {
    if (tile.content) expect(existsSync(join(one, tile.content.uri))).toBe(true)
    for (const child of tile.children ?? []) {
      expect(child.geometricError).toBeLessThan(tile.geometricError)
      const [p, c] = [tile.boundingVolume.box, child.boundingVolume.box]
      for (const k of [0, 1, 2])
        expect(Math.abs(p[k]! - c[k]!) + c[3 + 4 * k]!).toBeLessThanOrEqual(p[3 + 4 * k]! + 0.02)
    }
  }
  for (const name of ['tileset.json', ...readdirSync(join(one, 'tiles')).map(f => `tiles/${f}`)])
    expect(readFileSync(join(one, name)).equals(readFileSync(join(two, name)))).toBe(true)
})

test('the Khronos validator finds neither error nor warning in any tile', async () => {
  const { validateBytes } = createRequire(import.meta.url)('gltf-validator') as {
    validateBytes(
      bytes: Uint8Array,
    ): Promise<{ issues: { messages: { severity: number; message: string }[] } }>
  }
  const uris = tilesBelow(tileset().root).flatMap(({ content }) => (content ? [content.uri] : []))
  expect(uris.length).toBeGreaterThan(3)
  for (const uri of uris) {
    const { issues } = await validateBytes(new Uint8Array(readFileSync(join(one, uri))))
    expect(
      issues.messages.filter(({ severity }) => severity < 2),
      uri,
    ).toEqual([])
  }
})

test('drapes lie above the ground by their lift, decks at their own height', () => {
  for (const { corners } of drapeTriangles(lot, terrain))
    for (const [x, y, z] of corners) expect(y - heightAt(terrain, x, z)).toBeGreaterThanOrEqual(lot.lift)
  const heights = drapeTriangles(deck, terrain).flatMap(t => t.corners.map(c => c[1]))
  expect([...new Set(heights)].sort()).toEqual([90, 91, 92, 93])
})

test('the root stands on the ellipsoid at 35.216 N 128.65 E', () => {
  const [x, y, z] = tileset().root.transform.slice(12) as [number, number, number]
  expect((x * x + y * y) / 6_378_137 ** 2 + (z * z) / 6_356_752.314_245 ** 2).toBeCloseTo(1, 10)
  expect((Math.atan2(y, x) * 180) / Math.PI).toBeCloseTo(128.65, 9)
  const flat = (6_356_752.314_245 / 6_378_137) ** 2
  expect((Math.atan2(z, Math.hypot(x, y) * flat) * 180) / Math.PI).toBeCloseTo(35.216, 9)
})

test('buildings out of quadtree order are refused', () => {
  const mixed = [house(0), house(39), house(1)]
  expect(() => rangesOf(mixed)([-1600, -1400, 0, 0])).toThrow('order buildings along the quadtree')
})

test('heights and trees come back within their step, and a cut file says so', () => {
  const heights = encodeHeights(terrain)
  decodeHeights(heights.slice().buffer).heights.forEach((h, k) => {
    expect(Math.abs(h - terrain.heights[k]!)).toBeLessThanOrEqual(0.0501)
  })
  expect(() => decodeHeights(heights.slice(0, -2).buffer)).toThrow('cut short')
  const trees = encodeTrees({
    count: 1,
    x: Float32Array.of(1234.5),
    y: Float32Array.of(12.3),
    z: Float32Array.of(-777),
    height: Uint8Array.of(85),
    kind: Uint8Array.of(2),
  })
  const back = decodeTrees(trees.slice().buffer)
  expect([back.height[0], back.kind[0]]).toEqual([85, 2])
  expect(Math.abs(back.x[0]! - 1234.5)).toBeLessThan(0.17)
  expect(() => decodeTrees(trees.slice(0, -1).buffer)).toThrow('cut short')
})

test('the feature table comes back as it was, and a cut or foreign file says so', () => {
  const table = {
    count: 3,
    x: Float32Array.of(1, -2, 3.5),
    z: Float32Array.of(4, 5, -6),
    base: Float32Array.of(0, 1, 2),
    top: Float32Array.of(9, 8, 7),
    block: Int16Array.of(-1, 300, 2),
    subdistrict: Int8Array.of(-1, 0, 5),
    use: Uint8Array.of(0, 14, 3),
    provenance: Uint8Array.of(0, 1, 2),
    named: new Map([[1, 'car-park:hjscgnmv/2']]),
  }
  const bytes = encodeFeatures(table)
  expect(decodeFeatures(bytes.slice().buffer)).toEqual(table)
  expect(() => decodeFeatures(bytes.slice(0, -1).buffer)).toThrow('cut short')
  expect(() => decodeFeatures(new ArrayBuffer(64))).toThrow('not a feature table')
  expect(() => decodeFeatures(new ArrayBuffer(3))).toThrow('not a feature table')
  const newer = bytes.slice()
  newer[4] = 3
  expect(() => decodeFeatures(newer.buffer)).toThrow(
    'features.bin is a feature table of version 3 and this program reads version 2; reload the page',
  )
  const first = Uint8Array.from([...'CTF1'].map(c => c.charCodeAt(0)))
  expect(() => decodeFeatures(first.buffer)).toThrow(/of version 1 .* `npm run world`/)
})
