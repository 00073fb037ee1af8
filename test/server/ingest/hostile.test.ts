import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { generate, parser } from 'mqtt-packet'
import { afterEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { mqttClient } from '../../../server/ingest/mqttClient.ts'
import type { OpcuaPackage } from '../../../server/ingest/opcua/opcuaPackage.ts'
import { opcuaSource } from '../../../server/ingest/opcua/opcuaSource.ts'
import { freePort } from '../../freePort.ts'
import { stand, tempFolder } from './stand.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const MIB = 1024 * 1024
const SOON = { timeout: 20_000 }

/** A broker that answers CONNECT and SUBSCRIBE and then does what a test wants. */
async function hostile(then: (socket: Socket) => void): Promise<string> {
  const port = await freePort()
  const server = createServer(socket => {
    socket.on('error', () => undefined)
    const reader = parser({ protocolVersion: 4 })
    reader.on('packet', packet => {
      if (packet.cmd === 'connect')
        socket.write(generate({ cmd: 'connack', returnCode: 0, sessionPresent: false }))
      if (packet.cmd === 'subscribe') then(socket)
    })
    socket.on('data', chunk => reader.parse(chunk as Buffer))
    closing.push(() => socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return `mqtt://127.0.0.1:${port}`
}

async function twinAt(url: string) {
  const what = stand()
  const said: string[] = []
  const source = mqttClient(url, line => said.push(line))
  closing.push(await source.start(what.gate, what.mapping))
  return { ...what, source, said }
}

const message = (topic: string, payload: string | Buffer, more: object = {}) =>
  generate({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false, ...more } as never)

test('a broker that announces a packet of 256 MB is left, told, and costs no memory', async () => {
  const before = process.memoryUsage().rss
  const url = await hostile(socket => {
    socket.write(Buffer.from([0x30, 255, 255, 255, 127]))
    const pour = (): void => {
      if (!socket.destroyed) socket.write(Buffer.alloc(256 * 1024), pour)
    }
    pour()
  })
  const { said } = await twinAt(url)
  await expect.poll(() => said.join('\n'), SOON).toMatch(/sends a packet over \d+ bytes/)
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB)
}, 30_000)

test('a broker that sends with QoS 2 what it was not asked for is left', async () => {
  const url = await hostile(socket => {
    for (let n = 1; n < 2_000; n++)
      socket.write(message('changwon/airstation/pm25', '7', { qos: 2, messageId: n }))
  })
  const { said } = await twinAt(url)
  await expect.poll(() => said.join('\n'), SOON).toMatch(/QoS 2/)
}, 30_000)

test('a flood of retained and unknown topics is counted and held by nobody', async () => {
  const before = process.memoryUsage().rss
  const url = await hostile(socket => {
    let n = 0
    const pour = (): void => {
      const some = Array.from({ length: 500 }, () =>
        message(`changwon/none-${n++}/pm25`, Buffer.alloc(2_000, 49), { retain: true }),
      )
      if (n <= 40_000 && !socket.destroyed) socket.write(Buffer.concat(some), pour)
      else socket.write(message('changwon/airstation/pm25', '12'))
    }
    pour()
  })
  const { gate, now } = await twinAt(url)
  await expect.poll(() => now('airstation', 'pm25'), SOON).toEqual([12, QUALITY.good])
  expect(gate.rejected.get('mqtt unknownPoint')).toBe(40_000)
  expect(gate.recent.length).toBeLessThanOrEqual(50)
  expect(process.memoryUsage().rss - before).toBeLessThan(128 * MIB)
}, 40_000)

/** An OPC UA package whose server sends what a test wants. */
function opcuaOf(send: (heard: (value: object, index: number) => void) => void): OpcuaPackage {
  const group = {
    monitoredItems: [{ statusCode: { value: 0 } }],
    on: (event: string, heard: (item: unknown, value: object, index: number) => void) =>
      event === 'changed' && setImmediate(() => send((value, index) => heard(null, value, index))),
  }
  const session = {
    createSubscription2: async () => ({ monitorItems: async () => group, terminate: async () => undefined }),
    close: async () => undefined,
  }
  const client = {
    on: () => client,
    connect: async () => undefined,
    createSession: async () => session,
    disconnect: async () => undefined,
  }
  return {
    OPCUAClient: { create: () => client },
    AttributeIds: { Value: 13 },
    TimestampsToReturn: { Both: 2 },
  } as never
}

test('an OPC UA server that floods, names items nobody asked for and speaks in texts breaks nothing and is counted', async () => {
  const folder = tempFolder()
  closing.push(folder.remove)
  const file = folder.path('map.json')
  const line = {
    from: { opcua: 'ns=2;s=A' },
    to: { asset: 'parking', point: 'stall', part: 0 },
    states: { 운전: 1, 정지: 0 },
  }
  writeFileSync(file, JSON.stringify({ version: 1, points: [line] }))
  const what = stand(file)
  const good = (value: unknown) => ({ statusCode: { value: 0 }, value: { value } })
  const before = process.memoryUsage().rss
  const server = opcuaOf(heard => {
    const [off, on] = [good(0), good(1)]
    for (let n = 0; n < 200_000; n++) heard(n % 2 ? on : off, 0)
    for (const index of [1, -1, 1e9]) heard(good(1), index)
    for (const value of [
      good('broken'),
      good({ text: 'x'.repeat(10_000) }),
      good({}),
      good([1, 2, 3]),
      {},
      null,
    ])
      heard(value as object, 0)
    heard(good('운전'), 0)
  })
  const source = opcuaSource(
    'opc.tcp://127.0.0.1:1',
    () => undefined,
    async () => server,
  )
  closing.push(await source.start(what.gate, what.mapping))
  await expect.poll(() => what.now('parking', 'stall'), SOON).toEqual([1, QUALITY.good])
  await expect.poll(() => what.gate.rejected.get('opcua notANumber'), SOON).toBe(4)
  expect(what.gate.rejected.get('opcua malformed')).toBe(5)
  expect(process.memoryUsage().rss - before).toBeLessThan(96 * MIB)
}, 30_000)

test('times without a zone are the same whatever the time zone of the server', async () => {
  const run = promisify(execFile)
  const answers = await Promise.all(
    ['America/New_York', 'Asia/Seoul'].map(async TZ => {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', 'test/server/ingest/zoneChild.ts'], {
        env: { ...process.env, TZ },
      })
      return JSON.parse(stdout)
    }),
  )
  expect(answers.map(([zone]) => zone)).toEqual(['America/New_York', 'Asia/Seoul'])
  const [[, ...there], [, ...here]] = answers as [unknown[], unknown[]]
  expect(there).toEqual(here)
  expect(there[0]).toMatchObject({ reason: 'malformed', detail: expect.stringMatching(/add Z or \+09:00/) })
  expect(there.slice(1)).toMatchObject([{ at: Date.UTC(2026, 10, 28, 4, 5) }, Date.UTC(2026, 10, 28, 4, 5)])
}, 60_000)
