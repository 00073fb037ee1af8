import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { difference, launch, open, picture, settled } from './page.ts'

const { url } = inject('still')
let browser: Browser
beforeAll(async () => {
  browser = await launch()
}, 60_000)
afterAll(() => browser.close())

test('a driver that drops its context and comes back leaves the picture as it was', async () => {
  const page = await open(browser, `${url}/tour?q=software&t=2026-06-21T12:00&lang=en`)
  const before = await picture(page)
  await dropContext(page)
  await expect
    .poll(
      async () => {
        await settled(page)
        return difference(before, await picture(page))
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBeLessThan(0.02)
  await page.close()
}, 200_000)

/** What a driver does that is reset, or a laptop that wakes. */
async function dropContext(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const context = document.querySelector('canvas')!.getContext('webgl2')!
    const extension = context.getExtension('WEBGL_lose_context')!
    extension.loseContext()
    await new Promise(resolve => setTimeout(resolve, 1_000))
    extension.restoreContext()
    await new Promise(resolve => setTimeout(resolve, 500))
  })
}
