import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { account } from './account.ts'
import { launch, open } from './page.ts'

const { url, key, data } = inject('still')
const PASSWORD = 'alarms under watch'
const READY = { timeout: 90_000 }
let browser: Browser
beforeAll(async () => {
  account(data, ['add', 'watch1', '--role', 'operator', '--password-stdin'], PASSWORD)
  browser = await launch()
}, 60_000)
afterAll(() => browser.close())

test('an operator logs in, acknowledges with a comment, shelves and returns an alarm, sees the past and comes back', async () => {
  await send(81)
  const page = await open(browser, `${url}/operate?q=software&lang=ko`)
  await page.getByRole('button', { name: /^경보 목록( \d+)?$/ }).click()
  await expect.poll(() => page.locator('.order-why').textContent()).toBe('먼저 로그인하세요')
  await page.getByRole('button', { name: '로그인' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('이름').fill('watch1')
  await dialog.getByLabel('비밀번호').fill(PASSWORD)
  await dialog.getByRole('button', { name: '로그인', exact: true }).click()
  await page.locator('[data-role=operator]').waitFor(READY)
  await page.locator('.alarm-desk').waitFor(READY)

  await choose(page)
  await page.getByLabel('의견 (선택)').fill('현장 확인함')
  await page.getByRole('button', { name: '확인', exact: true }).click()
  await page.getByRole('tab', { name: '확인됨' }).click()
  await expect.poll(() => page.locator('.alarm-row').first().textContent(), READY).toContain('현장 확인함')

  await choose(page)
  await page.getByRole('button', { name: '보류', exact: true }).click()
  await page.getByLabel('사유 (필수)').fill('교정 중')
  await page.getByRole('button', { name: /실행 \(\d+건\)$/ }).click()
  await page.getByRole('tab', { name: /^보류/ }).click()
  await expect.poll(() => page.locator('.alarm-row').first().textContent(), READY).toContain('교정 중')
  await choose(page)
  await page.getByRole('button', { name: '보류 해제' }).click()
  await page.getByLabel('사유 (필수)').fill('교정 끝')
  await page.getByRole('button', { name: /실행 \(\d+건\)$/ }).click()
  await expect.poll(() => page.locator('.alarm-row').count(), READY).toBe(0)

  const then = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z/, 'Z')
  await page.goto(`${url}/operate?q=software&lang=en&at=${then}`)
  const banner = page.locator('[data-banner=past]')
  await banner.waitFor(READY)
  expect(await banner.textContent()).toContain('THE PAST')
  await page.getByRole('button', { name: /Alarm list/ }).click()
  await expect
    .poll(() => page.locator('.order-why').textContent())
    .toBe('No orders while looking at the past')
  await page.getByRole('button', { name: 'Back to live' }).first().click()
  await expect.poll(() => banner.count(), READY).toBe(0)
  expect(await page.locator('html').getAttribute('data-moment')).toBe('live')
  await page.close()
}, 280_000)

async function choose(page: Page): Promise<void> {
  await page.locator('.alarm-row').first().locator('.alarm-check').click(READY)
}

async function send(value: number): Promise<void> {
  const answer = await fetch(`${url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples: [{ asset: 'air-ungnam', point: 'pm25', value, unit: 'µg/m³' }] }),
  })
  expect(await answer.json()).toMatchObject({ accepted: 1 })
}
