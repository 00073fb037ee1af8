import type { IncomingMessage } from 'node:http'
import cookie from '@fastify/cookie'
import type { FastifyReply } from 'fastify'
import { VIEWER } from '../../models/account.ts'
import type { People } from '../accounts/People.ts'
import type { Visitor } from '../accounts/visitor.ts'
import { addressOf } from './securityAddress.ts'

/** How the twin is reached. */
export interface Reach {
  /** Proxies of ours in front of the server. */
  readonly proxies: number
  /** Address people use, when it is another than the server's own: `https://twin.example`. */
  readonly publicUrl: string | null
  /** Origins allowed besides the server's own. */
  readonly origins: readonly string[]
}

/** Cookie of the session; only the browser's HTTP side sees it, and it is not sent from other sites. */
export const SESSION_COOKIE = 'twin_session'

/** Who is behind a request or a socket's handshake, by its cookie. Rejects when the store does not answer. */
export async function identify(request: IncomingMessage, people: People, reach: Reach): Promise<Visitor> {
  const from = addressOf(request, reach.proxies)
  const token = tokenIn(request.headers.cookie, people.secret)
  const session = token ? await people.sessions.find(token) : null
  return { actor: session?.actor ?? VIEWER, from, session }
}

/** True when a request carries a session cookie that we signed, whether or not it still holds. */
export function carriesSession(request: IncomingMessage, secret: string): boolean {
  return tokenIn(request.headers.cookie, secret) !== null
}

/** Put the session into the browser, until `ends` (milliseconds) at the latest. */
export function giveSession(reply: FastifyReply, token: string, ends: number, reach: Reach): void {
  reply.setCookie(SESSION_COOKIE, token, { ...options(reach), expires: new Date(ends) })
}

/** Take it out again. */
export function takeSession(reply: FastifyReply, reach: Reach): void {
  reply.clearCookie(SESSION_COOKIE, options(reach))
}

/** True when people reach the twin over TLS. */
export function isSecure({ publicUrl }: Reach): boolean {
  return publicUrl?.startsWith('https:') ?? false
}

function options(reach: Reach) {
  return { path: '/', httpOnly: true, sameSite: 'strict', signed: true, secure: isSecure(reach) } as const
}

function tokenIn(header: string | undefined, secret: string): string | null {
  const signed = header ? cookie.parse(header)[SESSION_COOKIE] : undefined
  if (!signed || signed.length > 200) return null
  const { valid, value } = cookie.unsign(signed, secret)
  return valid ? value : null
}
