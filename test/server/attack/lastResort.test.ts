import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from './rawLine.ts'
import { Target } from './Target.ts'

const CHILD = 'test/server/attack/lastResortChild.ts'
let target: Target
beforeAll(async () => {
  target = await Target.begin(CHILD)
})
afterAll(() => target?.end())

const count = async (): Promise<number> => ((await target.health()).uncaught as { count: number }).count

test.each([
  ['throw', /"kind":"uncaughtException","msg":"thrown at nobody"/],
  ['reject', /"kind":"unhandledRejection","msg":"rejected at nobody"/],
])('what nobody catches (%s) is logged and counted, and everyone is served on', async (how, line) => {
  const before = await count()
  target.tell(how)
  expect(await until(async () => (await count()) === before + 1)).toBe(true)
  expect(target.said).toMatch(line)
  const metrics = await fetch(`${target.url}/metrics`).then(answer => answer.text())
  expect(metrics).toContain(`twin_uncaught_total ${before + 1}`)
})

test('a storm of them is counted, but does not fill the log', async () => {
  const before = await count()
  const said = target.lines
  target.tell('storm')
  expect(await until(async () => (await count()) === before + 1_000)).toBe(true)
  // Two minutes may meet.
  expect(target.lines - said).toBeLessThanOrEqual(40)
})

test('before the doors are open it ends the start with a sentence', async () => {
  const start = Target.begin(CHILD, { when: 'start' })
  await expect(start).rejects.toThrow(/ended with 2: The twin did not start: a fault of the start\n$/)
})
