import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standingWorld } from '../../geodata/standingWorld.ts'
import type { Asset } from '../../models/asset.ts'
import type { Kind } from '../../models/kind.ts'
import { type KindName, kinds } from '../../models/kinds.ts'
import type { Site } from '../../models/site.ts'
import { systemClock } from '../../server/clock.ts'
import { asset, KEY, twinOptions } from '../server/fixture.ts'
import { type Running, startTwin } from '../server/twinUnderTest.ts'
import { waterGauge } from '../trial/waterGauge.ts'
import { difference, launch, look, open, project, settled } from './page.ts'

const run = promisify(execFile)
const HOUSE = resolve('.twin/test/trial')
const table = kinds as unknown as Record<string, Kind>
let browser: Browser
let twin: Running
let gauge: Asset
let page: Page

/** A copy of the sources with a kind, a layer and a mode more: for each a file and a line, as models/README.md says. */
function writeHouse(): void {
  rmSync(HOUSE, { recursive: true, force: true })
  for (const part of [
    'client',
    'models',
    'geodata',
    'public',
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
  ])
    cpSync(part, join(HOUSE, part), { recursive: true, filter: from => !from.includes('geodata/sources') })
  symlinkSync(resolve('node_modules'), join(HOUSE, 'node_modules'))
  add(
    'test/trial/waterGauge.ts',
    'models/kinds',
    'models/kinds.ts',
    '  solar,\n',
    '  solar,\n  waterGauge,\n',
  )
  add('test/trial/warden.ts', 'client/modes', 'client/modes.ts', 'kiosk]', 'kiosk, warden]')
  add('test/trial/water.ts', 'client/layers', 'client/layers.ts', 'Layer[] = [', 'Layer[] = [\n  water,')
}

function add(file: string, folder: string, list: string, place: string, line: string): void {
  const name = basename(file, '.ts')
  const up = folder.startsWith('models') ? ['../../models/', '../'] : ['../../client/', '../']
  mkdirSync(join(HOUSE, folder), { recursive: true })
  const text = readFileSync(file, 'utf8').replaceAll(up[0]!, up[1]!)
  writeFileSync(join(HOUSE, folder, basename(file)), text)
  const listed = readFileSync(join(HOUSE, list), 'utf8')
  if (!listed.includes(place)) throw new Error(`${list} has no ${place}`)
  const from = `./${basename(folder)}/${name}.ts`
  writeFileSync(join(HOUSE, list), `import { ${name} } from '${from}'\n${listed.replace(place, line)}`)
}

beforeAll(async () => {
  writeHouse()
  const build = [
    'node_modules/vite/bin/vite.js',
    'build',
    '--outDir',
    join(HOUSE, 'built'),
    '--logLevel',
    'warn',
  ]
  await run(process.execPath, build, { cwd: HOUSE, env: { ...process.env, NODE_ENV: 'production' } })
  table.waterGauge = waterGauge
  const world = standingWorld()
  if (!world) throw new Error('no world stands: the set-up of these tests builds it')
  const site = JSON.parse(readFileSync(join(world.dir, 'site.json'), 'utf8')) as Site
  const [x, y, z] = site.assets.find(({ kind }) => kind === 'weather')!.place
  const more = {
    id: 'gauge-1',
    name: { ko: '남천 수위계', en: 'Namcheon gauge' },
    place: [x + 80, y, z],
  } as const
  gauge = asset('waterGauge' as KindName, more)
  twin = await startTwin({
    ...twinOptions(systemClock),
    site: { ...site, assets: [...site.assets, gauge] },
    tickMs: 250,
    folders: { client: join(HOUSE, 'built'), world: world.dir },
  })
  browser = await launch()
  const pose = [x + 81, y + 140, z + 84, x + 80, y, z].map(v => v.toFixed(1)).join(',')
  page = await open(browser, `${twin.url}/warden?t=2026-05-20T12:00&c=${pose}&q=software`)
})
afterAll(async () => {
  await browser?.close()
  await twin?.close()
  delete table.waterGauge
  rmSync(HOUSE, { recursive: true, force: true })
})

/** The pixels about the sign and the number of the gauge. */
const above = async () => look(page, await project(page, gauge.place), 60)

/** The same once two looks, half a second apart, are equal. */
async function rested() {
  let before = await above()
  for (;;) {
    await page.waitForTimeout(500)
    const now = await above()
    if (difference(before, now) === 0) return now
    before = now
  }
}

async function send(value: number): Promise<void> {
  const answer = await fetch(`${twin.url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples: [{ asset: gauge.id, point: 'level', value, unit: '%' }] }),
  })
  expect(await answer.json()).toMatchObject({ accepted: 1 })
}

test('the mode is routed and stands in the switch, the layer in the list and on', async () => {
  expect((await fetch(`${twin.url}/warden`)).status).toBe(200)
  expect((await fetch(`${twin.url}/nobody`)).status).toBe(404)
  expect(await page.locator('.mode[aria-current="page"]').textContent()).toBe('하천')
  const layer = page.locator('[data-layer="water"] [role="switch"]')
  expect(await layer.textContent()).toBe('수위')
  expect(await layer.getAttribute('aria-checked')).toBe('true')
})

test('an asset of the kind is drawn while its layer is on, and its number follows the value', async () => {
  await send(12)
  await page.waitForTimeout(1_500)
  await settled(page)
  const twelve = await rested()
  const layer = page.locator('[data-layer="water"] [role="switch"]')
  await layer.click()
  await expect.poll(async () => difference(twelve, await above()), { timeout: 8_000 }).toBeGreaterThan(0.05)
  await layer.click()
  await expect.poll(async () => difference(twelve, await above()), { timeout: 8_000 }).toBeLessThan(0.005)
  // The colour of the sign hardly moves; the text of the tag does.
  await send(13)
  await expect
    .poll(async () => difference(twelve, await above(), 60), { timeout: 8_000 })
    .toBeGreaterThan(0.001)
})

test('it is found by its name, and its card tells the kind and the value', async () => {
  await page.locator('#search').fill('남천 수위계')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.locator('.card').textContent(), { timeout: 8_000 })
    .toMatch(/수위계.*제방 대비 수위.*13/s)
})
