import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../models/account.ts'
import { REFUSALS } from '../../models/refusal.ts'
import { record } from '../audit/record.ts'
import { type AccountDoors, away, begin, LOGINS, locked } from './accountApi.ts'
import { giveKnown, knownMark } from './cookie.ts'
import { authenticated } from './passkeyAnswer.ts'
import { siteOf } from './passkeySite.ts'
import { visitorOf } from './visitor.ts'

const token = z.string().max(100)
const code = z.strictObject({ proof: token, second: z.enum(['totp', 'recovery']), code: z.string().max(40) })
const started = z.strictObject({ proof: token.optional() })
const finished = z.strictObject({ proof: token, response: authenticated })

/** The second step of a login, and a login by passkey: POST /api/session/second and /api/session/passkey(/begin). */
export function addSecondApi(app: FastifyInstance, doors: AccountDoors): void {
  const { people, reach } = doors
  const { accounts, factors, lockout } = people
  const open = { config: { door: 'everyone', ...LOGINS } } as const

  app.post('/api/session/second', open, async (request, reply) => {
    const body = code.safeParse(request.body)
    if (!body.success)
      return reply
        .code(400)
        .send({ error: 'the body must be {"proof", "second": "totp" or "recovery", "code"}' })
    const { proof, second } = body.data
    const whose = await factors.proofs.look('second', proof).catch(away)
    const actor = whose && (await accounts.actor(whose))
    if (!actor) return reply.code(401).send({ error: REFUSALS.secondLate })
    const { from } = visitorOf(request)
    const known = knownMark(request.raw, actor.name, people.secret)
    const wait = await lockout.enter(secondOf(actor), from, known)
    if (wait > 0) return locked(reply, wait)
    const right = await factors[second].take(actor.id, body.data.code.replace(/\s/g, ''))
    if (!right) {
      await record(people, request, { what: 'session:refuse', target: actor.name, after: { second } })
      return reply.code(401).send({ error: REFUSALS.secondWrong })
    }
    if (second === 'recovery')
      await record(people, request, { actor, what: 'factor:recovery', target: actor.name })
    if (!(await factors.proofs.take('second', proof)))
      return reply.code(401).send({ error: REFUSALS.secondLate })
    await lockout.succeed(secondOf(actor), from, known)
    return welcome(request, reply, actor, doors)
  })

  app.post('/api/session/passkey/begin', open, async (request, reply) => {
    const body = started.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ error: 'the body must be {"proof"?}' })
    const { proof } = body.data
    const whose = proof === undefined ? null : await factors.proofs.look('second', proof).catch(away)
    if (proof !== undefined && whose === null) return reply.code(401).send({ error: REFUSALS.secondLate })
    return factors.passkeys.beginLogin(whose, siteOf(request, reach)).catch(away)
  })

  app.post('/api/session/passkey', open, async (request, reply) => {
    const body = finished.safeParse(request.body)
    if (!body.success)
      return reply.code(400).send({ error: 'the body must be {"proof", "response"} of a passkey' })
    const { proof } = body.data
    const response = body.data.response as AuthenticationResponseJSON
    const proved = await factors.passkeys.login(proof, response, siteOf(request, reach)).catch(away)
    const actor = proved && (await accounts.actor(proved.account))
    if (!actor) {
      await record(people, request, { what: 'session:refuse', target: '', after: { second: 'passkey' } })
      return reply.code(401).send({ error: REFUSALS.passkeyWrong })
    }
    await record(people, request, {
      actor,
      what: 'factor:passkey',
      target: actor.name,
      after: { passkey: proved.passkey },
    })
    return welcome(request, reply, actor, doors)
  })
}

/** The name under which failures of the second step count: the right password must not forgive them. */
export function secondOf({ name }: Pick<Actor, 'name'>): string {
  return `${name} second`
}

/** Log in who has proved it, and know this browser from now on. */
function welcome(request: FastifyRequest, reply: FastifyReply, actor: Actor, doors: AccountDoors) {
  if (knownMark(request.raw, actor.name, doors.people.secret) === null)
    giveKnown(reply, actor.name, doors.reach)
  return begin(request, reply, actor, doors)
}
