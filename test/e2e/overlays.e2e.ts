import mqtt from 'mqtt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Asset } from '../../models/asset.ts'
import type { Site } from '../../models/site.ts'
import { isMasked } from '../../models/visibility.ts'
import { difference, launch, look, open, project, settled } from './page.ts'

const twin = inject('still')
let browser: Browser
let site: Site
let broker: mqtt.MqttClient

beforeAll(async () => {
  browser = await launch()
  site = (await fetch(`${twin.url}/api/site`).then(r => r.json())) as Site
  broker = await mqtt.connectAsync(twin.mqtt, { username: 'device', password: twin.key })
})
afterAll(async () => {
  await broker.endAsync()
  await browser.close()
})

/** A sample as a stock client sends it. */
async function publish(asset: Asset, point: string, value: number): Promise<void> {
  await broker.publishAsync(`changwon/${asset.id}/${point}`, JSON.stringify({ value }), { qos: 1 })
}

/** Look down on an asset from a hundred metres or so, with one layer. */
function above(asset: Asset, layer: string, height = 140): Promise<Page> {
  const [x, y, z] = asset.place
  const pose = [x + 1, y + height, z + height * 0.6, x, y, z].map(v => v.toFixed(1)).join(',')
  return open(browser, `${twin.url}/operate?t=2026-05-20T12:00&l=${layer}&c=${pose}&q=software`)
}

/** The pixels at the asset change within a second or so of a sample. */
async function changes(
  asset: Asset,
  layer: string,
  point: string,
  value: number,
  reach: number,
): Promise<void> {
  const page = await above(asset, layer)
  const at = await project(page, asset.place)
  const before = await look(page, at, reach)
  await publish(asset, point, value)
  await expect
    .poll(async () => difference(before, await look(page, at, reach)), { timeout: 8_000, interval: 250 })
    .toBeGreaterThan(0.01)
  await settled(page)
  await page.close()
}

const first = (kind: Asset['kind'], fits: (asset: Asset) => boolean = () => true): Asset => {
  const found = site.assets.find(asset => asset.kind === kind && fits(asset))
  if (!found) throw new Error(`the site has no ${kind}`)
  return found
}

test('control: a gas alarm over MQTT lights its beacon', async () => {
  // Other files alarm the first sensors of the same server.
  const sensor = site.assets.findLast(asset => asset.kind === 'gasSensor' && !isMasked(asset))
  await changes(sensor!, 'control', 'combustible', 60, 40)
})

test('energy: an array that begins to produce changes its colour', async () => {
  const array = first('solar', asset => (asset.rating ?? 0) > 100)
  await changes(array, 'energy', 'power', (array.rating ?? 0) * 0.9, 60)
})

test('parking: a lot that fills up changes its colour', async () => {
  const lot = first('parking', asset => (asset.parts ?? 0) > 40)
  await changes(lot, 'parking', 'occupied', lot.parts ?? 0, 60)
})

test('a sample through the HTTP door shows in the card, with quality and age', async () => {
  const station = first('airStation')
  const page = await open(browser, `${twin.url}/operate?s=asset:${station.id}&q=software`)
  const answer = await fetch(`${twin.url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${twin.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples: [{ asset: station.id, point: 'pm25', value: 42.3, unit: 'µg/m³' }] }),
  })
  expect(answer.status).toBe(200)
  await page.getByText('42.3').first().waitFor({ timeout: 5_000 })
  await page.getByText('측정', { exact: true }).first().waitFor({ timeout: 5_000 })
  await page.close()
})
