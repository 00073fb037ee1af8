import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindOf } from '../../../models/kinds.ts'
import type { OpenDoor } from '../../../server/net/door.ts'
import type { Gateway } from '../../../server/startGateway.ts'
import { Browser, loggedIn } from '../accounts/frontDoor.ts'
import { hasServices, TestCluster } from '../cluster/cluster.ts'
import type { Running } from '../twinUnderTest.ts'
import { HIDDEN, markedSite } from './markedSite.ts'
import { rawAsk } from './rawAsk.ts'
import { Secrets } from './Secrets.ts'
import { spellings } from './spellings.ts'

/** Requests under way at once. */
const TOGETHER = 8
const HEADS: readonly Record<string, string>[] = [
  { Range: 'bytes=0-1000000' },
  { 'If-None-Match': '*' },
  { 'X-Forwarded-For': '127.0.0.1', 'X-Original-URL': '/api/site' },
]

let cluster: TestCluster
let owner: Running
let gateway: Gateway
let secrets: Secrets
const callers: Record<string, Record<string, string>> = { nobody: {} }

beforeAll(async () => {
  if (!hasServices) return
  cluster = await TestCluster.begin(markedSite())
  owner = await cluster.owner()
  gateway = await cluster.gateway()
  secrets = new Secrets(owner.site, owner.points)
  secrets.mark(owner.twin, owner.points)
  const reached = { people: owner.people, url: gateway.url } as Running
  for (const role of ['kiosk', 'planner', 'operator'] as const) {
    const { cookie, csrf } = await loggedIn(reached, role)
    callers[role] = { Cookie: cookie, Origin: gateway.url, 'X-CSRF-Token': csrf }
  }
  callers['a wrong cookie'] = { Cookie: `${callers.operator!.Cookie}x` }
  const engineer = await loggedIn(reached, 'engineer')
  const device = { name: 'narrow', scopes: ['air-*'], doors: ['http'], rate: 1_000 }
  const { body } = await engineer.send('POST', '/api/devices', device)
  callers['a narrow device'] = { Authorization: `Bearer ${body.key}` }
}, 120_000)
afterAll(() => cluster?.close())

/** The addresses of a reading door that name what is hidden. */
function addresses({ url }: OpenDoor): string[] {
  if (url.endsWith('*') && !url.startsWith('/world')) return []
  const named = /:(id|asset)/.test(url) ? HIDDEN : HIDDEN.slice(0, 1)
  return named.map(({ id, kind }) =>
    url
      .replace(/:(id|asset)/, url.startsWith('/ngsi') ? `urn:ngsi-ld:X:${id}` : id)
      .replace(':point', Object.keys(kindOf(kind).points)[0]!)
      .replace(/:\w+/g, id)
      .replace('*', 'site.json'),
  )
}

/** All ways to ask this for one address. */
function questions(
  path: string,
  thorough: boolean,
): [method: string, target: string, more: Record<string, string>][] {
  const all = spellings(path, new URL(gateway.url).host)
  const few = [path, all[2]!, `http://${new URL(gateway.url).host}${path}`, `/api/%2e%2e${path}`]
  return [
    ...(thorough ? all : few).map(each => ['GET', each, {}] as [string, string, Record<string, string>]),
    ['HEAD', path, {}],
    ...(thorough ? HEADS : HEADS.slice(0, 1)).map(
      more => ['GET', path, more] as [string, string, Record<string, string>],
    ),
  ]
}

test.runIf(hasServices)(
  'no door of a gateway tells what is hidden, whoever asks and however it is spelt',
  async () => {
    const leaks: string[] = []
    const faults: string[] = []
    let asked = 0
    const doors = owner.doors.filter(({ method }) => method === 'GET')
    const work = Object.entries(callers)
      .filter(([name]) => name !== 'operator')
      .flatMap(([name, headers]) =>
        doors.flatMap(door =>
          addresses(door).flatMap(path =>
            questions(path, name === 'nobody').map(question => ({ name, headers, question })),
          ),
        ),
      )
    const turn = async () => {
      for (let next = work.pop(); next; next = work.pop()) {
        const { name, headers, question } = next
        const [method, target, more] = question
        const { status, text } = await rawAsk(gateway.url, method, target, { ...headers, ...more })
        asked++
        const found = secrets.foundIn(text, decodeURIComponent(target.replaceAll(/%(?![\da-f]{2})/gi, '')))
        if (found.length > 0) leaks.push(`${name} ${method} ${target}: ${status} ${found.slice(0, 3)}`)
        if (status === 0 || (status >= 500 && status !== 503))
          faults.push(`${name} ${method} ${target}: ${status} ${text.slice(-200)}`)
      }
    }
    await Promise.all(Array.from({ length: TOGETHER }, turn))
    expect(leaks).toEqual([])
    expect(faults).toEqual([])
    expect(asked).toBeGreaterThan(1_000)
  },
  240_000,
)

test.runIf(hasServices)('the staff reads there what the public does not', async () => {
  const door = `/api/assets/${HIDDEN[1].id}`
  const { text } = await rawAsk(gateway.url, 'GET', door, callers.operator!)
  expect(secrets.foundIn(text)).toContain(HIDDEN[1].id)
  expect(await new Browser(gateway.url).send('GET', door)).toMatchObject({ status: 404 })
})
