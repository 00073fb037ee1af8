import { mkdirSync, writeFileSync } from 'node:fs'
import { request as ask } from 'node:http'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { io } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { parser } from '../../models/parser.ts'
import { openCredential } from '../../server/ingest/credential.ts'
import { KEY, runTwin, TestClock } from './fixture.ts'
import { tempFolder } from './ingest/stand.ts'
import type { Running } from './twinUnderTest.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const VIEWER = 'https://viewer.example.kr'

async function twinWith(more: object = {}): Promise<Running> {
  const folder = tempFolder()
  closing.push(folder.remove)
  const [client, world] = [folder.path('client'), folder.path('world')]
  for (const each of [client, world]) mkdirSync(each)
  writeFileSync(`${client}/index.html`, '<!doctype html><script src="./assets/a.js"></script>')
  writeFileSync(`${world}/tileset.json`, '{"asset":{"version":"1.1"}}')
  const twin = await runTwin(new TestClock(), [], null, {
    credential: openCredential('', KEY),
    folders: { client, world },
    ...more,
  })
  closing.push(() => twin.close())
  return twin
}

/** Not fetch: that says `cache-control: no-cache` with a tag, and then nothing is fresh. */
const statusOf = (url: string, tag: string) =>
  new Promise((resolve, reject) => {
    const request = ask(url, { headers: { 'if-none-match': tag } })
    request.on('response', reply => resolve(reply.resume().statusCode)).on('error', reject)
    request.end()
  })
const cors = (reply: Response) => reply.headers.get('access-control-allow-origin')
const from = (origin: string, more: RequestInit = {}) => ({ headers: { origin }, ...more })

test('nothing is shared with other origins unless a setting says so', async () => {
  const twin = await twinWith()
  for (const path of ['/world/tileset.json', '/api/site', '/api/alarms'])
    expect(cors(await fetch(twin.url + path, from(VIEWER)))).toBeNull()
})

test('with the setting, tileset and public data are read by those origins, and nothing else is', async () => {
  const twin = await twinWith({ sharedWith: [VIEWER] })
  const shared = [
    '/world/tileset.json',
    '/api/site',
    '/api/plots',
    '/api/health',
    '/api/alarms',
    '/api/assets/airstation',
  ]
  for (const path of shared) {
    const reply = await fetch(twin.url + path, from(VIEWER))
    expect([path, reply.status, cors(reply)]).toEqual([path, 200, VIEWER])
    expect(reply.headers.get('vary')).toMatch(/origin/)
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull()
    expect(cors(await fetch(twin.url + path, from('https://evil.example')))).toBeNull()
  }
  for (const path of ['/api/session', '/api/ingest', '/metrics', '/', '/api/alarms/journal'])
    expect([path, cors(await fetch(twin.url + path, from(VIEWER)))]).toEqual([path, null])
  const asked = { method: 'OPTIONS', headers: { origin: VIEWER, 'access-control-request-method': 'GET' } }
  const preflight = await fetch(`${twin.url}/world/tileset.json`, asked)
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
    204,
    'GET, HEAD',
  ])
  expect((await fetch(`${twin.url}/api/session`, asked)).status).toBe(404)
})

test('a star shares with everybody', async () => {
  const twin = await twinWith({ sharedWith: ['*'] })
  expect(cors(await fetch(`${twin.url}/world/tileset.json`, from('null')))).toBe('*')
})

test('errors are problem details and keep what our screens read', async () => {
  const twin = await twinWith()
  const send = (path: string, init?: RequestInit) => fetch(twin.url + path, init)
  const json = { 'content-type': 'application/json' }
  const bearer = { ...json, authorization: `Bearer ${KEY}` }
  const errors: [Promise<Response>, number][] = [
    [send('/api/nothing'), 404],
    [send('/api/%zz'), 400],
    [send('/api/samples', { method: 'POST', headers: json, body: '{}' }), 401],
    [send('/api/samples', { method: 'POST', headers: bearer, body: '{' }), 400],
    [send('/api/samples', { method: 'POST', headers: { ...bearer, 'content-type': 'x/y' }, body: 'x' }), 415],
    [send('/api/rules', { method: 'POST', headers: { ...json, origin: 'https://evil.example' } }), 403],
    [send('/api/devices'), 401],
  ]
  for (const [reply, status] of errors) {
    const answer = await reply
    const body = (await answer.json()) as Record<string, unknown>
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ])
    expect(body).toMatchObject({ type: 'about:blank', status, title: expect.any(String) })
    expect(body.error).toBe(body.detail)
  }
})

