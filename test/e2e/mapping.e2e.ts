import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { account } from './account.ts'
import { launch } from './page.ts'

const { url, data, key } = inject('still')
const PASSWORD = 'bridges over quiet water'
const READY = { timeout: 90_000 }
let browser: Browser
beforeAll(async () => {
  account(data, ['add', 'mapper', '--role', 'engineer', '--password-stdin'], PASSWORD)
  browser = await launch()
}, 60_000)
afterAll(() => browser.close())

test('an engineer writes a line, sees what it makes of a message, and puts it in force', async () => {
  const page = await browser.newPage({ locale: 'ko-KR', viewport: { width: 1280, height: 800 } })
  await page.goto(`${url}/operate?q=software&lang=ko&desk=sources`)
  await page.getByRole('button', { name: '로그인' }).first().click(READY)
  await page.locator('[data-dialog="login"] input[autocomplete="username"]').fill('mapper', READY)
  await page.locator('[data-dialog="login"] input[autocomplete="current-password"]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  const editor = page.locator('[data-mapping]')
  await editor.getByRole('button', { name: '줄 추가' }).click(READY)
  await editor.getByLabel('들어오는 길').selectOption('datastream')
  await editor.getByRole('textbox', { name: '데이터 흐름' }).fill('d-77')
  await editor.getByLabel('설비', { exact: true }).fill('air-ungnam')
  await editor.getByLabel('지점', { exact: true }).fill('pm26')
  await editor.getByLabel('시험할 메시지').fill('{"result": 12}')
  await editor.locator('[data-tried="refused"]', { hasText: 'air-ungnam has no point pm26' }).waitFor(READY)
  await editor.getByLabel('지점', { exact: true }).fill('pm25')
  await editor.getByLabel('곱하기').fill('2')
  await editor.locator('[data-tried="taken"]', { hasText: 'air-ungnam/pm25 = 24' }).waitFor(READY)
  await editor.getByLabel(/^시각/).fill('arrival')
  await editor.getByRole('button', { name: '저장하고 적용' }).click()
  await editor.locator('[data-mapping-told="saved"]').waitFor(READY)
  expect(JSON.parse(readFileSync(`${data}/mapping.json`, 'utf8')).points).toContainEqual({
    from: { datastream: 'd-77' },
    to: { asset: 'air-ungnam', point: 'pm25' },
    scale: 2,
    time: 'arrival',
  })
  // A source whose clock is wrong is said to be one, where the sources stand.
  await page.getByText('시계가 틀린 출처의 1개 지점').waitFor(READY)
  const sent = await fetch(`${url}/sta/v1.1/Observations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Datastream: { '@iot.id': 'd-77' }, result: 13 }),
  })
  expect(sent.status).toBe(201)
  const { points } = await (await fetch(`${url}/api/assets/air-ungnam`)).json()
  expect(points.find((each: { point: string }) => each.point === 'pm25')).toMatchObject({ value: 26 })
  await page.close()
}, 240_000)

test('search groups its answers, explains them, and leads to a district', async () => {
  const page = await browser.newPage({ locale: 'ko-KR' })
  await page.goto(`${url}/operate?q=software&lang=ko`)
  const search = page.getByRole('combobox', { name: '장소·설비 검색' })
  await search.fill('두산', READY)
  await page.getByRole('group', { name: '장소' }).getByRole('option').first().waitFor(READY)
  expect(await page.getByRole('group').count()).toBeGreaterThan(1)
  await search.fill('ㄷㅅㅇㄴㅂㄹㅌ')
  await page.locator('.hit [data-why="initials"]').first().waitFor(READY)
  await search.fill('두산애너빌리티')
  await page
    .locator('.hit', { hasText: '두산에너빌리티' })
    .locator('[data-why="nearly"]')
    .first()
    .waitFor(READY)
  await search.fill('주식회사 두산에너빌리티')
  await page
    .getByRole('option', { name: /두산에너빌리티/ })
    .first()
    .waitFor(READY)
  // Enter means what the field says now, however fast it came.
  await search.fill('100번 버스 ')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await page
    .getByRole('heading', { name: /^100번 버스 3 / })
    .first()
    .waitFor(READY)
  const before = page.url()
  await search.fill('차룡')
  await page.getByRole('group', { name: '구역' }).getByRole('option').first().waitFor(READY)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url(), READY).not.toBe(before)
  await page.close()
}, 240_000)
