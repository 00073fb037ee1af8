import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { account, logInAs } from './account.ts'
import { launch } from './page.ts'
import { goTo } from './shift.ts'

const { url, key, data } = inject('still')
const PASSWORD = 'reads it with ears'
const READY = { timeout: 60_000 }
let browser: Browser
let page: Page
beforeAll(async () => {
  account(data, ['add', 'ears1', '--role', 'engineer', '--password-stdin'], PASSWORD)
  browser = await launch()
  await send('air-ungnam', 'pm25', 181, 'µg/m³')
  await send('gas-wollim-030', 'combustible', 31, '%LEL')
  const context = await logInAs(browser, url, 'ears1', PASSWORD)
  page = await context.newPage()
  page.setDefaultTimeout(READY.timeout)
}, 120_000)
afterAll(() => browser.close())

/** What axe finds wrong by WCAG 2.2 A and AA and its best practices, rule by rule with the elements. */
async function faults(on: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: on }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.join(' ')} (${node.any[0]?.message ?? ''})`),
  )
}

test('while it loads, and with strip and list of alarms', async () => {
  await page.goto(`${url}/operate?q=software&lang=ko&l=control,environment`)
  await page.locator('.loading').waitFor()
  await page.locator('.strip').waitFor()
  await page.locator('.loading').waitFor({ state: 'detached' })
  await page
    .getByRole('button', { name: /^경보 목록/ })
    .first()
    .click()
  await page.locator('.alarm-row').first().waitFor()
  expect(await faults(page)).toEqual([])
}, 180_000)

test('the dialogs of orders: shelve, and all at once', async () => {
  await page.locator('thead .alarm-check').click()
  await page.getByRole('button', { name: '보류', exact: true }).first().click()
  await page.getByRole('dialog').waitFor()
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '확인', exact: true }).first().click()
  await page.getByRole('dialog').waitFor()
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Escape')
})

test.each([
  ['경보 통계', 'metrics'],
  ['데이터 출처', 'sources'],
  ['사건 내보내기', 'incident'],
])('the tool %s', async (name, tool) => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await page.locator(`[data-tool=${tool}]`).waitFor()
  expect(await faults(page)).toEqual([])
})

test('a card in alarm, with its advice, on a phone too', async () => {
  await page.getByRole('button', { name: '도구 닫기' }).click()
  await goTo(page, ['control', 'environment'], 'gas-wollim-030')
  await page.locator('.card .advice').first().waitFor()
  expect(await faults(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '닫기', exact: true }).first().click()
  expect(await faults(page)).toEqual([])
})

test('the past, recorded in part, and what is missing of it', async () => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.getByRole('button', { name: '과거 보기' }).click()
  await page.getByLabel('시점').focus()
  await page.keyboard.press('ArrowLeft')
  await page.locator('[data-record=partly] summary').click()
  await page.locator('[data-missing]').first().waitFor()
  expect(await faults(page)).toEqual([])
  await page.context().close()
})

test('the page of a visitor, the login and the keys', async () => {
  const context = await browser.newContext({ locale: 'ko-KR', reducedMotion: 'reduce' })
  const visitor = await context.newPage()
  visitor.setDefaultTimeout(60_000)
  await visitor.goto(`${url}/operate?q=software&lang=ko`)
  await visitor.locator('.strip').waitFor()
  await visitor.locator('.loading').waitFor({ state: 'detached' })
  await visitor.keyboard.press('?')
  await visitor.getByRole('dialog').waitFor()
  expect(await faults(visitor)).toEqual([])
  await visitor.keyboard.press('Escape')
  await visitor.getByRole('button', { name: '로그인' }).click()
  await visitor.locator('[data-dialog=login]').waitFor()
  expect(await faults(visitor)).toEqual([])
  await context.close()
}, 180_000)

async function send(asset: string, point: string, value: number, unit: string): Promise<void> {
  const answer = await fetch(`${url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples: [{ asset, point, value, unit }] }),
  })
  expect(await answer.json()).toMatchObject({ accepted: 1 })
}