test('HEAD answers the head of GET, and a tag that is had answers 304', async () => {
  const twin = await twinWith()
  for (const path of ['/', '/world/tileset.json', '/api/site', '/api/health']) {
    const reply = await fetch(twin.url + path, { method: 'HEAD' })
    expect([path, reply.status, await reply.text()]).toEqual([path, 200, ''])
  }
  for (const path of ['/', '/world/tileset.json', '/api/site']) {
    const etag = (await fetch(twin.url + path)).headers.get('etag')!
    const strong = etag.replace('W/', '')
    for (const had of [etag, strong, `W/${strong}`, `"x", ${etag}`, '*']) {
      expect([path, had, await statusOf(twin.url + path, had)]).toEqual([path, had, 304])
    }
    expect(await statusOf(twin.url + path, '"other"')).toBe(200)
  }
})

test('folded bodies are read at every door that takes one, raw deflate too; 415 names what is read', async () => {
  const twin = await twinWith()
  const sample = JSON.stringify({ samples: [{ asset: 'airstation', point: 'pm25', value: 21 }] })
  const send = (path: string, body: Buffer, coding: string) =>
    fetch(twin.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
        'content-encoding': coding,
      },
      body: new Uint8Array(body),
    })
  const raw = await send('/api/samples', deflateRawSync(sample), 'deflate')
  expect(await raw.json()).toMatchObject({ accepted: 1 })
  const wrong = await send('/api/samples', Buffer.from(sample), 'zstd')
  expect([wrong.status, wrong.headers.get('accept-encoding')]).toEqual([415, 'gzip, deflate, br'])
  // A login is no stream of samples; its body is unfolded and judged all the same, within its own bound.
  const login = await fetch(`${twin.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync('{"name":"kim","password":"not the one"}')),
  })
  expect([login.status, ((await login.json()) as { code: string }).code]).toEqual([401, 'loginWrong'])
  const bomb = await fetch(`${twin.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync(Buffer.alloc(20_000_000, 32))),
  })
  expect(bomb.status).toBe(413)
})

test('an expectation that nobody meets is 417', async () => {
  const twin = await twinWith()
  const status = await new Promise((resolve, reject) => {
    const request = ask(`${twin.url}/api/samples`, { method: 'POST', headers: { expect: 'a-miracle' } })
    request.on('response', reply => resolve(reply.statusCode)).on('error', reject)
    request.end()
  })
  expect(status).toBe(417)
})

test('below a path everything is served, whether or not the proxy takes the path off', async () => {
  const twin = await twinWith({ base: '/twin/' })
  for (const path of ['/', '/api/health', '/world/tileset.json'])
    for (const base of ['', '/twin']) expect((await fetch(twin.url + base + path)).status).toBe(200)
  const bare = await fetch(`${twin.url}/twin`, { redirect: 'manual' })
  expect([bare.status, bare.headers.get('location')]).toEqual([308, '/twin/'])
  expect((await fetch(`${twin.url}/twinning/api/health`)).status).toBe(404)
  for (const path of ['/twin/socket.io', '/socket.io']) {
    const socket = io(twin.url, { path, parser: parser as object, transports: ['websocket'], forceNew: true })
    closing.push(() => socket.disconnect())
    await new Promise((resolve, reject) => socket.on('connect', () => resolve(1)).on('connect_error', reject))
  }
  const { accounts } = twin.people
  await accounts.add('kim', 'operator', 'alarms under watch')
  const login = await fetch(`${twin.url}/twin/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'kim', password: 'alarms under watch' }),
  })
  expect([login.status, login.headers.getSetCookie().join('\n')]).toEqual([
    200,
    expect.stringMatching(
      /twin_known=[^;]+;.* Path=\/twin\/api\/session;[\s\S]*twin_session=[^;]+; Path=\/twin\/;/,
    ),
  ])
})

test('a public address with a path says where the pages are', async () => {
  const twin = await twinWith({ publicUrl: 'https://city.example/twin' })
  expect((await fetch(`${twin.url}/twin/api/health`)).status).toBe(200)
  // A page of the public address is our own page, whatever host the proxy asks for.
  const write = (origin: string) =>
    fetch(`${twin.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{}',
    })
  expect((await write('https://city.example')).status).not.toBe(403)
  expect((await write('https://else.example')).status).toBe(403)
})
