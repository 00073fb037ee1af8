import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readColumnsSetting } from '../../geodata/import/columns.ts'
import { keepBackup } from '../../geodata/import/keepBackup.ts'
import { type ReadingSettings, readFirms } from '../../geodata/import/readFirms.ts'
import { readDegrees } from '../../geodata/read/degrees.ts'
import { readNumber } from '../../geodata/read/numbers.ts'

const CASES = '../shared/cases/2026-11'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'twin-registers-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function read(content: string | Buffer, settings: ReadingSettings = {}, ending = 'csv') {
  const file = join(folder, `${++files}.${ending}`)
  writeFileSync(file, content)
  return readFirms(file, settings)
}

const HERE = '35.2201,128.6602'

describe('a CSV as people have it', () => {
  test('an inch mark is a letter of the name, and three firms stay three', () => {
    const { firms, understood } = read(
      `name,lat,lon\n가람 6" 강관,${HERE}\n나래,${HERE}\n다온 8" 배관,${HERE}\n`,
    )
    expect(firms.map(firm => firm.name)).toEqual(['가람 6" 강관', '나래', '다온 8" 배관'])
    expect(understood[0]).toMatch(/a " is a letter like any other/)
  })

  test('CP949 with Korean names is known by itself, letters beyond EUC-KR among them', () => {
    const text =
      '업체명,소재지도로명주소,위도,경도,종업원수(명),업종\n똠방정밀,창원,35.2201,128.6602,"1,234",금형\n나래,창원,,,30,\n'
    const { firms, skipped, understood } = read(iconv.encode(text, 'cp949'))
    expect(firms).toEqual([
      {
        name: '똠방정밀',
        address: '창원',
        industry: '금형',
        at: [128.6602, 35.2201],
        employees: 1234,
        exact: false,
      },
    ])
    expect(skipped).toEqual(['line 3 나래: no position'])
    expect(understood.join('\n')).toMatch(/encoding CP949, cells between commas[\s\S]*name = 업체명/)
  })

  test('semicolons, decimal commas, and UTF-16 as Excel saves it', () => {
    const text = 'name;lat;lon;employees\n가람;35,2201;128,6602;1.040\n'
    for (const bytes of [text, iconv.encode(text, 'utf16le', { addBOM: true })]) {
      const { firms, understood } = read(bytes)
      expect(firms).toMatchObject([{ at: [128.6602, 35.2201], employees: 1040 }])
      expect(understood.join()).toMatch(/semicolons.*decimal comma/)
    }
  })

  test('decimal points and commas in one file are refused, and --decimal settles it', () => {
    const text = 'name;lat;lon\n가람;35,2201;128,6602\n나래;35.2211;128.6612\n'
    expect(() => read(text)).toThrow(/some of its numbers have a decimal point and some a decimal comma/)
    expect(read(text, { decimal: '.' }).skipped).toHaveLength(1)
  })

  test('employees that are no number are told and not made up', () => {
    const { firms, skipped } = read(
      `name,lat,lon,employees\na,${HERE},약 40\nb,${HERE},40명\nc,${HERE},-\nd,${HERE},1.5\n`,
    )
    expect(firms.map(firm => firm.employees)).toEqual([40, Number.NaN])
    expect(skipped).toEqual([
      'line 2 a: employees 약 40 is no whole number from 0 to 1000000',
      'line 5 d: employees 1.5 is no whole number from 0 to 1000000',
    ])
  })

  test.each([
    ['a column', 'name,"x (EPSG:5186)",y\n가람,351156.82,292776.54\n', {}],
    ['a note', '# EPSG:5186\nname,x,y\n가람,"351,156.82","292,776.54"\n', {}],
    ['a column of its own', 'name,x,y,좌표계\n가람,351156.82,292776.54,5186\n', {}],
    ['the flag', 'name,x,y\n가람,351156.82,292776.54\n', { crs: 'EPSG:5186' }],
    ['the flag, east belt', 'name,lon,lat\n가람,169063.51,291566.25\n', { crs: 'EPSG:5187' }],
  ])('metres are placed where their system is named by %s', (_, text, settings) => {
    const [lon, lat] = read(text, settings).firms[0]!.at
    expect(lon).toBeCloseTo(128.6602, 4)
    expect(lat).toBeCloseTo(35.2201, 4)
  })

  test.each([
    [
      'metres of no system',
      'name,x,y\n가람,351156.82,292776.54\n',
      {},
      /not named; give --crs .*in EPSG:5186 they lie in the world/,
    ],
    [
      'a system of the old datum',
      'name,좌표정보X(EPSG5174),좌표정보Y(EPSG5174)\n가람,351156,292776\n',
      {},
      /EPSG:5174 is not known; convert/,
    ],
    [
      'swapped degrees',
      'name,lat,lon\n가람,128.6602,35.2201\n',
      {},
      /line 2: .* look swapped; name them with --columns lat=lon,lon=lat/,
    ],
    ['swapped metres', 'name,x,y\n가람,292776.54,351156.82\n', { crs: 'EPSG:5186' }, /look swapped.*x=y,y=x/],
    [
      'nothing placed',
      'name,lat,lon\n가람,,\n부산,35.1,129.1\n',
      {},
      /no firm has a usable place[\s\S]*line 2 가람: no position/,
    ],
    [
      'unknown columns',
      'firma,lat,lon\n가람,1,2\n',
      {},
      /no column is known as name; the columns are firma, lat, lon; name them with --columns/,
    ],
    ['a workbook', '', {}, /save it as CSV/, 'xlsx'],
  ])('%s is refused with the remedy', (_, text, settings, message, ending = 'csv') => {
    expect(() => read(text, settings, ending)).toThrow(message)
  })

  test('columns that are not known can be named', () => {
    const columns = readColumnsSetting('name=firma, GmbH,lat=N,lon=E')
    expect(columns).toEqual({ name: 'firma, GmbH', lat: 'N', lon: 'E' })
    expect(read(`"firma, GmbH",N,E\n가람,${HERE}\n`, { columns }).firms).toHaveLength(1)
    expect(() => readColumnsSetting('naam=x')).toThrow(/what can be named/)
  })
})

test.each([
  [`35°13'12.4"N`, 'lat', 35.220111],
  ["35°13'16N", 'lat', 35.221111],
  ['북위 35도 13분 12.4초', 'lat', 35.220111],
  ['128° 39′ 36.7″ E', 'lon', 128.660194],
  ['35-13-12.4', 'lat', 35.220111],
  ["128°39.6117'", 'lon', 128.660195],
  ['33.5 S', 'lat', -33.5],
] as const)('%s are degrees', (text, axis, degrees) => {
  expect(readDegrees(text, axis, '.')).toBeCloseTo(degrees, 5)
})

test.each([
  ['35°73\'12"N', /60 or more/],
  ["128°39'E", /no latitude: its hemisphere is E/],
  ['창원', /neither decimal degrees/],
])('%s are no degrees', (text, why) => {
  expect(readDegrees(text, 'lat', '.')).toMatch(why)
})

test('a number is read whole or not at all', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9e8, max: 9e8 }), fc.integer({ min: 0, max: 99 }), (whole, part) => {
      const number = Number(`${whole}.${part}`)
      expect(readNumber(`${whole.toLocaleString('en')}.${part}`, '.')).toBe(number)
      expect(readNumber(`${whole.toLocaleString('de')},${part}`, ',')).toBe(number)
      expect(readNumber(`${whole.toLocaleString('de')},${part}`, '.')).toBeNaN()
    }),
    { numRuns: 200, examples: [[1234, 5]] },
  )
  for (const text of ['1,23', '12,34,567', '1 2', '0x10', '1e3', '', 'NaN'])
    expect(readNumber(text, '.')).toBeNaN()
})

