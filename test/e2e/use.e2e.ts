import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Site } from '../../models/site.ts'
import { dropLine, framesDrawn, launch, open, probe, project, settled } from './page.ts'

const { url } = inject('live')
let browser: Browser
let site: Site

beforeAll(async () => {
  browser = await launch()
  site = (await fetch(`${url}/api/site`).then(r => r.json())) as Site
})
afterAll(() => browser.close())

test('a click on a building opens its card within 300 ms of the scene', async () => {
  const hall = site.places.find(place => place.id === 's110')!
  const [x, y, z] = hall.place
  const pose = [x, y + 220, z + 300, x, y + 15, z].map(v => v.toFixed(1)).join(',')
  const page = await open(browser, `${url}/tour?t=2026-05-20T11:00&l=&c=${pose}&q=software`)
  const at = await project(page, [x, y + 12, z])
  await page.mouse.click(...at)
  const card = page.getByRole('complementary').or(page.locator('[data-card]')).first()
  await card.waitFor({ timeout: 3_000 })
  await page.close()
})

test('search finds a plant by its Korean name, its initials and its English name, and flies there', async () => {
  const page = await open(browser, `${url}/operate?q=software`)
  const box = page.getByRole('combobox', { name: '장소·설비 검색' })
  for (const query of ['두산에너빌리티', 'ㄷㅅㅇㄴㅂㄹㅌ', 'Doosan Enerbility']) {
    await box.fill(query)
    await page
      .getByRole('option', { name: /두산에너빌리티/ })
      .first()
      .waitFor({ timeout: 5_000 })
  }
  const before = await page.evaluate(() => location.search)
  await box.press('ArrowDown')
  await box.press('Enter')
  await page.waitForFunction(was => location.search !== was && location.search.includes('s='), before, {
    timeout: 10_000,
  })
  await settled(page)
  await page.close()
})

test('the line is cut: lost within three seconds, healed without a reload', async () => {
  const page = await open(browser, `${url}/operate?q=software`)
  await page.evaluate(() => {
    ;(window as { mark?: string }).mark = 'same page'
  })
  await page.context().setOffline(true)
  await dropLine(page)
  await page
    .getByText(/연결이 끊긴 지/)
    .first()
    .waitFor({ timeout: 3_500 })
  await page.context().setOffline(false)
  await page.getByText('실시간', { exact: true }).first().waitFor({ timeout: 10_000 })
  expect(await page.evaluate(() => (window as { mark?: string }).mark)).toBe('same page')
  await page.close()
})

test('Korean first, English on request, and the address remembers', async () => {
  const page = await open(browser, `${url}/operate?q=software`)
  expect(await page.getAttribute('html', 'lang')).toBe('ko')
  await page.goto(`${url}/operate?lang=en&q=software`)
  await page.getByText('Live', { exact: true }).first().waitFor({ timeout: 30_000 })
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  await page.close()
})

test('broken parameters are named with their remedy, and the picture stands all the same', async () => {
  const page = await open(browser, `${url}/operate?c=1,2,x&l=moon&s=asset:nobody&q=software`)
  await page.getByText('주소의 일부를 읽지 못했습니다').waitFor({ timeout: 10_000 })
  expect((await probe(page)).drawCalls).toBeGreaterThan(3)
  await page.close()
})

test('an idle picture rests: no frame is drawn without a reason', async () => {
  const page = await open(browser, `${url}/tour?t=2026-05-20T11:00&l=&q=software`)
  await expect.poll(() => framesDrawn(page), { timeout: 60_000 }).toBeLessThanOrEqual(2)
  await page.close()
})
