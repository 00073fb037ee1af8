import { expect, test } from 'vitest'
import { numberPoints } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { Clock } from '../../../server/clock.ts'
import { Gate } from '../../../server/ingest/accept.ts'
import { Mapping } from '../../../server/ingest/mapping/Mapping.ts'
import { simulator } from '../../../server/ingest/simulator/simulator.ts'
import { Bucket } from '../../../server/net/bucket.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { looseAlarms } from '../alarms/looseAlarms.ts'
import { NOON, smallSite } from '../fixture.ts'

const HOUR = 3_600_000

/** A clock that time moves and hands set. */
class SetClock implements Clock {
  private wall = NOON
  private run = 0
  now(): number {
    return this.wall
  }
  steady(): number {
    return this.run
  }
  private readonly tasks: (() => void)[] = []
  every(_: number, task: () => void): () => void {
    this.tasks.push(task)
    return () => undefined
  }
  /** Let every timer run once, as time that passes would. */
  round(): void {
    for (const task of this.tasks) task()
  }
  pass(ms: number): void {
    this.wall += ms
    this.run += ms
  }
  set(ms: number): void {
    this.wall += ms
  }
}

function stand() {
  const clock = new SetClock()
  const { assets } = smallSite()
  const points = numberPoints(assets)
  const twin = new Twin(points)
  const alarms = looseAlarms(twin, assets, clock)
  const gate = new Gate(points, twin, clock)
  const i = points.find('solar', 'power')
  const send = (value: number, at?: number) =>
    gate.offer({ asset: 'solar', point: 'power', value, ...(at === undefined ? {} : { at }) }, 'device')
  return { clock, twin, alarms, gate, i, send }
}

/** A device that reports each second by a clock `off` ms from the server's, for a minute. */
function minute(what: ReturnType<typeof stand>, off: number): number {
  let taken = 0
  for (let s = 0; s < 60; s++) {
    what.clock.pass(1_000)
    if (what.send(s, what.clock.now() + off - 40) === null) taken++
    what.gate.lookAtClock()
    what.twin.sweep(what.clock.now())
  }
  return taken
}

for (const [name, jump] of [
  ['back by an hour', -HOUR],
  ['ahead by an hour', HOUR],
  ['back by ten seconds', -10_000],
  ['ahead by two days', 48 * HOUR],
] as const) {
  for (const [what, off] of [
    ['goes on in the old time', -jump],
    ['came along', 0],
  ] as const)
    test(`the server's clock is set ${name} and the device ${what}: live goes on, at once and without alarms`, () => {
      const all = stand()
      minute(all, 0)
      all.clock.set(jump)
      expect(minute(all, off)).toBe(60)
      const { twin, i, clock, alarms, gate } = all
      expect([twin.values[i], twin.quality[i]]).toEqual([59, QUALITY.good])
      expect(Math.abs(clock.now() - twin.times[i]!)).toBeLessThan(100)
      expect(alarms.news.take()).toEqual([])
      expect(gate.tally('device').report(clock.now()).past).toBe(0)
      expect(gate.clockWatch).toMatchObject({ times: 1, lastMs: jump })
    })
}

test.each([
  ['back', -HOUR],
  ['ahead', HOUR],
])('the simulator neither stops nor floods when the clock is set %s by an hour', (_, jump) => {
  const clock = new SetClock()
  const points = numberPoints(smallSite().assets)
  const twin = new Twin(points)
  const gate = new Gate(points, twin, clock)
  simulator(smallSite(), 1974, clock).start(gate, new Mapping(null, points, clock))
  const minute = (): number => {
    const before = gate.accepted.get('simulator')!
    for (let k = 0; k < 120; k++) {
      clock.pass(500)
      clock.round()
      twin.sweep(clock.now())
    }
    return gate.accepted.get('simulator')! - before
  }
  const usual = minute()
  clock.set(jump)
  const after = minute()
  expect(after).toBeGreaterThan(usual * 0.8)
  // Ahead, what fell due meanwhile is made up once for each point, not once for each period.
  expect(after).toBeLessThan(usual + points.count + usual * 0.2)
  expect(twin.quality.every(quality => quality === QUALITY.simulated)).toBe(true)
})

test('a set clock makes no value stale and keeps none from going stale', () => {
  for (const jump of [-HOUR, HOUR]) {
    const { clock, twin, gate, i, send } = stand()
    send(5)
    clock.set(jump)
    gate.lookAtClock()
    expect(twin.sweep(clock.now())).toBe(0)
    clock.pass(13_000)
    expect(twin.sweep(clock.now())).toBe(1)
    expect(twin.quality[i]).toBe(QUALITY.stale)
  }
})

test('a device that follows the set clock later is followed', () => {
  const all = stand()
  minute(all, 0)
  all.clock.set(-HOUR)
  expect(minute(all, HOUR)).toBe(60)
  expect(minute(all, 0)).toBe(60)
  expect(Math.abs(all.clock.now() - all.twin.times[all.i]!)).toBeLessThan(100)
})

test('a device that was never right is still refused, with the remedy', () => {
  const { clock, send } = stand()
  expect(send(1, clock.now() + HOUR)).toMatchObject({
    reason: 'future',
    detail: expect.stringMatching(/3600 s ahead.*check the device's clock/),
  })
})

test('the skew of a source is measured from its quickest samples, also of refused ones', () => {
  const { clock, gate, send } = stand()
  for (const delay of [30, 250, 45, 900]) send(1, clock.now() + 2_000 - delay)
  expect(gate.tally('device').report(clock.now()).lag).toEqual({
    medianMs: -1_750,
    maxMs: -1_100,
    skewMs: 1_970,
  })
  send(1, clock.now() + 60_000)
  expect(gate.tally('device').report(clock.now()).lag.skewMs).toBe(60_000)
})

test('the rate is that of the last ten whole seconds, and survives a set clock', () => {
  const { clock, gate, send } = stand()
  for (let n = 0; n < 200; n++) {
    send(n)
    clock.pass(100)
  }
  expect(gate.tally('device').report(clock.now()).samplesPerSecond).toBe(10)
  clock.set(-HOUR)
  gate.lookAtClock()
  send(1)
  clock.pass(1_000)
  expect(gate.tally('device').report(clock.now()).samplesPerSecond).toBe(0.1)
  clock.pass(60_000)
  expect(gate.tally('device').report(clock.now()).samplesPerSecond).toBe(0)
})

test('a bucket neither starves nor floods when the clock is set', () => {
  const bucket = new Bucket(10, 20, NOON)
  expect(bucket.take(20, NOON)).toBe(0)
  expect(bucket.take(10, NOON - HOUR)).toBe(1)
  expect(bucket.take(10, NOON - HOUR + 1_000)).toBe(0)
  expect(bucket.take(21, NOON + HOUR)).toBeGreaterThan(0)
})
