import { afterEach, expect, test, vi } from 'vitest'
import { fetchBytes, LoadError } from '../../client/live/fetchBytes.ts'
import { loading, loadWorld, world } from '../../client/live/world.ts'
import { encodeFeatures } from '../../geodata/features.ts'
import { encodeHeights } from '../../geodata/heights.ts'

const features = encodeFeatures({
  count: 1,
  x: new Float32Array([7]),
  z: new Float32Array(1),
  base: new Float32Array(1),
  top: new Float32Array(1),
  block: new Int16Array(1),
  subdistrict: new Int8Array(1),
  use: new Uint8Array(1),
  provenance: new Uint8Array(1),
  named: new Map(),
})
const heights = encodeHeights({
  minX: 0,
  minZ: 0,
  step: 10,
  columns: 2,
  rows: 2,
  heights: Float32Array.from([1, 2, 3, 4]),
})
const site = JSON.stringify({ version: 'v', assets: [], places: [], features: 1 })

/** A server that answers these paths and 404 to all others. */
function serve(files: Record<string, BodyInit | number>): void {
  vi.stubGlobal('fetch', async (url: string) => {
    const file = files[url] ?? 404
    if (typeof file === 'number') return new Response('', { status: file })
    return new Response(file)
  })
}
const whole = { '/api/site': site, '/world/features.bin': features, '/world/heights.bin': heights } as Record<
  string,
  BodyInit
>

afterEach(() => {
  vi.unstubAllGlobals()
  world.setState({ loaded: null })
})

test('a whole world is loaded, and every step is done', async () => {
  serve(whole)
  const loaded = await loadWorld()
  expect(loaded.site.version).toBe('v')
  expect(loaded.features.x[0]).toBe(7)
  expect([...loaded.heights.heights]).toEqual([1, 2, 3, 4])
  expect(loading.getState()).toEqual({ site: 1, features: 1, heights: 1 })
  expect(world.getState().loaded).toBe(loaded)
})

test('a server that does not answer is away', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(loadWorld()).rejects.toMatchObject({ reason: 'away' })
})

test('a gateway without its server is away, too', async () => {
  serve({ ...whole, '/api/site': 502 })
  await expect(loadWorld()).rejects.toMatchObject({ reason: 'away' })
})

test('a missing file is named', async () => {
  serve({ ...whole, '/world/heights.bin': 404 })
  const error = await loadWorld().catch((e: unknown) => e)
  expect(error).toBeInstanceOf(LoadError)
  expect(error).toMatchObject({ reason: 'missing', message: '/world/heights.bin answered 404' })
})

test('a file cut short is no world, and none is put into force', async () => {
  serve({ ...whole, '/world/features.bin': features.slice(0, 12) as BodyInit })
  await expect(loadWorld()).rejects.toMatchObject({ reason: 'missing' })
  expect(world.getState().loaded).toBeNull()
})

test('progress grows with the bytes', async () => {
  vi.stubGlobal('fetch', async () => {
    const body = new ReadableStream({
      start(out) {
        out.enqueue(new Uint8Array(25))
        out.enqueue(new Uint8Array(75))
        out.close()
      },
    })
    return new Response(body, { headers: { 'content-length': '100' } })
  })
  const told: number[] = []
  const bytes = await fetchBytes('/x', part => told.push(part))
  expect(bytes.byteLength).toBe(100)
  expect(told).toEqual([0.25, 1, 1])
})
