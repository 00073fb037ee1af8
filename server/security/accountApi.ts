import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  type Actor,
  accountName,
  PASSWORD_LENGTH,
  passwordFault,
  type SessionView,
  VIEWER,
} from '../../models/account.ts'
import type { SecondAsked } from '../../models/factor.ts'
import { rightsOf } from '../../models/role.ts'
import type { People } from '../accounts/People.ts'
import { record } from '../audit/record.ts'
import { DoorError } from '../net/DoorError.ts'
import { giveKnown, giveSession, knownMark, type Reach, takeSession } from './cookie.ts'
import type { Session } from './Sessions.ts'
import { visitorOf } from './visitor.ts'

/** Logins a minute from one caller; beyond them stands the lock-out. */
export const LOGINS = { rateLimit: { max: 20, timeWindow: 60_000 } }

const login = z.strictObject({ name: z.string().max(80), password: z.string().max(PASSWORD_LENGTH.most * 4) })
const passwords = z.strictObject({
  old: z.string().max(PASSWORD_LENGTH.most * 4),
  new: z.string().max(PASSWORD_LENGTH.most * 4),
})

/** What the doors of a login are handed. */
export interface AccountDoors {
  readonly people: People
  readonly reach: Reach
  /** Single sign-on, when there is one. */
  readonly oidc: SessionView['oidc']
  /** Where whoever leaves this session goes on to leave the provider; null where there is none. */
  readonly leave?: (session: string) => Promise<string | null>
}

/** Who am I, log in, log out, change my password. */
export function addAccountApi(app: FastifyInstance, doors: AccountDoors): void {
  const { people, reach } = doors
  const { accounts, sessions, lockout } = people

  app.get('/api/session', { config: { door: 'everyone' } }, request => sessionView(request, doors))

  app.post('/api/session', { config: { door: 'everyone', ...LOGINS } }, async (request, reply) => {
    const body = login.safeParse(request.body)
    const name = accountName(body.data?.name)
    if (!body.success || !name)
      return reply.code(400).send({ error: 'the body must be {"name", "password"} of an account' })
    const { from } = visitorOf(request)
    const known = knownMark(request.raw, name, people.secret)
    const wait = await lockout.enter(name, from, known).catch(away)
    if (wait > 0) return locked(reply, wait)
    const actor = await accounts.check(name, body.data.password)
    if (!actor) {
      await record(people, request, {
        what: 'session:refuse',
        target: name,
        after: { known: known !== null },
      })
      return reply.code(401).send({ error: 'name and password do not fit, or the account may not log in' })
    }
    await lockout.succeed(name, from, known)
    const second = await people.factors.asked(actor.id)
    if (second.length > 0) {
      const proof = await people.factors.proofs.give('second', actor.id)
      return { second, proof } satisfies SecondAsked
    }
    if (known === null) giveKnown(reply, name, reach)
    return begin(request, reply, actor, doors)
  })

  const leave = { config: { door: 'everyone' } } as const
  app.delete<{ Querystring: { everywhere?: string } }>('/api/session', leave, async (request, reply) => {
    const { session, actor } = visitorOf(request)
    let leave: string | null = null
    if (session) {
      const everywhere = request.query.everywhere === 'true'
      await record(people, request, {
        what: everywhere ? 'session:endAll' : 'session:end',
        target: actor.name,
      })
      leave = (await doors.leave?.(session.id)) ?? null
      if (everywhere) await sessions.endAll(actor.id)
      else await sessions.end(session.id)
    }
    takeSession(reply, reach)
    return leave === null ? reply.code(204).send() : { leave }
  })

  const change = { config: { door: 'password:change', ...LOGINS } } as const
  app.put('/api/session/password', change, async (request, reply) => {
    const body = passwords.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ error: 'the body must be {"old", "new"}' })
    const { actor, session, from } = visitorOf(request)
    const fault = passwordFault(body.data.new, actor.name)
    if (fault) return reply.code(400).send({ error: fault })
    const wait = await lockout.enter(actor.name, from).catch(away)
    if (wait > 0) return locked(reply, wait)
    if (!(await accounts.check(actor.name, body.data.old)))
      return reply.code(403).send({ error: 'the old password does not fit' })
    await lockout.succeed(actor.name, from)
    await record(people, request, { what: 'password:change', target: actor.name })
    await accounts.setPassword(actor.id, body.data.new)
    await sessions.endAll(actor.id, session?.id)
    return reply.code(204).send()
  })
}

/** Log somebody in who has proved who they are: a fresh session, an older one of this browser ends. */
export async function begin(
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  doors: AccountDoors,
  began: (session: string) => Promise<void> = async () => undefined,
): Promise<SessionView> {
  const { people, reach } = doors
  const { session: before, from } = visitorOf(request)
  await record(people, request, { actor, what: 'session:begin', target: actor.name })
  if (before) await people.sessions.end(before.id)
  const { token, session } = await people.sessions.begin(actor, from)
  await began(session.id)
  giveSession(reply, token, session.ends, reach)
  return { ...viewOf(session), setup: false, oidc: doors.oidc }
}

async function sessionView(request: FastifyRequest, { people, oidc }: AccountDoors): Promise<SessionView> {
  const { session } = visitorOf(request)
  const setup = session === null && !(await people.accounts.hasAdmin())
  return { ...viewOf(session), setup, oidc }
}

/** What a page may know of its session. */
function viewOf(session: Session | null): Omit<SessionView, 'setup' | 'oidc'> {
  const { name, role } = session?.actor ?? VIEWER
  return { name, role, rights: rightsOf(role), csrf: session?.csrf ?? null, enrol: session?.enrol ?? false }
}

/** Without the store nobody can be recognised; says so instead of looking like a fault of the server. */
export function away(cause: unknown): never {
  const why = 'the database does not answer, so nobody can log in; try again later'
  throw new DoorError(503, why, { cause })
}

/** Answer that the next try has to wait, seconds. */
export function locked(reply: FastifyReply, wait: number): FastifyReply {
  return reply
    .code(429)
    .header('retry-after', wait)
    .send({ error: `too many failed logins; the next one is looked at in ${wait} s` })
}
