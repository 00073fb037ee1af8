import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { account } from './account.ts'
import { launch, open } from './page.ts'

const { url, key, data } = inject('still')
const PASSWORD = 'alarms under watch'
const READY = { timeout: 90_000 }
const SENSORS = ['gas-wollim-020', 'gas-wollim-021', 'gas-wollim-022']
let browser: Browser
beforeAll(async () => {
  account(data, ['add', 'chief1', '--role', 'engineer', '--password-stdin'], PASSWORD)
  browser = await launch()
}, 60_000)
// A page that a failed test leaves open would go on drawing.
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(() => browser.close())

test('an engineer latches, resets, suppresses and takes out of service; the past knows who did', async () => {
  const page = await openAs('chief1', '?q=software&lang=ko&desk=alarms')
  // The rule of one sensor latches and has a limit of its own.
  expect(await latch(page, SENSORS[0]!)).toBe(200)
  await send(SENSORS[0]!, 7)
  await send(SENSORS[1]!, 31)
  await send(SENSORS[2]!, 31)
  await expect.poll(() => row(page, '월림 가스 감지기 20').textContent(), READY).toContain('한계 6')
  await expect.poll(() => row(page, '월림 가스 감지기 21').textContent(), READY).toContain('한계 25')

  await order(page, '월림 가스 감지기 20', '확인', null)
  await send(SENSORS[0]!, 1)
  await tab(page, '확인됨')
  await order(page, '월림 가스 감지기 20', '리셋', null)
  await expect.poll(() => row(page, '월림 가스 감지기 20').count(), READY).toBe(0)

  await tab(page, '미확인')
  await order(page, '월림 가스 감지기 21', '억제', '배관 정비')
  await order(page, '월림 가스 감지기 22', '운전 제외', '센서 교체')
  await tab(page, '억제')
  await expect.poll(() => row(page, '월림 가스 감지기 21').textContent(), READY).toContain('배관 정비')
  await order(page, '월림 가스 감지기 21', '억제 해제', '정비 끝')
  await tab(page, '운전 제외')
  await expect.poll(() => row(page, '월림 가스 감지기 22').textContent(), READY).toContain('센서 교체')
  await order(page, '월림 가스 감지기 22', '운전 복귀', '교체 끝')

  await tab(page, '미확인')
  await row(page, '월림 가스 감지기 21').locator('.alarm-check').click(READY)
  await page.getByRole('button', { name: '보류', exact: true }).click()
  await page.getByLabel('보류 기간').selectOption('15')
  await page.getByLabel('사유 (필수)').fill('15분만')
  await page.getByRole('button', { name: /실행 \(\d+건\)$/ }).click()
  await tab(page, '보류')
  await expect.poll(() => row(page, '월림 가스 감지기 21').textContent(), READY).toMatch(/\d\d:\d\d까지/)
  await order(page, '월림 가스 감지기 21', '보류 해제', '확인 끝')

  // The field takes whole seconds: one after the last order, which has passed and is not what it shows already.
  const after = Date.now() + 1_000
  await expect.poll(() => Date.now(), READY).toBeGreaterThan(after + 3_000)
  await page.getByRole('button', { name: '과거 보기' }).click()
  await page.getByLabel('날짜와 시각').fill(korean(after))
  await page.getByLabel('날짜와 시각').press('Enter')
  await page.locator('[data-banner=past]').waitFor(READY)
  await page.getByRole('tab', { name: '조치 기록' }).click()
  const orders = page.locator('[data-orders]')
  await expect.poll(() => orders.textContent(), READY).toContain('센서 교체')
  expect(await orders.textContent()).toContain('chief1')
  for (const word of ['확인', '리셋', '억제', '억제 해제', '운전 제외', '운전 복귀', '보류'])
    expect(await orders.getByRole('rowheader', { name: word, exact: true }).count(), word).toBeGreaterThan(0)
}, 280_000)

test('the past plays at three speeds, the address follows, and the way back leaves nothing of it', async () => {
  const from = Date.now() - 7_200_000
  const page = await open(browser, `${url}/operate?q=software&lang=ko&at=${iso(from)}`)
  const banner = page.locator('[data-banner=past]')
  await banner.waitFor(READY)
  const at = async () => Number(await banner.getAttribute('data-at'))
  const start = await at()
  await page.getByRole('button', { name: '재생', exact: true }).click()
  await expect.poll(at, READY).toBeGreaterThan(start + 1_000)
  expect(await at()).toBeLessThan(start + 60_000)
  await page.getByLabel('재생 배속').selectOption('60')
  await expect.poll(() => banner.textContent(), READY).toContain('60배속')
  await expect.poll(at, READY).toBeGreaterThan(start + 120_000)
  await expect
    .poll(() => Date.parse(new URL(page.url()).searchParams.get('at') ?? ''), READY)
    .toBeGreaterThan(start + 60_000)
  await page.getByLabel('재생 배속').selectOption('3600')
  await expect.poll(at, READY).toBeGreaterThan(start + 5_400_000)
  await page.getByRole('button', { name: '일시 정지' }).click()
  await expect.poll(() => banner.textContent(), READY).toContain('정지')
  const stood = await at()
  await expect
    .poll(() => Math.abs(Date.parse(new URL(page.url()).searchParams.get('at') ?? '') - stood), READY)
    .toBeLessThan(1_000)
  await page.getByRole('button', { name: '현재로 돌아가기' }).first().click()
  await expect.poll(() => banner.count(), READY).toBe(0)
  await expect.poll(() => new URL(page.url()).searchParams.has('at'), READY).toBe(false)
}, 280_000)

