import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Running } from '../../../server/start.ts'
import { runTwin, TestClock } from '../fixture.ts'
import { Browser, PASSWORD } from './frontDoor.ts'

let twin: Running
let clock: TestClock
beforeEach(async () => {
  clock = new TestClock()
  twin = await runTwin(clock)
  await twin.people.accounts.add('kim', 'operator', PASSWORD)
})
afterEach(() => twin.close())

const guess = (name: string, password: string) =>
  new Browser(twin.url).send('POST', '/api/session', { name, password })

test('after five failures even the right password waits, and then opens', async () => {
  for (let n = 0; n < 5; n++) expect((await guess('kim', `wrong guess ${n} of five`)).status).toBe(401)
  const locked = await guess('kim', PASSWORD)
  expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '5'])
  expect(locked.body.error).toMatch(/5 s/)
  clock.advance(5_000)
  expect((await guess('kim', PASSWORD)).status).toBe(200)
})

test('more logins a minute than people make are refused before any password is looked at', async () => {
  const answers = []
  for (let n = 0; n < 25; n++) answers.push((await guess(`name${n}`, '')).status)
  expect(answers.filter(status => status === 429).length).toBeGreaterThanOrEqual(5)
})
