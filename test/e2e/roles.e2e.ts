import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { LAYERS as ALL } from '../../client/layers.ts'
import { topicNameOf } from '../../models/channel.ts'
import { FRAME_MAGIC, readHead } from '../../models/frame.ts'
import { ROLES, type Role } from '../../models/role.ts'
import type { Site } from '../../models/site.ts'
import { isMasked } from '../../models/visibility.ts'
import { mulberry } from '../server/alarms/crashPlant.ts'
import { account, logInAs } from './account.ts'
import { launch } from './page.ts'
import { CardWatch, goTo, WITHIN } from './shift.ts'

const { url, data } = inject('live')
const PASSWORD = 'every role sees the truth'
/** Seconds each role is followed; the five minutes are TWIN_ROLE_SECONDS=300. */
const SECONDS = Number(process.env.TWIN_ROLE_SECONDS ?? 6)
/** Roles to follow: all, or those of TWIN_ROLES. */
const FOLLOWED = ROLES.filter(role => (process.env.TWIN_ROLES ?? ROLES.join()).split(',').includes(role))
const LAYERS = ALL.map(({ name }) => name)
let browser: Browser
beforeAll(async () => {
  for (const role of FOLLOWED)
    if (role !== 'viewer') account(data, ['add', `r-${role}`, '--role', role, '--password-stdin'], PASSWORD)
  browser = await launch()
}, 120_000)
afterAll(() => browser.close())

test.each(FOLLOWED)(
  '%s: whatever layers and selections follow one another, the screen has the values of the server within 2 s',
  async role => {
    const page = await openAs(role)
    const site = (await page.request.get(`${url}/api/site`).then(answer => answer.json())) as Site
    const random = mulberry(ROLES.indexOf(role) + 1)
    const seen = site.assets.filter(asset => !isMasked(asset))
    const watch = new CardWatch(page, url, site)
    const alarmed: string[] = []
    const end = Date.now() + SECONDS * 1_000
    while (Date.now() < end) {
      const layers = LAYERS.filter(() => random() < 0.5)
      const asset = seen[Math.floor(random() * seen.length)]!
      await goTo(page, layers, asset.id)
      await page.locator('.card').getByText(asset.name.ko, { exact: true }).first().waitFor()
      // A switch of the panel is the other way to change what is watched.
      const layer = LAYERS[Math.floor(random() * LAYERS.length)]!
      await page.locator(`.layer[data-layer=${layer}] [role=switch]`).click({ force: true })
      await watch.follow(asset.id, WITHIN + 1_500 + random() * 2_500)
      const banner = await page.locator('[data-banner]').evaluateAll(all => all.map(each => each.textContent))
      alarmed.push(...banner.map(text => `${asset.id}: ${text}`))
      expect(watch.wrong, `${role} at ${asset.id} with ${layers.join(',')}`).toEqual([])
    }
    expect(alarmed).toEqual([])
    expect(watch.looks).toBeGreaterThan(SECONDS / 2)
    console.log(`${role}: ${watch.looks} values compared in ${SECONDS} s`)
    await page.context().close()
  },
  (SECONDS + 150) * 1_000,
)

test('a page that is brought no frame of a domain it watches says which and since when, and takes it back', async () => {
  let held = false
  let passedAt = 0
  const page = await openAs('viewer', async opened => {
    await opened.routeWebSocket(/socket\.io/, socket => {
      const server = socket.connectToServer()
      server.onMessage(message => {
        const isFrame = typeof message !== 'string' && message[0] === FRAME_MAGIC
        if (isFrame && topicNameOf(readHead(message).channel) === 'control') {
          if (held) return
          passedAt = Date.now()
        }
        socket.send(message)
      })
    })
  })
  const late = page.locator('[data-banner=late]')
  await expect.poll(() => passedAt, { timeout: 30_000 }).toBeGreaterThan(0)
  held = true
  await late.waitFor()
  // Three periods of its quickest point, and never sooner than the server calls a value stale.
  expect(Date.now() - passedAt).toBeGreaterThan(12_000)
  expect(Date.now() - passedAt).toBeLessThan(20_000)
  expect((await late.getAttribute('data-late'))!.split(' ')).toContain('control')
  expect(await late.textContent()).toMatch(/\d+초째 .*관제.* 값이 오지 않습니다/)
  expect(await page.locator('.line').getAttribute('data-line')).toBe('late')
  held = false
  await expect.poll(() => late.count(), { timeout: 30_000 }).toBe(0)
  expect(await page.locator('.line').getAttribute('data-line')).toBe('live')
  await page.context().close()
}, 120_000)

async function openAs(role: Role, before?: (page: Page) => Promise<void>): Promise<Page> {
  const context =
    role === 'viewer'
      ? await browser.newContext({
          locale: 'ko-KR',
          reducedMotion: 'reduce',
          viewport: { width: 1280, height: 720 },
        })
      : await logInAs(browser, url, `r-${role}`, PASSWORD)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await before?.(page)
  await page.goto(`${url}/operate?q=software&lang=ko&l=control`)
  await page.locator('.line[data-line=live]').waitFor()
  return page
}
