import { randomBytes } from 'node:crypto'
import { connect as dial } from 'node:net'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openNats } from '../../../server/log/openNats.ts'
import type { Gateway } from '../../../server/startGateway.ts'
import { Browser, loggedIn } from '../accounts/frontDoor.ts'
import { hasServices, TestCluster } from '../cluster/cluster.ts'
import { measure, type Page, PM25, watch } from '../cluster/page.ts'
import { Wire } from '../cluster/Wire.ts'
import { NATS } from '../log/logs.ts'
import type { Running } from '../twinUnderTest.ts'
import { frame, RawLine, UPGRADE, until } from './rawLine.ts'

const LONG = 60_000
const SOON = { timeout: 15_000 }
const MIB = 1024 * 1024

let cluster: TestCluster
let owner: Running
let gateway: Gateway
let desk: Page
let viewer: Page
/** Ways from the gateway to the owner's doors, and from both roles to their services. */
let road: Wire
const services: Wire[] = []

async function wired(url: string): Promise<string> {
  const { hostname, port, host } = new URL(url)
  const wire = await Wire.to(hostname, Number(port))
  services.push(wire)
  return url.replace(host, `127.0.0.1:${wire.port}`)
}

const reached = async () => ({ nats: await wired(NATS), where: await wired(cluster.where) })

beforeAll(async () => {
  if (!hasServices) return
  cluster = await TestCluster.begin()
  owner = await cluster.owner({
    ...(await reached()),
    advertise: async port => {
      road = await Wire.to('127.0.0.1', port)
      return `http://127.0.0.1:${road.port}`
    },
  })
  gateway = await cluster.gateway(await reached())
  await until(() => (gateway.health() as { status: string }).status === 'ok', LONG)
  desk = await watch(await loggedIn({ ...owner, url: gateway.url } as Running, 'operator'))
  viewer = await watch(new Browser(gateway.url))
}, LONG)
afterAll(async () => {
  for (const page of [desk, viewer]) page?.socket.disconnect()
  await cluster?.close()
  for (const wire of [...services, road]) await wire?.close()
}, LONG)

const attack = (name: string, run: () => Promise<void>): void =>
  test.skipIf(!hasServices)(
    name,
    async () => {
      await run()
      await stands()
    },
    LONG,
  )

/** Both roles answer, a value and an alarm reach those who watched all along, and an order is taken. */
async function stands(): Promise<void> {
  const stateOf = (): unknown =>
    desk.news.flatMap(({ alarms }) => alarms).findLast(({ point }) => point === PM25)?.state
  for (const { url } of [owner, gateway])
    await expect
      .poll(() => fetch(`${url}/api/health`).then(answer => answer.json()), SOON)
      .toMatchObject({ status: 'ok' })
  await expect.poll(async () => (await measure(gateway.url, 181)).status, SOON).toBe(200)
  await expect.poll(() => viewer.state.values[PM25], SOON).toBe(181)
  await expect.poll(stateOf, SOON).toBe('unacknowledged')
  const order = { alarms: [{ point: PM25, source: 'level' }], reason: 'seen' }
  await expect
    .poll(() => desk.socket.emitWithAck('alarm:acknowledge', order), SOON)
    .toMatchObject({ ok: true, value: { refused: [] } })
  expect((await measure(gateway.url, 12)).status).toBe(200)
  await expect.poll(() => viewer.state.values[PM25], SOON).toBe(12)
  await expect.poll(stateOf, SOON).toBe('normal')
  expect([desk, viewer].map(({ socket }) => socket.connected)).toEqual([true, true])
}

const portOf = ({ url }: { url: string }): number => Number(new URL(url).port)
const later = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
const ask = (door: string, body = ''): string =>
  `${door} HTTP/1.1\r\nHost: twin\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n${body}`
const GET = 'GET /api/alarms HTTP/1.1\r\nHost: twin\r\n\r\n'

const STAGES: readonly string[] = [
  '',
  UPGRADE(),
  `${UPGRADE()}\x81\xfe`,
  UPGRADE('/elsewhere'),
  UPGRADE('/api/alarms'),
  GET,
  GET.repeat(20),
  ask('POST /api/samples', '{"samples":['),
  ask('POST /api/alarms/rules'),
  ask('POST /ngsi-ld/v1/entityOperations/upsert', '['),
  `POST /api/samples HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"asset":`,
]

attack(
  'lines that are reset or half closed while they are judged or passed on end neither role',
  async () => {
    for (const port of [portOf(gateway), portOf(owner)])
      for (const said of STAGES) {
        const lines = await Promise.all(Array.from({ length: 24 }, () => RawLine.dial(port)))
        for (const line of lines) line.say(said)
        for (const [k, line] of lines.entries())
          if (k % 3 === 0) line.socket.end()
          else setTimeout(() => line.reset(), k % 6)
        await later(8)
        for (const line of lines) line.reset()
      }
  },
)

attack('a flood of joins on one line of a gateway ends that line only', async () => {
  const line = await RawLine.dial(portOf(gateway))
  line.say(UPGRADE())
  await line.hears(/101 Switching/)
  for (let k = 0; k < 2_000; k++) line.say(frame('4{"type":0,"nsp":"/"}'))
  expect(await until(() => line.closed)).toBe(true)
  expect(await until(() => (gateway.health() as { viewers: number }).viewers === 2)).toBe(true)
})

