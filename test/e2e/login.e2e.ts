import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Asset } from '../../models/asset.ts'
import type { Site } from '../../models/site.ts'
import { isMasked } from '../../models/visibility.ts'
import { Browser as FrontDoor } from '../server/accounts/frontDoor.ts'
import { account } from './account.ts'
import { launch, open, settled } from './page.ts'

const { url, key, data } = inject('still')
const PASSWORD = 'alarms under watch'
const READY = { timeout: 60_000 }
let browser: Browser
let sensor: { id: string; name: string }
beforeAll(async () => {
  account(data, ['add', 'watch2', '--role', 'operator', '--password-stdin'], PASSWORD)
  browser = await launch()
  sensor = await hiddenSensor()
}, 60_000)
afterAll(() => browser.close())

test('whoever logs in begins with the name and keeps the picture; whoever logs out leaves nothing of theirs', async () => {
  const page = await open(browser, `${url}/operate?q=software&lang=ko&desk=alarms`)
  const asked: string[] = []
  page.on('request', request => void asked.push(new URL(request.url()).pathname))
  const sites = () => asked.filter(path => path === '/api/site').length
  const stands = () =>
    page.evaluate(() => 'stays' in window && document.querySelector('canvas')?.hasAttribute('data-stays'))
  const search = page.getByRole('combobox', { name: '장소·설비 검색' })
  const cameras = page.getByRole('option', { name: /카메라|CCTV/ })
  await page.evaluate(() => {
    Object.assign(window, { stays: true })
    document.querySelector('canvas')!.setAttribute('data-stays', '')
  })
  await page.getByRole('button', { name: '로그인' }).first().click(READY)
  await page.locator('[data-dialog="login"]').waitFor()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('autocomplete')))
    .toBe('username')
  await page.keyboard.type('watch2')
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('.session[data-role="operator"]').waitFor(READY)
  await expect.poll(sites, READY).toBe(1)
  await search.fill('카메라')
  await cameras.first().waitFor(READY)
  await search.fill(sensor.name)
  await page.getByRole('option', { name: sensor.name }).first().click(READY)
  await page.getByRole('heading', { name: sensor.name }).first().waitFor(READY)
  await expect.poll(() => page.url(), READY).toContain(sensor.id)
  await settled(page)
  expect(await send(31)).toBe(200)
  await page.locator('.alarm-row', { hasText: sensor.name }).waitFor(READY)

  await page.getByRole('button', { name: '로그아웃' }).click(READY)
  await page.getByRole('button', { name: '로그인' }).first().waitFor(READY)
  await expect.poll(sites, READY).toBe(2)
  await expect.poll(() => page.locator('body').innerText(), READY).not.toContain(sensor.name)
  await expect.poll(() => page.url(), READY).not.toContain(sensor.id)
  await page.locator('html[data-line="live"]').waitFor(READY)
  expect(await page.content()).not.toContain(sensor.name)
  await search.fill('가스 감지기')
  await page.getByRole('option').first().waitFor(READY)
  expect(await page.getByRole('option', { name: sensor.name }).count()).toBe(0)
  expect(await stands()).toBe(true)
  // A look at the sensor may load finer tiles; what is loaded once is not loaded again.
  expect(asked.filter(path => /^\/world\/(features|heights|tileset)/.test(path))).toEqual([])
  await page.close()
}, 240_000)

/** A gas sensor that an operator sees and a visitor does not. */
async function hiddenSensor(): Promise<{ id: string; name: string }> {
  const operator = new FrontDoor(url)
  await operator.login('watch2', PASSWORD)
  const [all, open] = await Promise.all([siteOf(operator), siteOf(new FrontDoor(url))])
  const found = all.assets.find((asset: Asset, i) => asset.kind === 'gasSensor' && isMasked(open.assets[i]!))
  if (!found) throw new Error('every gas sensor is seen by visitors')
  return { id: found.id, name: found.name.ko }
}

async function siteOf(door: FrontDoor): Promise<Site> {
  return JSON.parse((await door.send('GET', '/api/site')).text) as Site
}

async function send(value: number): Promise<number> {
  const samples = [{ asset: sensor.id, point: 'combustible', value, unit: '%LEL' }]
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const sent = await fetch(`${url}/api/samples`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ samples }),
  })
  return sent.status
}
