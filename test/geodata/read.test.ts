import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCsv } from '../../geodata/read/csv.ts'
import { readGeoJson } from '../../geodata/read/geojson.ts'
import { BadFile } from '../../geodata/read/Problems.ts'
import { readSite } from '../../geodata/read/site.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'twin-read-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const square = [
  [128.65, 35.21],
  [128.651, 35.21],
  [128.651, 35.211],
  [128.65, 35.211],
  [128.65, 35.21],
]
const polygon = (ring: unknown, id?: string): object => ({
  type: 'Feature',
  ...(id ? { id } : {}),
  properties: {},
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const collection = (features: object[], more: object = {}): string =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features })

describe('GeoJSON', () => {
  test('reads what is right', () => {
    const [feature] = readGeoJson(put('good.geojson', collection([polygon(square, 'a')])))
    expect(feature).toMatchObject({ number: 1, id: 'a', type: 'Polygon' })
  })

  test('EPSG:5186 is converted when it is named', () => {
    // 35.2160 N 128.6500 E in EPSG:5186, by its definition (tmerc 38 N 127 E, false origin 200000, 600000).
    const file = put(
      'korean.geojson',
      collection(
        [
          {
            type: 'Feature',
            properties: {},
            geometry: { type: 'Point', coordinates: [350_217.6, 292_068.6] },
          },
        ],
        { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::5186' } } },
      ),
    )
    const [lon, lat] = readGeoJson(file)[0]!.coordinates as [number, number]
    expect(lon).toBeCloseTo(128.65, 2)
    expect(lat).toBeCloseTo(35.216, 2)
  })

  test.each([
    ['broken JSON, with its line', '{"type":"FeatureCollection",\n"features":[}\n', /line 2: it is not JSON/],
    ['no collection', '{"type":"Feature"}', /not a FeatureCollection/],
    [
      'an unknown system',
      collection([], { crs: { properties: { name: 'EPSG:3857' } } }),
      /EPSG:3857 is not known; convert it to one of EPSG:4326/,
    ],
    [
      'metres without a name',
      collection([
        polygon([
          [350_000, 292_000],
          [350_100, 292_000],
          [350_100, 292_100],
          [350_000, 292_000],
        ]),
      ]),
      /feature 1: 350000, 292000 are no degrees of longitude and latitude; it looks like EPSG:5186/,
    ],
    [
      'a missing coordinate',
      collection([polygon([[128.65, null], ...square.slice(1)])]),
      /feature 1: coordinate \[128.65,null\] is no pair of numbers/,
    ],
    [
      'latitude and longitude swapped',
      collection([polygon(square.map(([a, b]) => [b, a]))]),
      /longitude first: swap them/,
    ],
    [
      'an outline that crosses itself',
      collection([
        polygon([
          [128.65, 35.21],
          [128.651, 35.211],
          [128.651, 35.21],
          [128.65, 35.211],
          [128.65, 35.21],
        ]),
      ]),
      /feature 1: its outline crosses itself near 128.65/,
    ],
    [
      'too few corners',
      collection([
        polygon([
          [128.65, 35.21],
          [128.651, 35.21],
          [128.65, 35.21],
        ]),
      ]),
      /2 corners/,
    ],
    [
      'one id twice',
      collection([polygon(square, 'x'), polygon(square, 'x')]),
      /feature 2: id x stands at feature 1 too/,
    ],
    [
      'no geometry',
      collection([{ type: 'Feature', properties: {}, geometry: null }]),
      /feature 1: it is no Feature with a geometry/,
    ],
  ])('refuses %s', (name, text, message) => {
    const file = put(`${name.replaceAll(' ', '-')}.geojson`, text)
    expect(() => readGeoJson(file)).toThrow(BadFile)
    expect(() => readGeoJson(file)).toThrow(message)
  })

  test('tells twenty places at once and counts the rest', () => {
    const file = put(
      'many.geojson',
      collection(
        Array.from({ length: 30 }, () =>
          polygon([
            [0, 0],
            [1, 1],
            [2, 0],
            [0, 0],
          ]),
        ),
      ),
    )
    expect(() => readGeoJson(file)).toThrow(/feature 1:[\s\S]*and \d+ more/)
  })

  test('a file of 100 MB is refused before it is read', () => {
    const file = put('huge.geojson', '')
    truncateSync(file, 100 * 1024 * 1024)
    expect(() => readGeoJson(file)).toThrow(/105 MB, at most 64 MB are read; clip or split it/)
  })

  test('a missing file, and one in no known encoding', () => {
    expect(() => readGeoJson(join(folder, 'nowhere.geojson'))).toThrow(/no such file/)
    const file = put('latin.csv', '')
    writeFileSync(file, Buffer.from('name,caf\u00e9,b\n', 'latin1'))
    expect(() => readCsv(file, [])).toThrow(/no text in UTF-8, UTF-16 or CP949/)
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('이름,위도\n가람정밀'), Buffer.from([0xff]), Buffer.from(',1\n')]),
    )
    expect(() => readCsv(file, [])).toThrow(/no text in UTF-8/)
  })
})

