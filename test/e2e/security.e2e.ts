import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launch } from './page.ts'

interface Heard {
  refused(what: string): void
  twinProbe?: { ready: boolean }
}

const { url } = inject('live')
let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

test('the client needs nothing that the content security policy refuses, and the policy refuses inline code', async () => {
  const page = await browser.newPage({ locale: 'ko-KR', reducedMotion: 'reduce' })
  const refused: string[] = []
  await page.exposeFunction('refused', (what: string) => refused.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (window as unknown as Heard).refused(`${violatedDirective} ${blockedURI}`),
    )
  })
  await page.goto(`${url}/operate?q=software&l=control,energy,labels,trees`)
  await page.waitForFunction(() => (window as Partial<Heard>).twinProbe?.ready, undefined, {
    timeout: 90_000,
  })
  const box = page.getByRole('combobox', { name: '장소·설비 검색' })
  await box.fill('Doosan')
  await page.getByRole('option', { name: /두산/ }).first().click()
  await page.waitForTimeout(2_000)
  expect(refused).toEqual([])
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
  })
  await expect.poll(() => refused.join(), { timeout: 20_000 }).toMatch(/script-src-elem inline/)
  expect(await page.evaluate(() => 'injected' in window)).toBe(false)
  await page.close()
})
