import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import cookie from '@fastify/cookie'
import type { FastifyReply } from 'fastify'
import { VIEWER } from '../../models/account.ts'
import type { People } from '../accounts/People.ts'
import { newToken } from '../accounts/token.ts'
import { addressOf } from './address.ts'
import type { Visitor } from './visitor.ts'

/** How the twin is reached. */
export interface Reach {
  /** Proxies of ours in front of the server. */
  readonly proxies: number
  /** Address people use, when it is another than the server's own: `https://twin.example`. */
  readonly publicUrl: string | null
  /** Path that pages are served below: `/` or `/twin/`. */
  readonly base: string
  /** True when the server itself speaks TLS. */
  readonly tls?: boolean
  /** Origins allowed besides the server's own. */
  readonly origins: readonly string[]
}

/** Cookie of the session; only the browser's HTTP side sees it, and it is not sent from other sites. */
export const SESSION_COOKIE = 'twin_session'
/** Cookie of a browser in which a name's owner has logged in; as long as browsers keep one. */
const KNOWN_COOKIE = 'twin_known'
const KNOWN_SECONDS = 400 * 86_400

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

/** The mark of a browser in which the owner of this name has logged in before, or null. */
export function knownMark(request: IncomingMessage, name: string, secret: string): string | null {
  const [use, mark, owner] = signedIn(request.headers.cookie, KNOWN_COOKIE, secret)?.split('.') ?? []
  return use === KNOWN_COOKIE && mark && owner === ownerOf(name) ? mark : null
}

/** Let a browser prove later that the owner of this name has logged in there. It opens nothing by itself. */
export function giveKnown(reply: FastifyReply, name: string, reach: Reach): void {
  const value = `${KNOWN_COOKIE}.${newToken()}.${ownerOf(name)}`
  reply.setCookie(KNOWN_COOKIE, value, {
    ...options(reach),
    path: `${reach.base}api/session`,
    maxAge: KNOWN_SECONDS,
  })
}

function ownerOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url')
}

/** True when people reach the twin over TLS. */
export function isSecure({ publicUrl, tls = false }: Reach): boolean {
  return tls || (publicUrl?.startsWith('https:') ?? false)
}

function options(reach: Reach) {
  return {
    path: reach.base,
    httpOnly: true,
    sameSite: 'strict',
    signed: true,
    secure: isSecure(reach),
  } as const
}

function tokenIn(header: string | undefined, secret: string): string | null {
  return signedIn(header, SESSION_COOKIE, secret)
}

function signedIn(header: string | undefined, name: string, secret: string): string | null {
  const signed = header ? cookie.parse(header)[name] : undefined
  if (!signed || signed.length > 200) return null
  const { valid, value } = cookie.unsign(signed, secret)
  return valid ? value : null
}
