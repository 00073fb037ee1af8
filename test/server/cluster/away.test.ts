import { afterEach, expect, test } from 'vitest'
import { Browser, loggedIn } from '../accounts/frontDoor.ts'
import { NATS } from '../log/logs.ts'
import { hasServices, TestCluster } from './cluster.ts'
import { measure, PM25, toldOf, watch } from './page.ts'
import { Wire } from './Wire.ts'

const LONG = 90_000
const SOON = { timeout: 10_000 }

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function begin(): Promise<TestCluster> {
  const cluster = await TestCluster.begin()
  ends.push(() => cluster.close())
  return cluster
}

/** A wire to the service of a URL, and the URL by that wire. */
async function wired(url: string): Promise<{ wire: Wire; by: string }> {
  const { hostname, port, host } = new URL(url)
  const wire = await Wire.to(hostname, Number(port))
  ends.push(() => wire.close())
  return { wire, by: url.replace(host, `127.0.0.1:${wire.port}`) }
}

test.skipIf(!hasServices)(
  'NATS away from a gateway: it says that it hears nothing, and is whole again by itself',
  async () => {
    const { wire, by } = await wired(NATS)
    const cluster = await begin()
    const owner = await cluster.owner()
    const gateway = await cluster.gateway({ nats: by })
    await expect.poll(() => gateway.health(), SOON).toMatchObject({ status: 'ok' })
    const page = await watch(new Browser(gateway.url))
    await measure(owner.url, 20)
    await expect.poll(() => page.state.values[PM25], SOON).toBe(20)
    wire.cut()
    await expect.poll(() => page.pulses.at(-1)?.silent, SOON).toBe(true)
    await measure(owner.url, 181)
    await expect.poll(() => owner.alarms.lives.size, SOON).toBe(1)
    expect(page.state.values[PM25]).toBe(20)
    wire.mend()
    await expect.poll(() => page.state.values[PM25], SOON).toBe(181)
    await expect.poll(() => toldOf(page), SOON).toMatchObject([{ point: PM25, state: 'unacknowledged' }])
    await expect.poll(() => page.pulses.at(-1)?.silent, SOON).toBeUndefined()
    expect(gateway.health()).toMatchObject({ status: 'ok', frames: { broken: 0 } })
    expect(page.socket.connected).toBe(true)
    page.socket.disconnect()
  },
  LONG,
)

test.skipIf(!hasServices)(
  'NATS away from the owner: it goes on judging and recording, and the gateways have it all when it is back',
  async () => {
    const { wire, by } = await wired(NATS)
    const cluster = await begin()
    const owner = await cluster.owner({ nats: by })
    const gateway = await cluster.gateway()
    await expect.poll(() => gateway.health(), SOON).toMatchObject({ status: 'ok' })
    const page = await watch(new Browser(gateway.url))
    const near = await watch(await loggedIn(owner, 'operator'))
    wire.cut()
    await measure(owner.url, 181)
    await expect.poll(() => near.state.values[PM25], SOON).toBe(181)
    await expect.poll(() => toldOf(near), SOON).toHaveLength(1)
    const { source } = toldOf(near)[0]!
    const order = { alarms: [{ point: PM25, source }], reason: 'seen' }
    expect(await near.socket.emitWithAck('alarm:acknowledge', order)).toMatchObject({ ok: true })
    wire.mend()
    await expect.poll(() => page.state.values[PM25], SOON).toBe(181)
    await expect.poll(() => toldOf(page).at(-1), SOON).toMatchObject({ point: PM25, state: 'acknowledged' })
    for (const { socket } of [page, near]) socket.disconnect()
  },
  LONG,
)

test.skipIf(!hasServices)(
  'PostgreSQL away: values and alarms go on to viewers of a gateway, orders are refused with the reason, and nothing is missing later',
  async () => {
    const cluster = await begin()
    const { wire, by } = await wired(cluster.where)
    const owner = await cluster.owner({ where: by })
    const gateway = await cluster.gateway({ where: by })
    await expect.poll(() => gateway.health(), SOON).toMatchObject({ status: 'ok' })
    const desk = await watch(await loggedIn({ ...owner, url: gateway.url } as typeof owner, 'operator'))
    const heard = owner.history.health.heard
    wire.cut()
    await owner.gate.offer({ asset: 'airstation', point: 'pm25', value: 181 }, 'test')
    await expect.poll(() => desk.state.values[PM25], SOON).toBe(181)
    await expect.poll(() => toldOf(desk).at(-1), SOON).toMatchObject({ point: PM25, active: true })
    const { source } = toldOf(desk).at(-1)!
    const order = { alarms: [{ point: PM25, source }], reason: 'seen' }
    expect(await desk.socket.emitWithAck('alarm:acknowledge', order)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('database'),
    })
    wire.mend()
    await expect
      .poll(() => desk.socket.emitWithAck('alarm:acknowledge', order), { timeout: 20_000, interval: 500 })
      .toMatchObject({ ok: true })
    await expect
      .poll(() => owner.history.health, { timeout: 20_000 })
      .toMatchObject({ waiting: 0, state: 'ok' })
    expect(owner.history.health.heard).toBeGreaterThan(heard)
    const rows = await owner.store.db.selectFrom('alarm_journal').select('number').orderBy('number').execute()
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, k) => k + 1))
    expect(rows.length).toBe(owner.alarms.journal.durable)
    desk.socket.disconnect()
  },
  LONG,
)
