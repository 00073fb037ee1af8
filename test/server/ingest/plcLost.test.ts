import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { systemClock } from '../../../server/clock.ts'
import type { OpcuaPackage } from '../../../server/ingest/opcua/opcuaPackage.ts'
import { opcuaSource } from '../../../server/ingest/opcua/opcuaSource.ts'
import { freePort } from '../../freePort.ts'
import { Wire } from '../cluster/Wire.ts'
import { stand, tempFolder } from './stand.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const AGAIN = 20

/** A twin that reads `node` as fine dust from this server. */
async function twinAt(url: string, node: string, opcua: OpcuaPackage) {
  const files = tempFolder()
  closing.push(files.remove)
  const map = files.path('map.json')
  const write = (opcuaNode: string): void => {
    const entry = { from: { opcua: opcuaNode }, to: { asset: 'airstation', point: 'pm25' } }
    writeFileSync(map, JSON.stringify({ version: 1, points: [entry] }))
  }
  write(node)
  const what = stand(map, systemClock)
  closing.push(what.mapping.watch())
  const source = opcuaSource(
    url,
    () => undefined,
    async () => opcua,
    AGAIN,
  )
  closing.push(await source.start(what.gate, what.mapping))
  return { source, write, pm25: () => what.now('airstation', 'pm25') }
}

/** A package whose server fails at the words named, each as often as it says, and then does what it should. */
function failing(at: Partial<Record<'connect' | 'session' | 'subscription' | 'items', number>>) {
  const heard: Record<string, () => void> = {}
  const asked: string[] = []
  const word = (name: keyof typeof at): void => {
    asked.push(name)
    const left = at[name] ?? 0
    at[name] = left - 1
    if (left > 0) throw new Error(`broke at its ${name}`)
  }
  const group = {
    monitoredItems: [{ statusCode: { value: 0 } }],
    on: (event: string, take: (item: unknown, value: object, index: number) => void) =>
      event === 'changed' &&
      setImmediate(() => take(null, { statusCode: { value: 0 }, value: { value: 7 } }, 0)),
  }
  const subscription = {
    monitorItems: async () => {
      word('items')
      return group
    },
    terminate: async () => undefined,
  }
  const session = {
    createSubscription2: async () => {
      word('subscription')
      return subscription
    },
    close: async () => undefined,
  }
  const create = () => ({
    on: (event: string, take: () => void) => {
      heard[event] = take
    },
    connect: async () => word('connect'),
    createSession: async () => {
      word('session')
      return session
    },
    disconnect: async () => void asked.push('disconnect'),
  })
  const opcua = { OPCUAClient: { create }, AttributeIds: { Value: 13 }, TimestampsToReturn: { Both: 2 } }
  return { opcua: opcua as unknown as OpcuaPackage, asked, heard }
}

const SOON = { timeout: 10_000, interval: 10 }

test.each(['connect', 'session', 'subscription', 'items'] as const)(
  'a server that breaks off at its %s is left and asked again until it takes us in',
  async word => {
    const { opcua, asked } = failing({ [word]: 3 })
    const { source, pm25 } = await twinAt('opc.tcp://127.0.0.1:1', 'ns=1;s=A', opcua)
    await expect.poll(pm25, SOON).toEqual([7, QUALITY.good])
    expect(source.state!()).toMatchObject({ connected: true, lastError: null, counters: { items: 1 } })
    expect(asked.filter(each => each === word)).toHaveLength(4)
    expect(asked.filter(each => each === 'disconnect')).toHaveLength(3)
  },
)

test('a line that the package gives up is begun anew, its points stale meanwhile', async () => {
  const { opcua, heard } = failing({})
  const { source, pm25 } = await twinAt('opc.tcp://127.0.0.1:1', 'ns=1;s=A', opcua)
  await expect.poll(pm25, SOON).toEqual([7, QUALITY.good])
  heard.close!()
  await expect.poll(pm25, SOON).toEqual([7, QUALITY.stale])
  await expect.poll(() => [...pm25(), source.state!().connected], SOON).toEqual([7, QUALITY.good, true])
})

test('nodes of a mapping that changed while the line was broken are asked for all the same', async () => {
  const at: Parameters<typeof failing>[0] = {}
  const { opcua, asked } = failing(at)
  const { source, pm25, write } = await twinAt('opc.tcp://127.0.0.1:1', 'ns=1;s=A', opcua)
  await expect.poll(pm25, SOON).toEqual([7, QUALITY.good])
  at.subscription = 2
  write('ns=1;s=B')
  await expect.poll(() => asked.filter(each => each === 'subscription').length, SOON).toBe(4)
  await expect.poll(() => source.state!(), SOON).toMatchObject({ connected: true, counters: { items: 1 } })
})

/** The package beside the repository's own, or in the folder that OPCUA_FROM names (…/package.json there). */
const require = createRequire(process.env.OPCUA_FROM ?? import.meta.url)
const real = ['node-opcua-client', 'node-opcua-server'].every(name => {
  try {
    return require.resolve(name) !== ''
  } catch {
    return false
  }
})

/** A real server, and a twin that is its client over a wire that a test breaks. */
async function joined(bytes = Number.POSITIVE_INFINITY) {
  const { OPCUAServer } = require('node-opcua-server')
  const { DataType, StatusCodes } = require('node-opcua-client')
  const port = await freePort()
  const server = new OPCUAServer({ port, resourcePath: '', allowAnonymous: true })
  await server.initialize()
  const space = server.engine.addressSpace.getOwnNamespace()
  const node = space.addVariable({
    organizedBy: server.engine.addressSpace.rootFolder.objects,
    browseName: 'PM25',
    nodeId: 's=PM25',
    dataType: 'Double',
    value: { dataType: DataType.Double, value: 12 },
  })
  await server.start()
  closing.push(() => server.shutdown(0))
  const wire = await Wire.to('127.0.0.1', port)
  closing.push(() => wire.close())
  wire.most = bytes
  const opcua = require('node-opcua-client') as OpcuaPackage
  const twin = await twinAt(`opc.tcp://127.0.0.1:${wire.port}`, `ns=${space.index};s=PM25`, opcua)
  let n = 20
  const delivers = (): Promise<void> => {
    const before = n
    return expect
      .poll(
        () => {
          node.setValueFromSource({ dataType: DataType.Double, value: ++n }, StatusCodes.Good, new Date())
          return twin.pm25()[0]! > before
        },
        { timeout: 40_000, interval: 50 },
      )
      .toBe(true)
  }
  return { ...twin, wire, delivers }
}

test.skipIf(!real).each([
  ['cut', (wire: Wire) => wire.cut()],
  ['silent and half-open', (wire: Wire) => wire.hold()],
])(
  'a real server whose line is %s in mid-session is noticed, and read again by itself',
  async (_, lose) => {
    const { wire, source, delivers, pm25 } = await joined()
    await delivers()
    lose(wire)
    await expect.poll(() => source.state!().connected, { timeout: 60_000 }).toBe(false)
    expect(pm25()[1]).toBe(QUALITY.stale)
    wire.mend()
    await delivers()
    expect(source.state!().connected).toBe(true)
  },
  120_000,
)

test.skipIf(!real)(
  'a real server that breaks off after so many bytes of the beginning or of a session is read again by itself',
  async () => {
    const { wire, delivers } = await joined(1_500)
    for (const bytes of [10, 400, 900, 3_000]) {
      await new Promise(resolve => setTimeout(resolve, 700))
      wire.most = bytes
      wire.reset()
    }
    wire.mend()
    wire.reset()
    await delivers()
  },
  120_000,
)
