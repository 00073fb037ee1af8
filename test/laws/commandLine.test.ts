import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

interface Answer {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const folder = mkdtempSync(join(tmpdir(), 'twin-laws-'))
/** One file in place of the loader, which costs a second a question. */
const bundle = join(folder, 'laws.mjs')

beforeAll(async () => {
  await build({
    entryPoints: ['server/laws.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Ask the command line in a process of its own. */
function ask(line: string, program: readonly string[] = [bundle]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...program, ...words(line)])
    let [out, err] = ['', '']
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString()
    })
    child.stderr.on('data', (text: Buffer) => {
      err += text.toString()
    })
    child.on('error', reject)
    child.on('close', code => resolve({ code, out, err }))
  })
}

/** Words of a line; quotes hold words together. */
const words = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(m => m[1] ?? m[2] ?? '')

/** Every law with a question and what its answer must show; the figures are published or worked by hand elsewhere. */
const QUESTIONS: readonly (readonly [line: string, shows: RegExp])[] = [
  ['sun --date 2026-06-21', /sunrise.*05:11:0/],
  ['sky --date 2026-06-21 --ghi 500', /Erbs.*500\.0/],
  ['plane --date 2026-06-21', /Perez-Driesse/],
  ['pv --date 2026-06-21 --kwp 1', /day.*5\.\d{3}/],
  ['yield --kwp 10', /1530/],
  ['sunhours --height 0 --distance 20', /total.*8\.0/],
  ['wind --speed 5 --hub 100 --roughness 0.15', /logarithmic.*7\.741/],
  ['fuelcell --kw 440', /gas.*97\.5/],
  ['battery --kwh 1000 --kw -200', /-200\.000/],
  ['hydrogen --kw 550 --demand 55', /kg\/h.*10\.0/],
  ['station --hourly 60 --vehicles 12 --open 1', /filled.*12/],
  ['load --pattern day', /100\.0/],
  ['tariff --month 2026-05 --kw 400 --option I', /basic.*2888000/],
  ['bands --date 2026-05-26', /peak.*156\.4/],
  ['contract --kw 299', /gap/],
  ['carbon --kwh 1000 --year 2022', /431.*2022/],
  ['revenue --kwh 3600', /710000/],
  ['air --PM10 45 --PM2.5 22 --NO2 0.02 --O3 0.06', /index'.*75\.1/],
  ['dust24 --hours 100,100,100,100,100,100,100,100,100,100,100,100', /87\.5/],
  ['gas --gas NH3', /208\.8/],
  ['fire --minutes 20,36', /36.*rise/],
  ['plume --gas NH3 --rate 500 --ppm 30', /briggsRural.*925/],
  ['noise --level 100 --distance 100', /51\.0/],
  ['sound --air 10 --humidity 70', /500.*1\.92/],
  ['parking --use factory --area 3500', /stalls.*10/],
  ['arrivals --shift day', /7–8/],
  ['trips --use manufacturing --area 92.903 --scale 1', /3\.9/],
  ['plan --site 10000 --building 7200 --floor 9000', /broken/],
  ['land --industry 29133 --floor 1200 --site 13000', /recognised.*9600/],
  ['needs --site 1000 --floor 500', /7\.1/],
  ['oee --planned 480 --run 420 --cycle 1 --total 400 --good 380', /oee.*0\.792/],
  ['grid --lat 37.5665 --lon 126.978', /60.*127/],
  ['grid --crs EPSG:5186 --east 350000 --north 290000', /128\.64/],
  ['forecast', /60.*'\d/],
]

/** Bad questions and what must be said of them. */
const MISTAKES: readonly (readonly [line: string, says: RegExp])[] = [
  ['nonsense', /no law nonsense/],
  ['pv --date 2026-06-21', /--kwp is missing/],
  ['pv --date 2026-02-30 --kwp 1', /2026-02-30 is not a day/],
  ['pv --date 2026-06-21 --kwp much', /--kwp much is not a number/],
  ['pv --date 2026-06-21 --kwp -1', /at least 0/],
  ['pv --date 2026-06-21 --kwp 1 --kwp 2', /given twice/],
  ['pv --date 2026-06-21 --kwp', /--kwp has no value/],
  ['pv --date 2026-06-21 --kwp 1 --colour red', /--colour is not an option/],
  ['pv today', /today is not an option/],
  ['tariff --month 2023-04 --kw 400', /no KEPCO prices are known for 2023-04-01/],
  ['tariff --month 2040-04 --kw 400', /holidays of 2040 are not known/],
  ['tariff --month 2026-13 --kw 400', /not a month/],
  ['plume --gas H2 --rate 1 --ppm 1', /--gas H2 is not one of NH3/],
  ['carbon --kwh 1 --year 2024', /no factor of 2024.*2023/],
  ['air', /at least one pollutant/],
  ['dust24 --hours 1,2,x', /twelve numbers/],
  ['land --industry 99999 --floor 1 --site 1', /no standard ratio is known/],
  ['plan --site 0', /area above 0/],
  ['oee --planned 1 --run 2 --cycle 1 --total 1 --good 1', /no more can run/],
  ['grid --east 1', /belong together/],
]

describe('the command line', () => {
  test.each(QUESTIONS)('%s', async (line, shows) => {
    const { code, out, err } = await ask(line)
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toContain('┌')
    expect(out).toMatch(shows)
  })

  test.each(MISTAKES)('%s is answered with what is wrong', async (line, says) => {
    const { code, out, err } = await ask(line)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(says)
    expect(err).not.toMatch(/\n\s+at /)
  })

  test('npm run laws starts the same program', async () => {
    const { code, out } = await ask('carbon --kwh 1000', ['node_modules/tsx/dist/cli.mjs', 'server/laws.ts'])
    expect(code).toBe(0)
    expect(out).toMatch(/417.*0\.4173.*2023/)
  })

  test('help names every law, and each law explains itself', async () => {
    const { code, out } = await ask('--help')
    expect(code).toBe(0)
    const laws = [...out.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(m => m[1]!)
    expect(new Set(laws)).toEqual(new Set(QUESTIONS.map(([line]) => words(line)[0])))
    for (const law of ['pv', 'tariff', 'plan']) {
      const { code: fine, out: text } = await ask(`${law} --help`)
      expect(fine).toBe(0)
      expect(text).toMatch(new RegExp(`npm run laws -- ${law}: .+\\n  --`))
    }
  })
})
