import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { CHROMIUM_ARGS } from '../chromium.ts'
import { Authority, hasOpenssl } from '../server/attack/authority.ts'
import { account } from './account.ts'
import { launch, open } from './page.ts'
import { type OfficeProxy, openProxy } from './proxy.ts'

const { url, key, data } = inject('still')
const PASSWORD = 'through many proxies'
const READY = { timeout: 60_000 }
const proxies: OfficeProxy[] = []
let browser: Browser
beforeAll(async () => {
  account(data, ['add', 'proxied', '--role', 'operator', '--password-stdin'], PASSWORD)
  browser = await launch()
}, 60_000)
afterAll(async () => {
  await browser.close()
  for (const proxy of proxies) proxy.close()
})

async function behind(manner: Parameters<typeof openProxy>[1]): Promise<string> {
  const proxy = await openProxy(url, manner)
  proxies.push(proxy)
  return proxy.url
}

/** A value of this instant, and that the page shows it: frames get through. */
async function seesValues(page: Page, value: number): Promise<void> {
  await page.locator('html[data-line="live"]').waitFor(READY)
  await page.getByRole('combobox', { name: '장소·설비 검색' }).fill('air-ungnam')
  await page.getByRole('option').first().click(READY)
  const samples = [{ asset: 'air-ungnam', point: 'pm25', value }]
  const sent = await fetch(`${url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples }),
  })
  expect(sent.status).toBe(200)
  await page.getByText(`${value}`, { exact: false }).first().waitFor(READY)
}

async function logsIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '로그인' }).first().click(READY)
  await page.locator('[data-dialog="login"] input[autocomplete="username"]').fill('proxied', READY)
  await page.locator('[data-dialog="login"] input[autocomplete="current-password"]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('.session[data-role="operator"]').waitFor(READY)
}

test('below a path of a site that has other pages, the page, its files, its line and a login work', async () => {
  const twin = await behind({ below: '/twin/' })
  const page = await open(browser, `${twin}/?q=software&lang=ko`)
  const stray: string[] = []
  page.on('response', reply => {
    if (!new URL(reply.url()).pathname.startsWith('/twin/')) stray.push(reply.url())
  })
  expect(new URL(page.url()).pathname).toBe('/twin/operate')
  await seesValues(page, 23)
  await logsIn(page)
  await page.getByRole('link', { name: '둘러보기' }).first().click(READY)
  await expect.poll(() => new URL(page.url()).pathname).toBe('/twin/tour')
  await page.reload()
  await page.locator('html[data-mode="tour"][data-line="live"]').waitFor(READY)
  expect(stray).toEqual([])
  await page.close()
}, 240_000)

test('where a proxy lets no WebSocket through, the page says so and whom to ask', async () => {
  const twin = await behind({ upgrade: false })
  const page = await browser.newPage({ locale: 'ko-KR' })
  await page.goto(`${twin}/operate?q=software&lang=ko`)
  const said = page.locator('[data-trouble="noUpgrade"]')
  await said.waitFor(READY)
  expect(await said.innerText()).toMatch(/WebSocket.*프록시.*관리자.*Upgrade/)
  await page.close()
}, 240_000)

test.skipIf(!hasOpenssl)(
  'behind a proxy that speaks HTTP/2 and TLS, values come and a login holds',
  async () => {
    const authority = new Authority()
    const { cert, key: secret } = authority.issue('localhost')
    const tls = { cert: readFileSync(cert), key: readFileSync(secret) }
    const twin = await behind({ tls, below: '/twin/' })
    const secure = await launch([...CHROMIUM_ARGS, '--ignore-certificate-errors'])
    try {
      const page = await open(secure, `${twin}/operate?q=software&lang=ko`)
      const protocol = await page.evaluate(
        () => (performance.getEntriesByType('navigation')[0] as PerformanceResourceTiming).nextHopProtocol,
      )
      expect(protocol).toBe('h2')
      await seesValues(page, 24)
      await logsIn(page)
    } finally {
      await secure.close()
    }
  },
  240_000,
)

test('where no script comes the page says so in words', async () => {
  const page = await browser.newPage({ locale: 'ko-KR' })
  await page.route('**/assets/**', route => route.abort())
  await page.goto(`${url}/operate`)
  expect(await page.locator('#root').innerText()).toMatch(/프록시.*assets\/.*관리자/)
  await page.close()
})
