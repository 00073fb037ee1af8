import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standingWorld } from '../../../geodata/standingWorld.ts'
import { kindOf } from '../../../models/kinds.ts'
import type { Role } from '../../../models/role.ts'
import type { OpenDoor } from '../../../server/net/door.ts'
import { standWorld } from '../../../server/standWorld.ts'
import { type Browser, loggedIn } from '../accounts/frontDoor.ts'
import { KEY, NOON, runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { Asking } from './asking.ts'
import { Secrets } from './Secrets.ts'
import { type Caller, walk } from './walk.ts'

let twin: Running
let asking: Asking
let secrets: Secrets
let files: string[]
let client: string
const session: Partial<Record<Role, Record<string, string>>> = {}
const keys: Record<string, string> = { default: KEY }

beforeAll(async () => {
  const world = standingWorld() ?? (await standWorld(() => undefined))
  client = mkdtempSync(join(tmpdir(), 'masks-'))
  mkdirSync(join(client, 'assets'))
  writeFileSync(join(client, 'index.html'), '<!doctype html>')
  writeFileSync(join(client, 'assets', 'main-abcdefgh.js'), 'x')
  twin = await runTwin(new TestClock(), [], null, {
    site: world.site,
    folders: { client, world: world.dir },
  })
  asking = new Asking(twin.url)
  secrets = new Secrets(world.site, twin.points)
  secrets.mark(twin.twin, twin.points)
  twin.tick()
  for (const role of ['kiosk', 'planner', 'operator', 'engineer', 'admin'] as const)
    session[role] = headersOf(await loggedIn(twin, role))
  const engineer = await loggedIn(twin, 'engineer', 'second')
  for (const [name, scope] of [
    ['narrow', 'air-*'],
    ['wide', '*'],
  ] as const)
    keys[name] = (
      await engineer.send('POST', '/api/devices', { name, scopes: [scope], doors: ['http'], rate: 1_000 })
    ).body.key
  files = readdirSync(world.dir, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(world.dir, name)).isFile())
    .map(name => relative('.', name))
}, 300_000)
afterAll(async () => {
  asking.close()
  await twin.close()
  rmSync(client, { recursive: true })
})

/** What a page sends, also with a write. */
function headersOf({ cookie, csrf }: Browser): Record<string, string> {
  return { cookie, origin: twin.url, 'x-csrf-token': csrf }
}

/** One hidden asset of each kind. */
function samples(): string[] {
  const byKind = new Map(secrets.assets.map(i => [twin.site.assets[i]!.kind, twin.site.assets[i]!.id]))
  return [...byKind.values()]
}

/** The addresses of a door that name what is hidden. */
function fill({ method, url }: OpenDoor): string[] {
  // They would end the session that asks.
  if (method === 'DELETE' && url === '/api/session') return []
  if (url === '/*') return ['/', '/index.html', '/assets/main-abcdefgh.js', '/../world/site.json']
  if (url === '/world/*')
    return ['site.json', 'manifest.json', 'site.json.gz', 'nothing.bin', 'tileset.json'].map(
      name => `/world/${name}`,
    )
  if (url.includes('/sta/'))
    return samples().flatMap(id => {
      const point = twin.points.first[twin.points.assetIndex(id)]!
      const name = `${id}/${twin.points.name[point]}/0`
      return [
        `/sta/v1.1/Observations('${encodeURIComponent(`${name}/${twin.twin.times[point]}`)}')`,
        `/sta/v1.1/Datastreams('${encodeURIComponent(name)}')/Observations`,
      ]
    })
  const named = /:(id|asset)/.test(url) ? samples() : ['']
  return named.flatMap(id => {
    const kind = id && kindOf(twin.site.assets[twin.points.assetIndex(id)]!.kind)
    const point = kind ? Object.keys(kind.points)[0]! : ''
    const path = url
      .replace(/:(id|asset)/, url.startsWith('/ngsi') ? `urn:ngsi-ld:X:${id}` : id)
      .replace(':point', point)
      .replace(':name', 'nobody')
      .replace('*', 'x')
    return url.endsWith('/history') ? [path, `${path}?from=${NOON - 600_000}&to=${NOON}&minutes=10`] : [path]
  })
}

