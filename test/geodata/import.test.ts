import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeFeatures } from '../../geodata/features.ts'
import { encodeHeights } from '../../geodata/heights.ts'
import { importFirms } from '../../geodata/import.ts'
import { toGround } from '../../geodata/projection.ts'
import { readSite } from '../../geodata/read/site.ts'
import { replayAir } from '../../geodata/replay.ts'
import type { Site } from '../../models/site.ts'
import { systemClock } from '../../server/clock.ts'
import { openCredential } from '../../server/ingest/credential.ts'
import { asset } from '../server/fixture.ts'
import { startTwin } from '../server/twinUnderTest.ts'

const REFERENCE = '../shared/geodata-reference'
const REGISTER = join(REFERENCE, 'factories_changwon_national_complex.csv')
const AIR = join(REFERENCE, 'air_quality_hourly_changwon_2024.csv')

let folder = ''
let world: { dir: string; site: Site }

/** A world of one building at the door of Doosan, and two assets. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'twin-import-'))
  const [x, z] = toGround([128.60147, 35.17539])
  const one = <T>(array: T): T => array
  writeFileSync(
    join(folder, 'features.bin'),
    encodeFeatures({
      count: 1,
      x: one(Float32Array.of(x)),
      z: Float32Array.of(z),
      base: Float32Array.of(3),
      top: Float32Array.of(33),
      block: Int16Array.of(4),
      subdistrict: Int8Array.of(0),
      use: Uint8Array.of(0),
      provenance: Uint8Array.of(1),
      named: new Map(),
    }),
  )
  writeFileSync(
    join(folder, 'heights.bin'),
    encodeHeights({
      minX: -10_240,
      minZ: -8_960,
      step: 10_240,
      columns: 3,
      rows: 3,
      heights: new Float32Array(9).fill(12),
    }),
  )
  const site: Site = {
    version: 'w1',
    origin: [128.65, 35.216],
    bounds: [-10_240, -8_960, 10_240, 8_960],
    features: 1,
    blocks: [],
    plots: [],
    places: [],
    bookmarks: [],
    subdistricts: [
      {
        name: { ko: '귀곡', en: 'Gwigok' },
        ring: [
          [x - 500, z - 500],
          [x - 500, z + 500],
          [x + 500, z + 500],
          [x + 500, z - 500],
        ],
        centre: [x, 3, z],
        firms: 1,
        jobs: 1,
      },
    ],
    assets: [
      asset('factory', { id: 'factory-0001' }),
      asset('airStation', { id: 'air-ungnam' }),
      asset('airStation', { id: 'air-yongji' }),
    ],
  }
  world = { dir: folder, site }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('firms replace the synthetic factories, in their building, apart from each other', async () => {
  const file = join(folder, 'firms.csv')
  writeFileSync(
    file,
    'name,lat,lon,employees\n두산,35.17539,128.60147,7107\n이웃,35.17539,128.60147,10\n어디,,,3\n부산,35.10,129.03,5\n',
  )
  const { placed, skipped } = await importFirms(file, join(folder, 'out.json'), { world })
  expect(placed).toBe(2)
  expect(skipped).toEqual([
    'line 4 어디: no position',
    expect.stringMatching(/^line 5 부산: .* outside the world$/),
  ])
  const site = readSite(join(folder, 'out.json'))
  const firms = site.assets.filter(a => a.kind === 'factory')
  expect(firms.map(f => f.name.ko)).toEqual(['두산', '이웃'])
  expect(firms[0]).toMatchObject({
    feature: 0,
    block: 4,
    subdistrict: 0,
    place: [expect.any(Number), 33, expect.any(Number)],
    provenance: 'approximate',
  })
  expect(
    Math.hypot(firms[0]!.place[0] - firms[1]!.place[0], firms[0]!.place[2] - firms[1]!.place[2]),
  ).toBeGreaterThan(1)
  expect(site.version).not.toBe('w1')
  const told: string[] = []
  const before = readFileSync(join(folder, 'out.json'), 'utf8')
  const again = await importFirms(file, join(folder, 'out.json'), { world, tell: line => told.push(line) })
  expect(readFileSync(again.backup ?? '', 'utf8')).toBe(before)
  expect(told.join()).toMatch(/encoding UTF-8, cells between commas.*coordinates in EPSG:4326/)
  expect(firms[0]!.source).toMatch(/load estimated from employees$/)
  expect(site.assets.some(a => a.id === 'air-ungnam')).toBe(true)
})

test('a bad file leaves the working copy that stands', async () => {
  const out = join(folder, 'kept.json')
  writeFileSync(out, 'as it was')
  const file = join(folder, 'bad.csv')
  writeFileSync(file, 'company,place\na,b\n')
  await expect(importFirms(file, out, { world })).rejects.toThrow(
    /no column is known as lat and lon, or x and y/,
  )
  expect(readFileSync(out, 'utf8')).toBe('as it was')
})

test.skipIf(!existsSync(REGISTER))(
  'the register of 2,371 firms: those with a position are placed, the rest are named',
  async () => {
    const { placed, skipped } = await importFirms(REGISTER, join(folder, 'register.json'), { world })
    expect(placed + skipped.length).toBe(2371)
    expect(skipped.filter(line => line.endsWith('no position')).length).toBe(38)
    const site = readSite(join(folder, 'register.json'))
    expect(site.assets.filter(a => a.kind === 'factory').length).toBe(placed)
    expect(site.assets.filter(a => a.provenance === 'surveyed').length).toBe(1292)
  },
)

test.skipIf(!existsSync(AIR))(
  'the hourly air file goes through the HTTP door into every station',
  async () => {
    const key = 'a-device-key-for-replay'
    const twin = await startTwin({
      site: world.site,
      clock: systemClock,
      sources: [],
      credential: openCredential(folder, key),
      folders: { client: null, world: null },
      host: '127.0.0.1',
      port: 0,
      version: '0',
    })
    const report = await replayAir(AIR, twin.url, key, () => Promise.resolve())
    expect(report.hours).toBe(556)
    expect(report.rejected).toBe(0)
    const last = readFileSync(AIR, 'utf8').trim().split('\n').at(-1)!.split(',')
    for (const id of ['air-ungnam', 'air-yongji']) {
      expect(twin.twin.values[twin.points.find(id, 'pm10')]).toBeCloseTo(Number(last[2]), 6)
    }
    await expect(replayAir(AIR, twin.url, 'a-wrong-device-key', () => Promise.resolve())).rejects.toThrow(
      /401/,
    )
    await twin.close()
    await expect(replayAir(AIR, twin.url, key, () => Promise.resolve())).rejects.toThrow(/no twin answers/)
  },
)
