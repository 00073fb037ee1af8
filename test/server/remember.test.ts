import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { QUALITY, staleAfter } from '../../models/quality.ts'
import { runTwin, TestClock } from './fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'remember-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A twin on a database of its own, which hears pm25 from a device and pm10 from the simulator, and ends. */
async function once(name: string, clock: TestClock) {
  const store = join(folder, name)
  const twin = await runTwin(clock, [], null, { store })
  const pm25 = twin.points.find('airstation', 'pm25')
  const pm10 = twin.points.find('airstation', 'pm10')
  expect(twin.gate.offer({ asset: 'airstation', point: 'pm25', value: 200 }, 'http')).toBeNull()
  twin.gate.simulate([pm10], [40], clock.now())
  const { standing } = twin.alarms
  await twin.close()
  const again = (rest: number) => {
    clock.advance(rest)
    return runTwin(clock, [], null, { store })
  }
  return { pm25, pm10, at: clock.now(), alarms: standing.size, every: twin.points.spec[pm25]!.every, again }
}

test('a process that starts again knows what devices said before, and the simulator leaves it alone', async () => {
  const clock = new TestClock()
  const before = await once('soon.db', clock)
  const { twin, gate, alarms, history, close } = await before.again(10_000)
  expect([twin.values[before.pm25], twin.quality[before.pm25]]).toEqual([200, QUALITY.good])
  expect(twin.times[before.pm25]).toBe(before.at)
  expect(before.alarms).toBeGreaterThan(0)
  expect(alarms.standing.size).toBe(before.alarms)
  gate.simulate([before.pm25], [30], clock.now())
  expect(twin.values[before.pm25]).toBe(200)
  expect(history.heard).toBe(0)
  await close()
})

test('what a device said before and is out of date by then is stale, and what was simulated not known', async () => {
  const clock = new TestClock()
  const before = await once('late.db', clock)
  const { twin, close } = await before.again(1_000 * staleAfter(before.every) + 1)
  expect([twin.values[before.pm25], twin.quality[before.pm25]]).toEqual([200, QUALITY.stale])
  expect(twin.quality[before.pm10]).toBe(QUALITY.none)
  await close()
})