attack(
  'an owner that resets before, within and after the head of an answer costs that answer only',
  async () => {
    for (const most of [0, 1, 20, 150, 400, 700]) {
      road.reset()
      road.most = most
      const lines = await Promise.all(Array.from({ length: 10 }, () => RawLine.dial(portOf(gateway))))
      for (const line of lines) line.say(GET.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))
      setTimeout(() => road.reset(), 50)
      // Each is answered or cut; none is left to wait.
      const left = (): string[] => lines.filter(({ closed }) => !closed).map(({ heard }) => heard)
      await until(() => left().length === 0)
      expect([most, left()]).toEqual([most, []])
      if (most <= 20) expect(lines[0]!.heard).toMatch(/^HTTP\/1\.1 503 [\s\S]*did not answer/)
      for (const line of lines) line.reset()
      road.mend()
    }
  },
)

attack('an owner that hangs holds nobody who asks for something else', async () => {
  const lines = await Promise.all(Array.from({ length: 60 }, () => RawLine.dial(portOf(gateway))))
  road.hold()
  for (const line of lines) line.say(GET)
  await later(200)
  expect((await fetch(`${gateway.url}/api/session`)).status).toBe(200)
  expect((await fetch(`${gateway.url}/api/health`)).status).toBe(200)
  expect(lines.filter(({ heard, closed }) => heard !== '' || closed)).toEqual([])
  for (const line of lines) line.reset()
  road.mend()
  road.reset()
})

attack('whatever comes over NATS from a stranger is counted and believed by neither role', async () => {
  const line = await openNats(NATS)
  const prefix = `twin.${cluster.installation}`
  const heard: { subject: string; data: Uint8Array }[] = []
  const tap = line.subscribe(`${prefix}.>`, {
    callback: (_, { subject, data }) => void (heard.length < 200 && heard.push({ subject, data })),
  })
  try {
    await until(() => heard.some(({ subject }) => subject.endsWith('.whole')))
    tap.unsubscribe()
    const word = { run: 2 ** 40, beat: 2 ** 40, n: 0, url: 'http://127.0.0.1:9' }
    const stolen = Buffer.alloc(24)
    stolen.set([0xc7, 2, 1, 0, 0xff, 0xff, 0xff, 0xff])
    const payloads: (string | Uint8Array)[] = [
      '',
      'x',
      '{}',
      '[null]',
      randomBytes(100),
      randomBytes(900_000),
      JSON.stringify(word),
      deflateRawSync(JSON.stringify(word)),
      deflateRawSync(Buffer.alloc(64 * MIB)),
      Buffer.concat([randomBytes(32), deflateRawSync(JSON.stringify(word))]),
      stolen,
      // What our own processes said, once more, and where it does not belong.
      ...heard.slice(0, 30).map(({ data }) => data),
    ]
    const subjects = ['word', 'alarms', 'order', 'records', 'log.live-0.delta', 'log.live-0.whole', 'log.x']
    const before = process.memoryUsage().rss
    const figures = () => [gateway.health(), owner.health()] as { forged: number; owner: { epoch: number } }[]
    const [atGateway, atOwner] = figures().map(({ forged }) => forged)
    for (let round = 0; round < 20; round++)
      for (const subject of subjects)
        for (const payload of payloads) {
          if (payload.length > 100_000 && round > 2) continue
          line.publish(`${prefix}.${subject}`, payload, { reply: `${prefix}.${subject}` })
        }
    await line.flush()
    await expect.poll(() => figures()[0]!.forged - atGateway!, SOON).toBeGreaterThan(500)
    await expect.poll(() => figures()[1]!.forged - atOwner!, SOON).toBeGreaterThan(500)
    expect(figures()[0]!.owner).toMatchObject({
      epoch: owner.ticker.epoch,
      url: `http://127.0.0.1:${road.port}`,
    })
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * MIB)
  } finally {
    await line.close()
  }
})

attack('a stranger who answers in the place of the owner is not taken for it', async () => {
  const line = await openNats(NATS)
  const rogue = line.subscribe(`twin.${cluster.installation}.order`, {
    callback: (_, message) => void message.respond('{"ok":true,"value":{"number":1,"refused":[]}}'),
  })
  await line.flush()
  services[0]!.cut()
  services[1]!.cut()
  try {
    const order = { alarms: [{ point: PM25, source: 'level' }], reason: 'seen' }
    expect(await desk.socket.emitWithAck('alarm:acknowledge', order)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/not the owner's/),
    })
  } finally {
    rogue.unsubscribe()
    for (const wire of services) wire.mend()
    await line.close()
  }
})

attack('NATS and PostgreSQL that reset at random at both roles lose nothing for good', async () => {
  let seed = 7
  const coin = (): boolean => (seed = (seed * 48_271) % 2_147_483_647) % 10 < 3
  for (let k = 0; k < 20; k++) {
    for (const wire of services) wire.reset(coin)
    await Promise.all([measure(gateway.url, k).catch(() => undefined), later(100)])
  }
  const { rows } = await untilWritten()
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, k) => k + 1))
})

/** The journal once all of it is durable. */
async function untilWritten() {
  const { journal } = owner.alarms
  const read = () => owner.store.db.selectFrom('alarm_journal').select('number').orderBy('number').execute()
  await expect.poll(async () => (await read()).length, SOON).toBe(journal.number)
  return { rows: await read() }
}

attack('requests that never end their head are no matter of the owner', async () => {
  const idle = Array.from({ length: 40 }, () => dial(portOf(gateway), '127.0.0.1'))
  for (const socket of idle) socket.on('error', () => undefined).write('GET /api/alarms HTTP/1.1\r\nX')
  await later(50)
  expect((await fetch(`${gateway.url}/api/alarms`)).status).toBe(200)
  for (const socket of idle) socket.resetAndDestroy()
})