test('every row is placed or told, whatever its cells hold', () => {
  const cell = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), rows => {
      const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
      const text = `name,lat,lon,employees\nfirst,${HERE},1\n${rows.map(([a, b]) => `${quote(a)},${HERE},${quote(b)}`).join('\n')}\n`
      const { firms, skipped } = read(text, { decimal: '.' })
      expect(firms.length + skipped.length).toBe(rows.length + 1)
    }),
    { numRuns: 60 },
  )
})

describe('GeoJSON', () => {
  const collection = (features: object[], more: object = {}): string =>
    JSON.stringify({ type: 'FeatureCollection', ...more, features })
  const firm = (geometry: unknown, properties: object = { 업체명: '가람', 종업원수: '1,234' }): object => ({
    type: 'Feature',
    properties,
    geometry,
  })

  test('EPSG:5187 is placed, a null geometry told, a footprint taken by its middle', () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::5187' } }
    const [x, y] = [169_063.51, 291_566.25]
    const ring = [
      [x - 20, y - 10],
      [x + 20, y - 10],
      [x + 20, y + 10],
      [x - 20, y + 10],
      [x - 20, y - 10],
    ]
    const { firms, skipped, understood } = read(
      collection(
        [
          firm({ type: 'Point', coordinates: [x, y] }),
          firm(null),
          firm({ type: 'Polygon', coordinates: [ring] }),
        ],
        { crs },
      ),
      {},
      'geojson',
    )
    for (const { at } of firms) {
      expect(at[0]).toBeCloseTo(128.6602, 4)
      expect(at[1]).toBeCloseTo(35.2201, 4)
    }
    expect(firms.map(({ name, employees }) => [name, employees])).toEqual([
      ['가람', 1234],
      ['가람', 1234],
    ])
    expect(skipped).toEqual(['feature 2 가람: no position'])
    expect(understood).toContain('1 footprints, each taken by its middle')
  })
})

