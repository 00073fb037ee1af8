import { expect, test } from 'vitest'
import { LoopDelay } from '../../server/net/LoopDelay.ts'

test('a loop that is held shows as delay, without the period of the looks', async () => {
  const delay = new LoopDelay()
  expect(delay.mean).toBe(0)
  await new Promise(resolve => setTimeout(resolve, 300))
  for (const until = performance.now() + 700; performance.now() < until; );
  await new Promise(resolve => setTimeout(resolve, 300))
  delay.stop()
  expect(delay.max).toBeGreaterThan(0.25)
  expect(delay.percentile(99)).toBeGreaterThan(0.25)
  expect(delay.mean).toBeLessThan(delay.max)
})
