import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { layLine } from '../../client/live/ask.ts'
import { request } from '../../client/live/request.ts'
import {
  dismissEnd,
  isAllowed,
  logIn,
  logOut,
  lookAtSession,
  makeFirstAdmin,
  session,
} from '../../client/live/session.ts'
import { readSetupCode, setupCodeOf } from '../../client/panels/shell/session/setupCode.ts'
import { CSRF_HEADER, type SessionView } from '../../models/account.ts'
import { type Role, rightsOf } from '../../models/role.ts'

const view = (role: Role, csrf: string | null): SessionView => ({
  name: csrf ? 'kim' : 'viewer',
  role,
  rights: rightsOf(role),
  csrf,
  enrol: false,
  setup: false,
  oidc: null,
})
let asked: { method: string; url: string; headers: Headers; body: unknown }[]
let answers: (() => Response)[]
let dialled: number

beforeEach(() => {
  asked = []
  answers = []
  dialled = 0
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ method: init.method ?? 'GET', url, headers: new Headers(init.headers), body: init.body })
    const next = answers.shift()
    if (!next) throw new TypeError('fetch failed')
    return next()
  })
  layLine({ emit: () => {}, open: () => true, redial: () => dialled++ })
  session.setState({ view: null, ended: false })
})
afterEach(() => {
  layLine(null)
  vi.unstubAllGlobals()
})

test('the first look is no change, and a server that is away changes nothing', async () => {
  says(view('viewer', null))
  expect(await lookAtSession()).toBe(false)
  expect(session.getState()).toMatchObject({ view: { role: 'viewer' }, ended: false })
  expect(await lookAtSession()).toBe(false)
  expect(session.getState().view?.role).toBe('viewer')
})

test('after a login the line is dialled anew and every write carries the token', async () => {
  says(view('operator', 'token-1'))
  expect(await logIn('kim', 'four words of mine')).toMatchObject({ ok: true })
  expect(dialled).toBe(1)
  says(null)
  await request('POST', '/api/devices', {})
  expect(asked[1]!.headers.get(CSRF_HEADER)).toBe('token-1')
  says(view('operator', 'token-1'))
  await request('GET', '/api/session')
  expect(asked[2]!.headers.get(CSRF_HEADER)).toBeNull()
})

test('a refused login says why and leaves us who we were', async () => {
  answers.push(() => Response.json({ error: 'wrong name or password' }, { status: 401 }))
  expect(await logIn('kim', 'nope')).toEqual({ ok: false, status: 401, reason: 'wrong name or password' })
  expect(dialled).toBe(0)
})

test.each([
  ['ran out', view('viewer', null)],
  ['has another role', view('planner', 'token-1')],
])('a login that %s is said until the person has read it', async (_, next) => {
  says(view('operator', 'token-1'))
  await logIn('kim', 'four words of mine')
  says(next)
  expect(await lookAtSession()).toBe(true)
  expect(session.getState().ended).toBe(true)
  says(next)
  await lookAtSession()
  expect(session.getState().ended).toBe(true)
  dismissEnd()
  expect(session.getState().ended).toBe(false)
})

test('who logs out has not been ended, and loses the token', async () => {
  says(view('engineer', 'token-2'))
  await logIn('kim', 'four words of mine')
  answers.push(() => new Response(null, { status: 204 }))
  says(view('viewer', null))
  expect(await logOut()).toMatchObject({ ok: true })
  expect(session.getState()).toMatchObject({ ended: false, view: { role: 'viewer', csrf: null } })
  expect(isAllowed(session.getState().view, 'alarm:acknowledge')).toBe(false)
  says(null)
  await request('POST', '/api/samples', {})
  expect(asked.at(-1)!.headers.get(CSRF_HEADER)).toBeNull()
})

test('the first administrator is made with the code of the link, and is then logged in', async () => {
  says(view('admin', 'token-3'))
  expect(await makeFirstAdmin('code-1', 'kim', 'four words of mine')).toMatchObject({ ok: true })
  expect(asked[0]).toMatchObject({ method: 'POST', url: '/api/admin-setup' })
  expect(JSON.parse(String(asked[0]!.body))).toEqual({
    token: 'code-1',
    name: 'kim',
    password: 'four words of mine',
  })
  expect(session.getState().view?.role).toBe('admin')
  expect(dialled).toBe(1)
})

test('a used link is refused in the words of the server', async () => {
  answers.push(() => Response.json({ error: 'this link was used' }, { status: 403 }))
  const answer = await makeFirstAdmin('code-1', 'kim', 'four words of mine')
  expect(answer).toEqual({ ok: false, status: 403, reason: 'this link was used' })
})

test('a setup code is read from the link of the console, from itself, and from the address', () => {
  expect(readSetupCode(' http://localhost:8080/admin-setup?token=Ab-9_x ')).toBe('Ab-9_x')
  expect(readSetupCode(' Ab-9_x\n')).toBe('Ab-9_x')
  expect(setupCodeOf('#setup=dHmx1Ngna4')).toBe('dHmx1Ngna4')
  expect(setupCodeOf('#setup=<b>dHmx1Ngna4')).toBeNull()
})

function says(body: unknown): void {
  answers.push(() => Response.json(body))
}