test('a bookmark opens the source page; a device is made, sends, is revoked and is refused', async () => {
  const page = await openAs('chief1', '?q=software&lang=ko&desk=sources')
  await page.getByLabel('기기 이름').fill('bench-7', READY)
  await page.getByLabel(/^설비 범위/).fill('gas-wollim-*')
  await page.getByRole('button', { name: '인증 만들기' }).click()
  const made = (await page.locator('.device-key code').textContent(READY)) ?? ''
  expect(await status(made)).toBe(200)
  const device = page.locator('[data-device=bench-7]')
  await device.getByRole('button', { name: '폐기' }).click()
  expect(await status(made)).toBe(200)
  await device.getByRole('button', { name: '한 번 더 눌러 폐기' }).click()
  await expect.poll(() => device.textContent(), READY).toContain('폐기됨')
  expect(await status(made)).toBe(401)

  await page.getByRole('button', { name: '도구 닫기' }).click()
  await expect.poll(() => new URL(page.url()).searchParams.has('desk'), READY).toBe(false)
  await page.getByRole('button', { name: '경보 목록 열기' }).click()
  await page.locator('.alarm-desk').waitFor(READY)
  await expect.poll(() => new URL(page.url()).searchParams.get('desk'), READY).toBe('alarms')

  account(data, ['disable', 'chief1'])
  const ended = page.locator('[data-banner=session]')
  await ended.waitFor(READY)
  expect(await ended.textContent()).toContain('다시 로그인하세요')
  await page.getByRole('button', { name: '로그인' }).waitFor(READY)
}, 280_000)

/** The page of somebody who has logged in. */
async function openAs(name: string, query: string): Promise<Page> {
  const page = await open(browser, `${url}/tour?q=software`)
  const code = await page.evaluate(
    async body => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/session', { method: 'POST', headers, body })).status
    },
    JSON.stringify({ name, password: PASSWORD }),
  )
  expect(code).toBe(200)
  await page.goto(`${url}/operate${query}`)
  await page.locator('[data-role=engineer]').waitFor(READY)
  return page
}

/** The row of a sensor's limit; that it falls silent meanwhile is an alarm of its own. */
function row(page: Page, name: string) {
  return page
    .locator('.alarm-row')
    .filter({ hasText: new RegExp(`${name}(?!\\d)`) })
    .filter({ hasNotText: '측정 끊김' })
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name} \\d+$`) }).click()
}

/** Give an order on one row; with a reason where it asks for one. */
async function order(page: Page, name: string, word: string, reason: string | null): Promise<void> {
  await row(page, name).locator('.alarm-check').click(READY)
  await page.locator('.order-bar').getByRole('button', { name: word, exact: true }).click()
  if (reason !== null) {
    await page.getByLabel('사유 (필수)').fill(reason)
    await page.getByRole('button', { name: /실행 \(\d+건\)$/ }).click()
  }
  await expect.poll(() => row(page, name).count(), READY).toBe(0)
}

function latch(page: Page, asset: string): Promise<number> {
  return page.evaluate(async id => {
    const { csrf } = await fetch('/api/session').then(answer => answer.json())
    const { version, overrides } = await fetch('/api/alarms/rules').then(answer => answer.json())
    const set = { latched: true, limits: { high: 6 } }
    const body = {
      base: version,
      reason: 'test of the control room',
      overrides: [...overrides, { asset: id, point: 'combustible', set }],
    }
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf }
    return (await fetch('/api/alarms/rules', { method: 'PUT', headers, body: JSON.stringify(body) })).status
  }, asset)
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z/, 'Z')
}

function korean(at: number): string {
  return new Date(at + 9 * 3_600_000).toISOString().slice(0, 19)
}

async function status(device: string): Promise<number> {
  return (await post(device, SENSORS[0]!, 1)).status
}

async function send(asset: string, value: number): Promise<void> {
  expect(await (await post(key, asset, value)).json()).toMatchObject({ accepted: 1 })
}

function post(device: string, asset: string, value: number): Promise<Response> {
  return fetch(`${url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${device}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples: [{ asset, point: 'combustible', value, unit: '%LEL' }] }),
  })
}
