import { afterEach, expect, test } from 'vitest'
import type { Moment } from '../../../models/moment.ts'
import type { Reply } from '../../../models/wire.ts'
import { openNats } from '../../../server/log/openNats.ts'
import { Browser, loggedIn, PASSWORD } from '../accounts/frontDoor.ts'
import { NATS } from '../log/logs.ts'
import { hasServices, TestCluster } from './cluster.ts'
import { measure, PM25, toldOf, watch } from './page.ts'

const LONG = 60_000

const clusters: TestCluster[] = []
afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.close()
})

async function begin(): Promise<TestCluster> {
  const cluster = await TestCluster.begin()
  clusters.push(cluster)
  return cluster
}

test.skipIf(!hasServices)(
  'a sample at the door of one gateway shows at the viewers of another, and an order at either is durable before it is answered',
  async () => {
    const cluster = await begin()
    const owner = await cluster.owner()
    const [near, far] = [await cluster.gateway(), await cluster.gateway()]
    await expect.poll(() => far.health(), { timeout: 5_000 }).toMatchObject({ status: 'ok' })
    const viewer = await watch(new Browser(far.url))
    const answer = await measure(near.url, 181)
    expect(await answer.json()).toEqual({ accepted: 1, rejected: [] })
    await expect.poll(() => viewer.state.values[PM25], { timeout: 3_000 }).toBe(181)
    expect(new Set(viewer.epochs)).toEqual(new Set([owner.ticker.epoch]))
    await expect.poll(() => toldOf(viewer), { timeout: 3_000 }).toHaveLength(1)
    const [alarm] = toldOf(viewer)

    await owner.people.accounts.add('dayshift', 'operator', PASSWORD)
    const operator = new Browser(near.url)
    await operator.login('dayshift')
    const desk = await watch(operator)
    expect(desk.watching.alarms.alarms).toMatchObject([{ point: PM25, state: 'unacknowledged' }])
    const order = { alarms: [{ point: PM25, source: alarm!.source }], reason: 'on my way' }
    const refused = await viewer.socket.emitWithAck('alarm:acknowledge', order)
    expect(refused).toMatchObject({ ok: false, reason: expect.stringContaining('log in') })
    const done = await desk.socket.emitWithAck('alarm:acknowledge', order)
    expect(done).toMatchObject({ ok: true, value: { refused: [] } })
    const { rows } = (await operator.send('GET', `/api/alarms/journal?after=${done.value.number - 1}`)).body
    expect(rows).toMatchObject([{ actor_name: 'dayshift', event: 'acknowledge', reason: 'on my way' }])
    await expect
      .poll(() => desk.news.at(-1)?.alarms[0], { timeout: 3_000 })
      .toMatchObject({
        state: 'acknowledged',
        by: 'dayshift',
      })
    await expect
      .poll(() => viewer.news.at(-1)?.alarms[0], { timeout: 3_000 })
      .toMatchObject({
        state: 'acknowledged',
        by: null,
      })
  },
  LONG,
)

test.skipIf(!hasServices)(
  'the next owner goes on from what the last one showed; viewers stay on their gateway and are told while nobody owns',
  async () => {
    const cluster = await begin()
    const first = await cluster.owner()
    const gateway = await cluster.gateway()
    await expect.poll(() => gateway.health(), { timeout: 5_000 }).toMatchObject({ status: 'ok' })
    const page = await watch(await loggedIn({ ...first, url: gateway.url } as typeof first, 'operator'))
    await measure(gateway.url, 181)
    await expect.poll(() => page.state.values[PM25], { timeout: 3_000 }).toBe(181)
    await expect.poll(() => toldOf(page).length, { timeout: 3_000 }).toBeGreaterThan(0)
    const { source } = toldOf(page)[0]!
    const order = { alarms: [{ point: PM25, source }], reason: 'seen' }
    const { value } = await page.socket.emitWithAck('alarm:acknowledge', order)

    await cluster.end(first)
    await expect.poll(() => page.pulses.at(-1)?.silent, { timeout: 5_000 }).toBe(true)
    expect((await fetch(`${gateway.url}/api/alarms`)).status).toBe(503)
    expect((await fetch(`${gateway.url}/api/session`)).status).toBe(200)
    expect(await page.socket.emitWithAck('alarm:acknowledge', order)).toMatchObject({ ok: false })

    const second = await cluster.owner()
    expect(second.ticker.epoch).toBeGreaterThan(first.ticker.epoch)
    expect(second.twin.values[PM25]).toBe(181)
    expect(second.alarms.worstOf(PM25)).toMatchObject({ state: 'acknowledged', number: value.number })
    second.gate.simulate([PM25], [12], second.clock.now())
    expect(second.twin.values[PM25]).toBe(181)
    await expect.poll(() => page.epochs.at(-1), { timeout: 5_000 }).toBe(second.ticker.epoch)
    await expect.poll(() => page.pulses.at(-1)?.silent, { timeout: 5_000 }).toBeUndefined()
    await expect
      .poll(() => page.news.at(-1), { timeout: 5_000 })
      .toMatchObject({
        snapshot: true,
        alarms: [{ point: PM25, state: 'acknowledged', by: 'operator' }],
      })
    await measure(gateway.url, 30)
    await expect.poll(() => page.state.values[PM25], { timeout: 3_000 }).toBe(30)
    expect(page.socket.connected).toBe(true)
  },
  LONG,
)

