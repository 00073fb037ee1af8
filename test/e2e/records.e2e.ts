import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { account, logInAs } from './account.ts'
import { launch, open } from './page.ts'

const { url, data } = inject('still')
const PASSWORD = 'views over the valley'
const READY = { timeout: 60_000 }
const POLL = { timeout: 30_000 }
let browser: Browser
beforeAll(async () => {
  account(data, ['add', 'planner7', '--role', 'planner', '--password-stdin'], PASSWORD)
  account(data, ['add', 'operator7', '--role', 'operator', '--password-stdin'], PASSWORD)
  browser = await launch()
}, 60_000)
afterAll(() => browser.close())

/** The page of somebody; of a visitor without a name. */
async function pageOf(name: string | null, search = ''): Promise<Page> {
  const address = `${url}/operate?q=software${search}`
  if (name === null) return open(browser, address)
  const page = await (await logInAs(browser, url, name, PASSWORD)).newPage()
  await page.goto(address)
  await page.locator('.session').waitFor(READY)
  return page
}

/** Open a fold of the lower edge; what is in it. */
async function fold(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name, exact: true }).click(READY)
  return page.getByRole('dialog', { name })
}

const names = (views: Locator) => views.locator('.saved-view').allInnerTexts()

test('views: kept, renamed, moved, shared with a colleague at once, taken back; a visitor keeps their own here', async () => {
  const page = await pageOf('planner7')
  const views = await fold(page, '내 보기')
  for (const name of ['부두', '정문']) {
    await views.getByLabel('보기 이름').fill(name)
    await views.getByRole('button', { name: '지금 화면 저장' }).click()
    await views.getByRole('button', { name, exact: true }).waitFor(READY)
  }
  await views.getByRole('button', { name: '부두 이름' }).click()
  await views.getByRole('textbox', { name: '부두 이름' }).fill('두산 부두')
  await page.keyboard.press('Enter')
  await views.getByRole('button', { name: '두산 부두 아래로' }).click()
  await expect.poll(() => names(views), POLL).toEqual(['정문', '두산 부두'])

  const colleague = await pageOf('operator7')
  const theirs = await fold(colleague, '내 보기')
  await theirs.getByText('저장한 보기가 없습니다').waitFor(READY)
  const row = views.locator('[data-view]', { hasText: '두산 부두' })
  await row.getByLabel('공개 범위').selectOption({ label: '직원' })
  await theirs.getByText('planner7님의 보기').waitFor(READY)
  expect(await theirs.getByRole('button', { name: '두산 부두 삭제' }).count()).toBe(0)
  await views.getByRole('button', { name: '되돌리기' }).click()
  await theirs.getByText('저장한 보기가 없습니다').waitFor(READY)
  await views.getByRole('button', { name: '다시 하기' }).click()
  await theirs.getByText('planner7님의 보기').waitFor(READY)

  const guest = await pageOf(null)
  const own = await fold(guest, '내 보기')
  await own.getByText('이 브라우저에만').waitFor(READY)
  expect(await names(own)).toEqual([])
  await own.getByRole('button', { name: '지금 화면 저장' }).click()
  await expect.poll(() => names(own), POLL).toEqual(['보기 1'])
  for (const each of [page, colleague, guest]) await each.close()
})

test('notes: on an asset and on the ground, answered by a colleague, marked as done; each sees the other there', async () => {
  const page = await pageOf('planner7', '&s=asset:air-ungnam')
  const colleague = await pageOf('operator7', '&s=asset:air-ungnam')
  const [mine, theirs] = [page, colleague].map(each => each.getByRole('region', { name: '메모' })) as [
    Locator,
    Locator,
  ]
  await mine.getByLabel('메모 내용').fill('난간이 흔들립니다')
  await mine.getByRole('button', { name: '메모 남기기' }).click()
  const note = theirs.locator('[data-note]', { hasText: '난간이 흔들립니다' }).first()
  await note.getByRole('button', { name: '답글' }).click(READY)
  await note.getByLabel('메모 내용').fill('내일 봅니다')
  await note.locator('form').getByRole('button', { name: '답글' }).click()
  await mine.getByText('내일 봅니다').waitFor(READY)
  await mine.getByRole('button', { name: '처리함' }).first().click()
  await theirs.getByText(/처리됨/).waitFor(READY)

  await colleague.getByRole('button', { name: '함께 보는 동료 1명' }).click(READY)
  await colleague.getByRole('button', { name: /도시대기측정소 웅남동 보는 중/ }).waitFor(READY)
  await colleague.keyboard.press('Escape')

  const ground = await fold(page, '바닥 메모')
  await ground.getByLabel('메모 내용').fill('지반 침하 확인')
  await ground.getByRole('button', { name: '화면 가운데에 붙이기' }).click()
  const list = await fold(colleague, '바닥 메모')
  await list.getByText('지반 침하 확인').waitFor(READY)
  await list.getByRole('button', { name: '그곳 보기' }).click()
  for (const each of [page, colleague]) await each.close()
})
