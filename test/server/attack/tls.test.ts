import { copyFileSync, readFileSync } from 'node:fs'
import { get } from 'node:https'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCredential } from '../../../server/ingest/credential.ts'
import { mqttBroker } from '../../../server/ingest/mqttBroker.ts'
import { Certificate } from '../../../server/net/Certificate.ts'
import { freePort } from '../../freePort.ts'
import { KEY, runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Authority, hasOpenssl, type Issued } from './authority.ts'
import { frame, RawLine, UPGRADE, until } from './rawLine.ts'

const attacked = test.skipIf(!hasOpenssl)
const authority = hasOpenssl ? new Authority() : null!
const stranger = hasOpenssl ? new Authority('Another Authority') : null!

let twin: Running
let files: Issued
let certificate: Certificate
let mqttPort: number
let clock: TestClock
const said: string[] = []
const open: (() => unknown)[] = []

beforeEach(async () => {
  if (!hasOpenssl) return
  files = authority.issue('twin-1')
  certificate = new Certificate({ ...files, clientCa: authority.cert }, line => said.push(line))
  mqttPort = await freePort()
  clock = new TestClock()
  const credential = openCredential('', KEY)
  const sources = [mqttBroker('127.0.0.1', mqttPort, credential, certificate)]
  twin = await runTwin(clock, sources, null, { certificate, credential })
})
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
  said.length = 0
  await twin?.close()
})

const ca = (): Buffer => readFileSync(authority.cert)
const port = (): number => Number(new URL(twin.url).port)

/** A TLS line to the HTTP port, and the name that the server shows. */
async function line(): Promise<{ socket: TLSSocket; name: string }> {
  const socket = connectTls({ port: port(), host: '127.0.0.1', ca: ca() })
  open.push(() => socket.destroy())
  socket.on('error', () => undefined)
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
  return { socket, name: String(socket.getPeerCertificate().subject.CN) }
}

attacked(
  'pages and viewers come in over TLS, cookies are for TLS only, and plain HTTP is turned away',
  async () => {
    expect(twin.url).toMatch(/^https:/)
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      get(`${twin.url}/api/health`, { ca: ca() }, answer => {
        answer.resume()
        resolve(answer.headers)
      }).on('error', reject)
    })
    expect(headers['strict-transport-security']).toMatch(/max-age/)
    const { socket } = await line()
    let heard = ''
    socket.on('data', chunk => {
      heard += chunk.toString('latin1')
    })
    socket.write(UPGRADE())
    await until(() => heard.includes('101 Switching'))
    socket.write(frame('4{"type":0,"nsp":"/"}'))
    expect(await until(() => twin.io.sockets.sockets.size === 1)).toBe(true)
    const plain = await RawLine.dial(port())
    plain.say('GET /api/health HTTP/1.1\r\nHost: t\r\n\r\n')
    expect(await until(() => plain.closed)).toBe(true)
    expect(plain.heard).not.toContain('200')
  },
)

attacked('resets at every step of a TLS handshake end nobody else', async () => {
  const hello = Buffer.from('1603010200010001fc0303', 'hex')
  for (const at of [port(), mqttPort])
    for (const bytes of [Buffer.alloc(0), hello.subarray(0, 3), hello, Buffer.from('GET / HTTP/1.1\r\n')]) {
      const lines = await Promise.all(Array.from({ length: 20 }, () => RawLine.dial(at)))
      for (const each of lines) each.say(bytes)
      for (const [k, each] of lines.entries()) setTimeout(() => each.reset(), k % 5)
    }
  expect((await line()).name).toBe('twin-1')
})

attacked('a certificate is changed without dropping a line, and half a change is none', async () => {
  open.push(certificate.watch())
  const before = await line()
  const next = authority.issue('twin-2')
  copyFileSync(next.cert, files.cert)
  expect(certificate.reload()).toBe(false)
  expect(said.at(-1)).toMatch(
    /do not make a certificate and its key: .*; the certificate read before goes on/,
  )
  expect((await line()).name).toBe('twin-1')
  copyFileSync(next.key, files.key)
  process.emit('SIGHUP')
  expect((await line()).name).toBe('twin-2')
  expect(before.socket.destroyed).toBe(false)
  const third = authority.issue('twin-3')
  copyFileSync(third.cert, files.cert)
  copyFileSync(third.key, files.key)
  // The files are looked at every 2 s.
  expect(await until(async () => (await line()).name === 'twin-3', 15_000)).toBe(true)
})

/** Dial the broker; null when it turns us away. */
async function dial(options: IClientOptions): Promise<MqttClient | null> {
  const client = mqtt.connect(`mqtts://127.0.0.1:${mqttPort}`, { ca: ca(), reconnectPeriod: 0, ...options })
  open.push(() => client.endAsync(true))
  return new Promise(resolve => {
    client.once('connect', () => resolve(client))
    client.once('error', () => resolve(null))
    client.once('close', () => resolve(null))
  })
}

const shown = ({ cert, key }: Issued): IClientOptions => ({
  cert: readFileSync(cert),
  key: readFileSync(key),
})
const value = (): number => twin.twin.values[twin.points.first[twin.points.assetIndex('airstation')]!]!

attacked('a device with a certificate needs no key, and may what its name may', async () => {
  await twin.devices.add('air-1', ['airstation'], ['mqtt'], 100)
  clock.advance(5_000)
  await until(async () => (await dial(shown(authority.issue('air-1')))) !== null)
  const device = (await dial(shown(authority.issue('air-1'))))!
  const point = twin.points.name[twin.points.first[twin.points.assetIndex('airstation')]!]!
  await device.publishAsync(`changwon/airstation/${point}`, '12', { qos: 1 })
  expect(await until(() => value() === 12)).toBe(true)
  await twin.devices.revoke('air-1')
  const closed = new Promise<void>(resolve => device.once('close', () => resolve()))
  clock.advance(5_000)
  await until(() => {
    clock.advance(2_000)
    return !device.connected
  })
  await closed
})

attacked.each([
  ['a certificate of another authority', () => shown(stranger.issue('air-1'))],
  ['a name that no device has', () => shown(authority.issue('nobody'))],
  [
    'a name that no device has, and the right key',
    () => ({ ...shown(authority.issue('nobody')), username: 'device', password: KEY }),
  ],
  ['no certificate and a wrong key', () => ({ username: 'device', password: 'wrong' })],
])('%s does not come in', async (_, options) => {
  await twin.devices.add('air-1', ['airstation'], ['mqtt'], 100)
  clock.advance(5_000)
  expect(await dial(options())).toBe(null)
})

attacked('a device without a certificate comes in by its key', async () => {
  expect(await dial({ username: 'device', password: KEY })).not.toBe(null)
})