const BLIND: Caller[] = []
function blind(): Caller[] {
  if (BLIND.length === 0)
    BLIND.push(
      { name: 'nobody', headers: {}, thorough: true },
      { name: 'a wrong cookie', headers: { cookie: `${session.admin!.cookie}x` }, thorough: false },
      { name: 'kiosk', headers: session.kiosk!, thorough: false },
      { name: 'planner', headers: session.planner!, thorough: true },
      { name: 'narrow device', headers: { authorization: `Bearer ${keys.narrow}` }, thorough: false },
      {
        name: 'wide device',
        headers: { authorization: `Bearer ${keys.wide}` },
        thorough: false,
        sees: ({ door }) => door === 'device',
      },
      {
        name: 'an operator’s cookie with a device’s key',
        headers: { ...session.operator!, authorization: `Bearer ${keys.narrow}` },
        thorough: false,
      },
    )
  return BLIND
}

test('the secrets are those of the issue, and a reader of them is caught', async () => {
  expect(secrets.assets.length).toBeGreaterThanOrEqual(188)
  expect(secrets.points.size).toBeGreaterThanOrEqual(428)
  expect(secrets.assets.every(i => secrets.words.has(twin.site.assets[i]!.id))).toBe(true)
  for (const path of ['/api/site', `/api/assets/${samples()[0]}`, `/api/assets/${samples()[0]}/history`])
    for (const role of ['operator', 'engineer', 'admin'] as const) {
      const { body } = await asking.ask('GET', path, session[role]!)
      expect(secrets.foundIn(body.toString()), `${role} ${path}`).not.toEqual([])
    }
})

test('no door tells those who may not know, in any spelling; none fails, and caches keep only what all may see', async () => {
  const walked = await walk(asking, twin.doors, fill, blind(), secrets, {
    title: 'a look',
    from: NOON - 600_000,
    to: NOON - 1,
    assets: samples(),
    samples: samples().map(asset => ({ asset, point: 'status', value: 1 })),
  })
  expect(walked.leaks).toEqual([])
  expect(walked.faults).toEqual([])
  expect(walked.cached).toEqual([])
  expect(walked.asked).toBeGreaterThan(1_000)
}, 240_000)

test('no file of the world that is served names what is hidden, and files that name it are not served', async () => {
  const served: string[] = []
  for (const name of files) {
    const { status, body } = await asking.ask('GET', `/world/${name}`)
    if (status !== 200) continue
    served.push(name)
    expect(secrets.foundIn(body.toString('utf8')), name).toEqual([])
  }
  expect(served).toContain('tileset.json')
  expect(served.length).toBeGreaterThan(100)
  expect(files.filter(name => !served.includes(name))).toEqual(['manifest.json', 'site.json'])
}, 120_000)

test('what is hidden reads like what does not exist, at every door that names it', async () => {
  const hidden = samples()[0]!
  const unknown = hidden.replace(/.$/, sign => (sign === 'z' ? 'y' : 'z'))
  expect(twin.points.assetIndex(unknown)).toBe(-1)
  for (const caller of blind().filter(({ name }) => name !== 'wide device'))
    for (const door of twin.doors) {
      const named = fill(door).filter(path => path.includes(hidden))
      for (const path of named) {
        const body = (id: string) => ({
          samples: [{ asset: id, point: 'status', value: 1e9 }],
          Datastream: { '@iot.id': `${id}/status` },
          result: 'x',
          title: 'x',
          from: 1,
          to: 2,
          assets: [id],
        })
        const reads = door.method === 'GET' || door.method === 'HEAD'
        const say = async (id: string) => {
          const answer = await asking.ask(
            door.method,
            path.replaceAll(hidden, id),
            caller.headers,
            reads ? undefined : body(id),
          )
          return `${answer.status} ${answer.body
            .toString()
            .replaceAll(id, '…')
            .replace(/req-\w+/, '')}`
        }
        expect(await say(hidden), `${caller.name} ${door.method} ${path}`).toBe(await say(unknown))
      }
    }
}, 120_000)

test('every door says who may use it, and one that does not keeps the server from starting', async () => {
  expect(twin.doors.length).toBeGreaterThan(30)
  const { openHttp } = await import('../../../server/net/http.ts')
  const app = await openHttp()
  expect(() => app.get('/api/new', () => 'secret')).toThrow(/does not say who may use it/)
})