describe.skipIf(!existsSync(CASES))('the cases handed out', () => {
  const near = (name: string, settings: ReadingSettings = {}) =>
    readFirms(join(CASES, name), settings).firms.map(({ at }) => at.map(value => value.toFixed(4)).join())
  test.each([
    ['csv-inch-marks.csv', ['128.6602,35.2201', '128.6612,35.2211', '128.6622,35.2221']],
    ['csv-degrees-minutes.csv', ['128.6602,35.2201', '128.6611,35.2211']],
    ['csv-korean-cp949.csv', ['128.6602,35.2201', '128.6622,35.2221']],
    ['csv-semicolon-decimal-comma.csv', ['128.6602,35.2201', '128.6612,35.2211']],
    ['geojson-null-geometry.geojson', ['128.6602,35.2201']],
    ['geojson-epsg5187.geojson', ['128.6602,35.2201']],
  ])('%s', (name, places) => {
    expect(near(name)).toEqual(places)
  })
  test('csv-tm5186.csv', () => {
    expect(() => near('csv-tm5186.csv')).toThrow(/EPSG:5186/)
    expect(near('csv-tm5186.csv', { crs: 'EPSG:5186' })).toEqual(['128.6602,35.2201', '128.6612,35.2211'])
  })
})

test('an import that places nothing exits with 2 and leaves what stands', async () => {
  const [file, out] = [join(folder, 'none.csv'), join(folder, 'stands.json')]
  writeFileSync(file, 'name,lat,lon\n가람,,\n')
  writeFileSync(out, 'as it was')
  const run = promisify(execFile)(process.execPath, [
    'node_modules/tsx/dist/cli.mjs',
    'geodata/import.ts',
    file,
    '--out',
    out,
  ])
  await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('nothing is imported') })
  expect(readFileSync(out, 'utf8')).toBe('as it was')
}, 60_000)

test('the last five copies are kept', async () => {
  const out = join(folder, 'copy.json')
  expect(keepBackup(out)).toBeNull()
  const kept: string[] = []
  for (let i = 0; i < 7; i++) {
    writeFileSync(out, String(i))
    await new Promise(resolve => setTimeout(resolve, 3))
    kept.push(keepBackup(out)!)
  }
  expect(readdirSync(folder).filter(name => name.startsWith('copy.json.bak-'))).toHaveLength(5)
  expect(readFileSync(kept.at(-1)!, 'utf8')).toBe('6')
})
