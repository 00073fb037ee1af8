import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { systemClock } from '../../../server/clock.ts'
import { inBatches, instantOf, numberOf, qualityOfStatus } from '../../../server/ingest/opcua/dataValue.ts'
import { loadOpcua, type OpcuaPackage } from '../../../server/ingest/opcua/opcuaPackage.ts'
import { opcuaSource } from '../../../server/ingest/opcua/opcuaSource.ts'
import { freePort } from '../../freePort.ts'
import { stand, tempFolder } from './stand.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Status codes as published in OPC 10000-4/6 (Opc.Ua.StatusCodes.csv). */
test.each([
  ['Good', 0x00000000, QUALITY.good],
  ['GoodClamped', 0x00300000, QUALITY.good],
  ['GoodLocalOverride', 0x00960000, QUALITY.good],
  ['UncertainLastUsableValue', 0x40900000, QUALITY.stale],
  ['UncertainNoCommunicationLastUsableValue', 0x408f0000, QUALITY.stale],
  ['BadNodeIdUnknown', 0x80340000, QUALITY.bad],
  ['BadSensorFailure', 0x808c0000, QUALITY.bad],
  ['BadWaitingForInitialData', 0x80320000, QUALITY.bad],
])('status %s is quality %#', (_, code, quality) => {
  expect(qualityOfStatus(code)).toBe(quality)
})

test('numbers, booleans and 64-bit integers are values; texts are none', () => {
  const value = (inner: unknown) => numberOf({ statusCode: { value: 0 }, value: { value: inner } })
  expect([value(1.5), value(true), value([1, 5]), value('7'), value([1, 2, 3])]).toEqual([
    1.5,
    1,
    2 ** 32 + 5,
    Number.NaN,
    Number.NaN,
  ])
  expect(numberOf({ statusCode: { value: 0 }, value: null })).toBeNaN()
  expect(instantOf({ statusCode: { value: 0 }, serverTimestamp: new Date(5) })).toBe(5)
  expect(instantOf({ statusCode: { value: 0 } })).toBeNaN()
})

test('items are asked for a thousand at a time', () => {
  const batches = inBatches(
    Array.from({ length: 2_500 }, (_, k) => k),
    1_000,
  )
  expect(batches.map(batch => batch.length)).toEqual([1_000, 1_000, 500])
  expect(batches.flat()).toHaveLength(2_500)
  expect(inBatches([], 1_000)).toEqual([])
})

/** The package beside the repository's own, or in the folder that OPCUA_FROM names (…/package.json there). */
const require = createRequire(process.env.OPCUA_FROM ?? import.meta.url)
const installed = (name: string): boolean => {
  try {
    return require.resolve(name) !== ''
  } catch {
    return false
  }
}
const real = installed('node-opcua-client') && installed('node-opcua-server')

test.skipIf(installedHere())('without the package the error says in one line how to install it', async () => {
  await expect(loadOpcua()).rejects.toThrow(
    /^--opcua needs the package node-opcua-client, which is not installed; run npm install --no-save node-opcua-client@2 and start again$/,
  )
})

function installedHere(): boolean {
  try {
    return createRequire(import.meta.url).resolve('node-opcua-client') !== ''
  } catch {
    return false
  }
}

interface Variable {
  setValueFromSource(value: { dataType: number; value: unknown }, status?: unknown, at?: Date): void
}

test.skipIf(!real)(
  'values of a real OPC UA server arrive with quality and time; its going away makes them stale',
  async () => {
    const { OPCUAServer } = require('node-opcua-server')
    const { DataType, StatusCodes } = require('node-opcua-client')
    const port = await freePort()
    const server = new OPCUAServer({ port, resourcePath: '', allowAnonymous: true })
    await server.initialize()
    const space = server.engine.addressSpace.getOwnNamespace()
    const folder = space.addObject({
      organizedBy: server.engine.addressSpace.rootFolder.objects,
      browseName: 'Plant',
    })
    const add = (name: string, value: number): Variable =>
      space.addVariable({
        componentOf: folder,
        browseName: name,
        nodeId: `s=${name}`,
        dataType: 'Double',
        value: { dataType: DataType.Double, value },
      })
    const pm25 = add('PM25', 12)
    for (let k = 0; k < 60; k++) add(`Stall${k}`, k % 2)
    await server.start()
    let up = true
    const shutDown = async (): Promise<void> => {
      if (up) await server.shutdown(0)
      up = false
    }
    closing.push(shutDown)

    const files = tempFolder()
    closing.push(files.remove)
    const map = files.path('map.json')
    const ns = space.index as number
    const entries = [
      { from: { opcua: `ns=${ns};s=PM25` }, to: { asset: 'airstation', point: 'pm25' }, scale: 2 },
      { from: { opcua: `ns=${ns};s=Missing` }, to: { asset: 'airstation', point: 'pm10' } },
      ...Array.from({ length: 60 }, (_, part) => ({
        from: { opcua: `ns=${ns};s=Stall${part}` },
        to: { asset: 'parking', point: 'stall', part },
      })),
    ]
    writeFileSync(map, JSON.stringify({ version: 1, points: entries }))
    const what = stand(map, systemClock)
    const source = opcuaSource(
      `opc.tcp://127.0.0.1:${port}`,
      () => undefined,
      async () => require('node-opcua-client') as OpcuaPackage,
    )
    closing.push(await source.start(what.gate, what.mapping))
    await expect.poll(() => what.now('airstation', 'pm25'), { timeout: 20_000 }).toEqual([24, QUALITY.good])
    expect(what.now('parking', 'stall', 59)).toEqual([1, QUALITY.good])
    expect(source.state!()).toMatchObject({
      connected: true,
      lastError: expect.stringMatching(
        /node ns=\d+;s=Missing of the mapping: BadNodeIdUnknown; check its id/,
      ),
      counters: { items: 61, refusedItems: 1 },
    })
    const at = new Date(Date.now() - 100)
    pm25.setValueFromSource({ dataType: DataType.Double, value: 40 }, StatusCodes.Good, at)
    await expect.poll(() => what.now('airstation', 'pm25'), { timeout: 10_000 }).toEqual([80, QUALITY.good])
    expect(what.twin.times[what.points.find('airstation', 'pm25')]).toBe(at.getTime())
    pm25.setValueFromSource(
      { dataType: DataType.Double, value: 41 },
      StatusCodes.UncertainLastUsableValue,
      new Date(),
    )
    await expect.poll(() => what.now('airstation', 'pm25'), { timeout: 10_000 }).toEqual([82, QUALITY.stale])
    pm25.setValueFromSource(
      { dataType: DataType.Double, value: 42 },
      StatusCodes.BadSensorFailure,
      new Date(),
    )
    await expect.poll(() => what.now('airstation', 'pm25')[1], { timeout: 10_000 }).toBe(QUALITY.bad)
    await shutDown()
    await expect.poll(() => what.now('parking', 'stall', 59), { timeout: 30_000 }).toEqual([1, QUALITY.stale])
    expect(source.state!().connected).toBe(false)
  },
  90_000,
)
