import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Site } from '../../models/site.ts'
import { isMasked } from '../../models/visibility.ts'
import { account, logInAs } from './account.ts'
import { launch } from './page.ts'

const { url, key, data } = inject('live')
const PASSWORD = 'given back by hand'
const READY = { timeout: 60_000 }
let browser: Browser
let detector: { id: string; name: string }
beforeAll(async () => {
  account(data, ['add', 'eng7', '--role', 'engineer', '--password-stdin'], PASSWORD)
  account(data, ['add', 'op7', '--role', 'operator', '--password-stdin'], PASSWORD)
  browser = await launch()
  const site = (await fetch(`${url}/api/site`).then(r => r.json())) as Site
  const found = site.assets.find(asset => asset.kind === 'fireDetector' && !isMasked(asset))!
  detector = { id: found.id, name: found.name.ko }
}, 90_000)
afterAll(() => browser.close())

test('an engineer gives an asset back with a reason, an operator sees whose it is and may not', async () => {
  await speak(0)
  const operator = await openAs('op7', 'sources')
  const line = (page: Page) => page.locator(`[data-fed="${detector.id}"]`)
  await line(operator).waitFor(READY)
  expect(await line(operator).textContent()).toContain(detector.name)
  const theirs = line(operator).getByRole('button', { name: '시뮬레이터에 돌려주기' })
  expect(await theirs.getAttribute('aria-disabled')).toBe('true')
  expect(await theirs.getAttribute('title')).toBe('관제사 역할에는 이 권한이 없습니다')
  await theirs.click({ force: true })
  expect(await operator.getByRole('dialog').count()).toBe(0)

  const engineer = await openAs('eng7', 'sources')
  await line(engineer).getByRole('button', { name: '시뮬레이터에 돌려주기' }).click(READY)
  const dialog = engineer.getByRole('dialog')
  expect(await dialog.textContent()).toContain('다시 모의로 채워집니다')
  const give = dialog.getByRole('button', { name: '시뮬레이터에 돌려주기' })
  expect(await give.isDisabled()).toBe(true)
  await dialog.getByLabel('사유 (필수)').fill('감지기 철거')
  await give.click()
  await expect.poll(() => dialog.count(), READY).toBe(0)
  await expect.poll(() => line(engineer).count(), READY).toBe(0)
  await expect.poll(() => line(operator).count(), READY).toBe(0)
  await expect.poll(smokeQuality, READY).toBe('simulated')
  await Promise.all([operator.context().close(), engineer.context().close()])
}, 200_000)

test('simulated alarms are kept out on the page, and operators are told so beside their list', async () => {
  const engineer = await openAs('eng7', 'sources')
  const operator = await openAs('op7', 'alarms')
  await engineer.getByRole('radio', { name: '모두 제외' }).click(READY)
  const dialog = engineer.getByRole('dialog')
  await dialog.getByLabel('사유 (필수)').fill('실제 운전 시작')
  await dialog.getByRole('button', { name: '설정 바꾸기' }).click()
  await engineer.locator('[data-simulated-setting=hidden]').waitFor(READY)
  await operator.locator('[data-simulated-note=hidden]').waitFor(READY)
  expect(await standing()).toEqual([])

  await operator.locator('[data-simulated-note]').getByRole('button').click()
  const choices = operator.locator('.simulated-setting input')
  await choices.first().waitFor(READY)
  expect(await choices.evaluateAll(all => all.map(each => (each as HTMLInputElement).disabled))).toEqual([
    true,
    true,
    true,
  ])
  await engineer.getByRole('radio', { name: '자동' }).click(READY)
  await dialog.getByLabel('사유 (필수)').fill('시험 끝')
  await dialog.getByRole('button', { name: '설정 바꾸기' }).click()
  await engineer.locator('[data-simulated-setting=auto]').waitFor(READY)
  await Promise.all([operator.context().close(), engineer.context().close()])
}, 200_000)

async function openAs(name: string, desk: string): Promise<Page> {
  const context = await logInAs(browser, url, name, PASSWORD)
  const page = await context.newPage()
  await page.goto(`${url}/operate?q=software&lang=ko&l=control&desk=${desk}`)
  await page.locator(`[data-tool=${desk}]`).waitFor({ timeout: 90_000 })
  return page
}

/** Alarms of simulated values that stand. */
async function standing(): Promise<unknown[]> {
  const { alarms } = (await fetch(`${url}/api/alarms`).then(r => r.json())) as {
    alarms: { simulated: boolean; state: string }[]
  }
  return alarms.filter(each => each.simulated && each.state !== 'normal')
}

async function smokeQuality(): Promise<unknown> {
  const answer = (await fetch(`${url}/api/assets/${detector.id}`).then(r => r.json())) as {
    points: { point?: string; name?: string; quality: string }[]
  }
  return answer.points.find(each => (each.point ?? each.name) === 'smoke')?.quality
}

async function speak(value: number): Promise<void> {
  const answer = await fetch(`${url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples: [{ asset: detector.id, point: 'smoke', value }] }),
  })
  expect(await answer.json()).toMatchObject({ accepted: 1 })
}
