import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { ALARM_ORDERS } from '../../../models/alarmOrder.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { Role } from '../../../models/role.ts'
import { Browser, loggedIn } from '../accounts/frontDoor.ts'
import { hasServices, TestCluster } from '../cluster/cluster.ts'
import { runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Ear } from './Ear.ts'
import { HIDDEN, markedSite } from './markedSite.ts'
import { Secrets } from './Secrets.ts'

const SOON = { timeout: 20_000, interval: 30 }
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A server that keeps the twin, or one of two; and where its pages are. */
interface Place {
  readonly twin: Running
  readonly url: string
  /** Now, by the clock of the twin. */
  now(): number
  /** Let a second pass. */
  pass(): Promise<void>
}

async function alone(): Promise<Place> {
  const clock = new TestClock()
  const twin = await runTwin(clock, [], 250, { site: markedSite() })
  closers.push(() => twin.close())
  const pass = async () => {
    clock.advance(1_000)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  return { twin, url: twin.url, now: () => clock.now(), pass }
}

async function behindGateway(): Promise<Place> {
  const cluster = await TestCluster.begin(markedSite())
  closers.push(() => cluster.close())
  const twin = await cluster.owner()
  const { url } = await cluster.gateway()
  const pass = () => new Promise<void>(resolve => setTimeout(resolve, 1_000))
  return { twin, url, now: Date.now, pass }
}

const places = [
  ['one process', alone],
  ...(hasServices ? [['a gateway', behindGateway] as const] : []),
] as const

test.each(places)(
  '%s: nothing hidden goes over the line of those who may not know',
  async (_, make) => {
    const place = await make()
    const { twin, url, now, pass } = place
    const { points } = twin
    const secrets = new Secrets(twin.site, points)
    const at = (role: Role) => loggedIn({ people: twin.people, url } as Running, role)
    const chief = await at('admin')
    const staff = await Ear.open(chief, points)
    const blind = {
      nobody: await Ear.open(new Browser(url), points),
      'a wrong cookie': await Ear.open(spoiled(url, chief), points),
      kiosk: await Ear.open(await at('kiosk'), points),
      planner: await Ear.open(await at('planner'), points),
    }
    const ears = Object.entries(blind)
    closers.push(() => [staff, ...Object.values(blind)].forEach(ear => void ear.close()))

    // The hidden move, their alarms go off, and somebody writes of them for everyone.
    for (let n = 0; n < 6; n++) {
      const upper = n % 2 === 0
      for (let i = 0; i < points.count; i++) {
        const [low, high] = points.spec[i]!.range
        const value = secrets.points.has(i) ? (upper ? high : low) : low + ((high - low) * n) / 8
        twin.twin.apply(i, value, now(), QUALITY.good)
      }
      await pass()
    }
    const fields = { text: 'a word', asset: HIDDEN[0].id, place: null, at: null, answers: null }
    const change = {
      order: randomUUID(),
      branch: 'main',
      type: 'note',
      id: randomUUID(),
      base: 0,
      fields: { ...fields, state: 'open', readers: 'everyone' },
    }
    expect(await staff.ask('records:change', [change])).toMatchObject({
      ok: true,
      value: { numbers: [expect.any(Number)] },
    })
    await pass()
    await twin.history.drain(now())
    await expect.poll(() => staff.heard.some(([name]) => name === 'alarms:changed'), SOON).toBe(true)
    await expect.poll(() => [...secrets.points].some(i => staff.touched.has(i)), SOON).toBe(true)

    // Whoever comes later is told what stands, and looks at what was.
    for (const [, ear] of [['staff', staff] as const, ...ears]) {
      await ear.ask('records:join', {})
      await ear.ask('topics:watch', { topics: ['control', 'energy'] })
      const past = await ear.ask('moment:seek', { at: now() - 3_000, speed: 1 })
      expect(past, JSON.stringify(past)).toMatchObject({ ok: true })
    }
    for (let n = 0; n < 3; n++) await pass()
    const played = async () => {
      await pass()
      return ears.every(([, ear]) => ear.heard.some(([name]) => name === 'moment:changed'))
    }
    await expect.poll(played, SOON).toBe(true)

    const hiddenIndex = new RegExp(`"point":(${[...secrets.points].join('|')})\\b`)
    expect([hiddenIndex.test(staff.text), secrets.foundIn(staff.text)]).toEqual([true, [HIDDEN[0].id]])
    for (const [name, ear] of ears) {
      expect(secrets.foundIn(ear.text), name).toEqual([])
      expect(hiddenIndex.exec(ear.text)?.[0], name).toBeUndefined()
      expect(
        [...secrets.points].filter(i => ear.touched.has(i)),
        name,
      ).toEqual([])
      expect(ear.touched.size, name).toBeGreaterThan(50)
      expect(ear.text, name).not.toContain('a word')
    }

    // An order on what is hidden is answered as one on what is not there.
    for (const [name, ear] of ears)
      for (const order of ALARM_ORDERS) {
        const say = async (point: number) => {
          const alarms = [{ point, source: 'level' }]
          return JSON.stringify(await ear.ask(order, { alarms, reason: 'x', minutes: 5 })).replaceAll(
            `${point}`,
            '…',
          )
        }
        const [hidden] = secrets.points
        expect(await say(hidden!), `${name} ${order}`).toBe(await say(points.count + 7))
      }
  },
  120_000,
)

/** A browser with a cookie that was never given. */
function spoiled(url: string, { cookie }: Browser): Browser {
  const browser = new Browser(url)
  browser.cookie = `${cookie}x`
  return browser
}