test.skipIf(!hasServices)(
  'the past is shown by a gateway too, with values and alarms of that instant, also while nobody owns',
  async () => {
    const cluster = await begin()
    const owner = await cluster.owner()
    const gateway = await cluster.gateway()
    await expect.poll(() => gateway.health(), { timeout: 5_000 }).toMatchObject({ status: 'ok' })
    const page = await watch(await loggedIn({ ...owner, url: gateway.url } as typeof owner, 'operator'))
    await measure(gateway.url, 181)
    await expect.poll(() => toldOf(page).length, { timeout: 3_000 }).toBeGreaterThan(0)
    const then = Date.now()
    await new Promise(resolve => setTimeout(resolve, 50))
    await measure(gateway.url, 12)
    await expect.poll(() => page.state.values[PM25], { timeout: 3_000 }).toBe(12)
    await expect.poll(() => owner.history.health.waiting, { timeout: 10_000 }).toBe(0)
    const shown = async (): Promise<void> => {
      const moment: Reply<Moment> = await page.socket.emitWithAck('moment:seek', { at: then, speed: 0 })
      expect(moment).toMatchObject({
        ok: true,
        value: { at: then, alarms: [{ point: PM25, cause: 'highHigh' }] },
      })
      await expect.poll(() => page.state.values[PM25], { timeout: 3_000 }).toBe(181)
    }
    await shown()
    const live = await page.socket.emitWithAck('moment:live')
    expect(live).toMatchObject({ ok: true })
    await expect.poll(() => page.state.values[PM25], { timeout: 3_000 }).toBe(12)
    await cluster.end(owner)
    await shown()
    const fresh = await cluster.gateway()
    expect(fresh.health()).toMatchObject({ status: 'waiting', alarms: 1 })
    const late = await watch(new Browser(fresh.url))
    expect(late.watching.alarms.alarms).toMatchObject([{ point: PM25 }])
  },
  LONG,
)

test.skipIf(!hasServices)(
  'an order that bears no seal of the installation is refused, and so is one that comes again',
  async () => {
    const cluster = await begin()
    const owner = await cluster.owner()
    await measure(owner.url, 181)
    await expect.poll(() => owner.alarms.lives.size, { timeout: 3_000 }).toBe(1)
    const line = await openNats(NATS)
    try {
      const subject = `twin.${cluster.installation}.order`
      const overheard: Uint8Array[] = []
      line.subscribe(subject, { callback: (_, message) => void overheard.push(message.data) })
      for (const bytes of ['no order', new Uint8Array(2_000), new Uint8Array(300_000)])
        expect((await line.request(subject, bytes, { timeout: 3_000 })).json()).toMatchObject({ ok: false })

      const gateway = await cluster.gateway()
      const desk = await watch(await loggedIn({ ...owner, url: gateway.url } as typeof owner, 'operator'))
      const order = { alarms: [{ point: PM25, source: 'level' }], reason: 'seen' }
      expect(await desk.socket.emitWithAck('alarm:acknowledge', order)).toMatchObject({ ok: true })
      const again = await line.request(subject, overheard.at(-1)!, { timeout: 3_000 })
      expect(again.string()).toContain('"ok":false,"reason":"this order came twice')
    } finally {
      await line.close()
    }
  },
  LONG,
)