describe('CSV', () => {
  test('quotes, commas, line breaks in cells, a byte order mark', () => {
    const rows = readCsv(
      put('good.csv', '\uFEFFname,address\r\n"두산, ""에너빌리티""","성산구\n22"\r\n\r\nLG,대로\r\n'),
      ['name'],
    )
    expect(rows.map(r => r.cells.name)).toEqual(['두산, "에너빌리티"', 'LG'])
    expect(rows.map(r => r.line)).toEqual([2, 5])
  })

  test.each([
    ['a missing column', 'name,lat\na,1\n', /line 1: columns lon are missing/],
    ['a short row', 'name,lat,lon\na,1,2\nb,1\n', /line 3: 2 cells where the header has 3/],
    ['an open quote', 'name,lat,lon\n"a,1,2\n', /line 2: a quote is opened and never closed/],
    ['nothing', '', /it is empty/],
    [
      'a quote that swallows the next firm',
      'name,lat,lon\n"8 pipe,1,2\nb 8",1,2\n',
      /line 2: .*looks like other rows/,
    ],
    [
      'a bare quote beside quoted cells',
      'name,lat,lon\n"a",1,2\nb 8" c,1,2\n',
      /line 3: a " stands where no quote may be/,
    ],
    ['a column twice', 'name,lat,lat\na,1,2\n', /column lat stands twice/],
  ])('refuses %s', (name, text, message) => {
    expect(() => readCsv(put(`${name.replaceAll(' ', '-')}.csv`, text), ['name', 'lat', 'lon'])).toThrow(
      message,
    )
  })
})

test('a site with an unknown kind or a doubled id is refused with the place', () => {
  const asset = {
    id: 'a',
    kind: 'teapot',
    name: { ko: '가', en: 'a' },
    place: [0, 0, 0],
    heading: 0,
    provenance: 'synthetic',
    source: 'test',
    feature: -1,
    block: -1,
    subdistrict: -1,
  }
  const site = {
    version: 'v',
    origin: [128.65, 35.216],
    bounds: [0, 0, 1, 1],
    features: 0,
    subdistricts: [],
    blocks: [],
    places: [],
    bookmarks: [],
    assets: [asset],
  }
  expect(() => readSite(put('kind.json', JSON.stringify(site)))).toThrow(/assets.0.kind: is no known kind/)
  const solar = { ...asset, kind: 'solar' }
  expect(() => readSite(put('double.json', JSON.stringify({ ...site, assets: [solar, solar] })))).toThrow(
    /asset a: the id stands twice/,
  )
  for (const parent of ['nowhere', 'solar-1', solar.id])
    expect(() =>
      readSite(put('parent.json', JSON.stringify({ ...site, assets: [{ ...solar, parent }] }))),
    ).toThrow(/its parent .* is not there or part of it/)
  expect(readSite(put('fine.json', JSON.stringify({ ...site, assets: [solar] }))).assets.length).toBe(1)
})
