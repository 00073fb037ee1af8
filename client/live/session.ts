import { createStore } from 'zustand/vanilla'
import type { SessionView } from '../../models/account.ts'
import { asksSecond, type LoginAnswer } from '../../models/factor.ts'
import type { Right } from '../../models/role.ts'
import { redial } from './ask.ts'
import { type Answer, carryToken, request } from './request.ts'

interface Session {
  /** Who this browser is to the server; null before its first answer. */
  view: SessionView | null
  /** The login ended without our doing: it ran out, was revoked, or the role is another one. */
  ended: boolean
}

/** Who we are here. */
export const session = createStore<Session>(() => ({ view: null, ended: false }))

/** Ask the server who we are. True when that is somebody else than before. */
export async function lookAtSession(): Promise<boolean> {
  const answer = await request<SessionView>('GET', '/api/session')
  if (!answer.ok) return false
  const before = session.getState().view
  const changed = before !== null && (before.role !== answer.value.role || before.name !== answer.value.name)
  const ended = before?.csrf != null && (answer.value.csrf === null || before.role !== answer.value.role)
  take(answer.value, ended || session.getState().ended)
  return changed
}

/** Log in, or hear what is asked besides the password; the line is dialled anew so that frames, alarms and orders are those of the new role. */
export function logIn(name: string, password: string): Promise<Answer<LoginAnswer>> {
  return begin('/api/session', { name, password })
}

/** Make the first administrator with the one-time code from the server's console; who made it is logged in. */
export function makeFirstAdmin(token: string, name: string, password: string): Promise<Answer<SessionView>> {
  return begin('/api/admin-setup', { token, name, password })
}

/** Log out of this browser. */
export async function logOut(): Promise<Answer<null>> {
  const answer = await request<{ leave?: string } | null>('DELETE', '/api/session')
  if (!answer.ok) return answer
  const { view } = session.getState()
  if (view) take({ ...view, name: 'viewer', role: 'viewer', rights: [], csrf: null, enrol: false }, false)
  await lookAtSession()
  redial()
  // Single sign-on: leaving here alone would let the next click in again without a question.
  if (answer.value?.leave) location.assign(answer.value.leave)
  return { ...answer, value: null }
}

/** The person has read that the login ended. */
export function dismissEnd(): void {
  session.setState({ ended: false })
}

/** True when we may do this. */
export function isAllowed(view: SessionView | null, right: Right): boolean {
  return view?.rights.includes(right) ?? false
}

/** Ask a door that logs in, and be who it says. */
export async function begin<T extends LoginAnswer>(url: string, body: object): Promise<Answer<T>> {
  const answer = await request<T>('POST', url, body)
  if (!answer.ok) return answer
  const given: LoginAnswer = answer.value
  if (!asksSecond(given)) {
    take(given, false)
    redial()
  }
  return answer
}

function take(view: SessionView, ended: boolean): void {
  carryToken(view.csrf)
  session.setState({ view, ended })
}
