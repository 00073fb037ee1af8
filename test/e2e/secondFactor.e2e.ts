import { TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { account } from './account.ts'
import { launch } from './page.ts'

const { url, data } = inject('still')
const PASSWORD = 'four words and a bridge'
const PATIENCE = 60_000
let browser: Browser
beforeAll(async () => {
  browser = await launch()
  account(data, ['add', 'jung', '--role', 'engineer', '--password-stdin'], PASSWORD)
})
afterAll(() => browser.close())

test('an engineer sets up an app and a passkey, and logs in with each', async () => {
  // Browsers have passkeys for names of hosts, not for addresses.
  const page = await browser.newPage({ locale: 'ko-KR', reducedMotion: 'reduce' })
  page.setDefaultTimeout(PATIENCE)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${url.replace('127.0.0.1', 'localhost')}/operate?q=software`)
  const logIn = async () => {
    await page.getByRole('button', { name: '로그인', exact: true }).click()
    const form = page.locator('[data-dialog=login]')
    await form.getByLabel('이름').fill('jung')
    await form.getByLabel('비밀번호').fill(PASSWORD)
    await form.locator('button[type=submit]').click()
  }
  const isIn = () => page.locator('.session[data-role=engineer]').waitFor()
  const leave = () => page.getByRole('button', { name: '로그아웃' }).click()
  await logIn()
  await isIn()

  await page.getByRole('button', { name: '보안', exact: true }).click()
  const dialog = page.locator('[data-dialog=security]')
  await dialog.getByLabel('비밀번호 확인').fill(PASSWORD)
  await dialog.getByRole('button', { name: '인증 앱 등록' }).click()
  const secret = await dialog.locator('[data-part=totp] code').innerText()
  expect(
    await dialog
      .locator('img')
      .evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth)),
  ).toBeGreaterThan(0)
  await dialog.getByLabel('앱에 보이는 코드').fill(new TOTP({ secret }).generate())
  await dialog.getByRole('button', { name: '등록 완료' }).click()
  await dialog.locator('[data-part=codes] code').nth(9).waitFor()
  const codes = await dialog.locator('[data-part=codes] code').allInnerTexts()
  expect(codes).toHaveLength(10)
  await dialog.getByRole('button', { name: '적어 두었습니다' }).click()
  await dialog.getByLabel('새 패스키 이름').fill('관제실')
  await dialog.getByRole('button', { name: '패스키 등록' }).click()
  await dialog.getByLabel('관제실 이름').waitFor()
  await dialog.getByRole('button', { name: '닫기' }).click()
  await leave()

  await logIn()
  const form = page.locator('[data-dialog=login]')
  // The code of the enrolment is used up; the next step's counts already.
  await form
    .getByLabel('인증 앱 코드')
    .fill(new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 }))
  await form.getByRole('button', { name: '확인' }).click()
  await isIn()
  await leave()

  await page.getByRole('button', { name: '로그인', exact: true }).click()
  await form.getByRole('button', { name: '패스키로 로그인' }).click()
  await isIn()
  await page.close()
}, 240_000)
