import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Site } from '../../models/site.ts'
import { chroma, launch, open, picture, probe } from './page.ts'

const { url } = inject('live')
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

test('the whole complex stands, in a budget of draw calls', async () => {
  const page = await open(browser, `${url}/tour?t=2026-05-20T10:00&q=software`)
  const image = await picture(page)
  const shades = new Set<number>()
  for (let i = 0; i < image.data.length; i += 4 * 97) {
    shades.add((image.data[i]! >> 3) * 1024 + (image.data[i + 1]! >> 3) * 32 + (image.data[i + 2]! >> 3))
  }
  const { drawCalls, triangles } = await probe(page)
  expect(shades.size, 'different shades in the picture').toBeGreaterThan(150)
  expect(drawCalls).toBeGreaterThan(3)
  expect(drawCalls).toBeLessThanOrEqual(60)
  expect(triangles).toBeGreaterThan(50_000)
  await page.close()
})

test('a normal day in the control room shows almost no saturated pixel (ISA-101)', async () => {
  const page = await open(browser, `${url}/operate?t=2026-05-20T10:00&l=&q=software`)
  const scene = await page.locator('canvas').first().boundingBox()
  const image = await picture(page)
  let saturated = 0
  for (let i = 0; i < image.data.length; i += 4) if (chroma(image, i) > 70) saturated++
  expect(scene).not.toBeNull()
  expect(saturated / (image.data.length / 4)).toBeLessThan(0.005)
  await page.close()
})

test('the four modes are four looks of one world', async () => {
  const site = (await fetch(`${url}/api/site`).then(r => r.json())) as Site
  const bookmark = site.bookmarks[0]!
  const pose = [...bookmark.eye, ...bookmark.target].map(Math.round).join(',')
  const means: number[][] = []
  for (const mode of ['operate', 'tour', 'plan', 'kiosk']) {
    const page = await open(browser, `${url}/${mode}?t=2026-05-20T13:00&c=${pose}&l=&q=software`)
    const image = await picture(page)
    const mean = [0, 0, 0]
    for (let i = 0; i < image.data.length; i += 4) for (const c of [0, 1, 2]) mean[c]! += image.data[i + c]!
    means.push(mean.map(sum => sum / (image.data.length / 4)))
    await page.close()
  }
  for (let a = 0; a < means.length; a++) {
    for (let b = a + 1; b < means.length; b++) {
      const apart = Math.hypot(...[0, 1, 2].map(c => means[a]![c]! - means[b]![c]!))
      expect(apart, `mode ${a} and ${b} look alike`).toBeGreaterThan(8)
    }
  }
})

test('without WebGL the twin is still a list with live values', async () => {
  const blind = await launch(['--no-sandbox', '--disable-gpu', '--disable-3d-apis', '--no-first-run'])
  const page = await blind.newPage({ locale: 'ko-KR' })
  await page.goto(`${url}/operate`)
  await page.getByText('WebGL').first().waitFor({ timeout: 30_000 })
  expect(await page.getByRole('table').count()).toBeGreaterThan(0)
  await blind.close()
})
