import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toString as qrCode } from 'qrcode'
import { z } from 'zod'
import { PASSWORD_LENGTH } from '../../models/account.ts'
import { type FactorAdded, PASSKEY_NAME, type TotpOffer } from '../../models/factor.ts'
import { REFUSALS } from '../../models/refusal.ts'
import { record } from '../audit/record.ts'
import { type AccountDoors, away, LOGINS, locked } from './accountApi.ts'
import { registered } from './passkeyAnswer.ts'
import { siteOf } from './passkeySite.ts'
import { secondOf } from './secondApi.ts'
import { visitorOf } from './visitor.ts'

const password = z.string().max(PASSWORD_LENGTH.most * 4)
const proved = z.strictObject({ password })
const first = z.strictObject({ code: z.string().max(20) })
const name = z.string().trim().min(1).max(PASSKEY_NAME)
const made = z.strictObject({ proof: z.string().max(100), name, response: registered })
const renamed = z.strictObject({ name })
type Named = { Params: { id: string } }

/** One's own second factors, under /api/session/factors. What adds or takes asks for the password again. */
export function addFactorApi(app: FastifyInstance, doors: AccountDoors): void {
  const { people, reach } = doors
  const { factors, lockout, sessions } = people
  const look = { config: { door: 'self' } } as const
  const own = { config: { door: 'self', ...LOGINS } } as const

  app.get('/api/session/factors', look, request => factors.view(visitorOf(request).actor.id))

  app.post('/api/session/factors/totp', own, async (request, reply) => {
    if (!(await knowsPassword(request, reply, doors))) return reply
    const { id, name } = visitorOf(request).actor
    const offer = await factors.totp.offer(id, name)
    if (!offer) return reply.code(409).send({ error: REFUSALS.totpStands })
    const svg = await qrCode(offer.address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
    const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
    return { picture, secret: offer.secret } satisfies TotpOffer
  })

  app.post('/api/session/factors/totp/confirm', own, async (request, reply) => {
    const body = first.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ error: 'the body must be {"code"}' })
    const { actor, from } = visitorOf(request)
    const wait = await lockout.enter(secondOf(actor), from).catch(away)
    if (wait > 0) return locked(reply, wait)
    if (!(await factors.totp.confirm(actor.id, body.data.code.replace(/\s/g, ''))))
      return reply.code(403).send({ error: REFUSALS.secondWrong })
    await lockout.succeed(secondOf(actor), from)
    return added(request, 'totp')
  })

  app.post('/api/session/factors/passkeys/begin', own, async (request, reply) => {
    if (!(await knowsPassword(request, reply, doors))) return reply
    const begun = await factors.passkeys.beginAdd(visitorOf(request).actor, siteOf(request, reach))
    return begun ?? reply.code(409).send({ error: REFUSALS.passkeysFull })
  })

  app.post('/api/session/factors/passkeys', own, async (request, reply) => {
    const body = made.safeParse(request.body)
    if (!body.success)
      return reply.code(400).send({ error: 'the body must be {"proof", "name", "response"} of a passkey' })
    const { proof, name } = body.data
    const response = body.data.response as RegistrationResponseJSON
    const { id } = visitorOf(request).actor
    if (!(await factors.passkeys.add(id, proof, name, response, siteOf(request, reach))))
      return reply.code(403).send({ error: REFUSALS.passkeyWrong })
    return added(request, 'passkey', name)
  })

  app.patch<Named>('/api/session/factors/passkeys/:id', own, async (request, reply) => {
    const body = renamed.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ error: 'the body must be {"name"}' })
    const before = await factors.passkeys.rename(
      visitorOf(request).actor.id,
      request.params.id,
      body.data.name,
    )
    if (before === null) return reply.code(404).send({ error: REFUSALS.passkeyGone })
    const change = { before: { passkey: before }, after: { passkey: body.data.name } }
    await record(people, request, { what: 'factor:rename', target: visitorOf(request).actor.name, ...change })
    return reply.code(204).send()
  })

  app.post<Named>('/api/session/factors/passkeys/:id/remove', own, async (request, reply) => {
    if (!(await knowsPassword(request, reply, doors))) return reply
    const { actor } = visitorOf(request)
    const { passkeys, totp, required } = await factors.view(actor.id)
    const key = passkeys.find(passkey => passkey.id === request.params.id)
    if (!key) return reply.code(404).send({ error: REFUSALS.passkeyGone })
    if (required && !totp && passkeys.length === 1)
      return reply.code(409).send({ error: REFUSALS.factorLast })
    await record(people, request, {
      what: 'factor:remove',
      target: actor.name,
      before: { passkey: key.name },
    })
    await factors.passkeys.remove(actor.id, key.id)
    return removed(request, reply)
  })

  app.post('/api/session/factors/totp/remove', own, async (request, reply) => {
    if (!(await knowsPassword(request, reply, doors))) return reply
    const { actor } = visitorOf(request)
    const { passkeys, required } = await factors.view(actor.id)
    if (required && passkeys.length === 0) return reply.code(409).send({ error: REFUSALS.factorLast })
    await record(people, request, { what: 'factor:remove', target: actor.name, before: { factor: 'totp' } })
    await factors.totp.remove(actor.id)
    return removed(request, reply)
  })

  app.post('/api/session/factors/recovery', own, async (request, reply) => {
    if (!(await knowsPassword(request, reply, doors))) return reply
    const { actor } = visitorOf(request)
    if ((await factors.asked(actor.id)).length === 0)
      return reply.code(409).send({ error: REFUSALS.factorFirst })
    await record(people, request, { what: 'factor:codes', target: actor.name })
    return { codes: await factors.recovery.make(actor.id) } satisfies FactorAdded
  })

  /** A factor came: other logins of the account, made without it, end. */
  async function added(request: FastifyRequest, factor: string, passkey?: string): Promise<FactorAdded> {
    const { actor, session } = visitorOf(request)
    const after = { factor, ...(passkey === undefined ? {} : { passkey }) }
    await record(people, request, { what: 'factor:add', target: actor.name, after })
    const codes = await factors.firstCodes(actor.id)
    await sessions.endAll(actor.id, session?.id)
    return { codes }
  }

  async function removed(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { actor, session } = visitorOf(request)
    await factors.tidy(actor.id)
    await sessions.endAll(actor.id, session?.id)
    return reply.code(204).send()
  }
}

/** True when the body carries the password of who asks; else the refusal has been sent. */
async function knowsPassword(
  request: FastifyRequest,
  reply: FastifyReply,
  { people }: AccountDoors,
): Promise<boolean> {
  const { accounts, factors, lockout } = people
  const { actor, from } = visitorOf(request)
  const body = proved.safeParse(request.body)
  if (!body.success) {
    reply.code(400).send({ error: 'the body must be {"password"}: yours, once more' })
    return false
  }
  if ((await factors.view(actor.id)).elsewhere) {
    reply.code(409).send({ error: REFUSALS.factorElsewhere })
    return false
  }
  const wait = await lockout.enter(actor.name, from).catch(away)
  if (wait > 0) {
    locked(reply, wait)
    return false
  }
  if (!(await accounts.check(actor.name, body.data.password))) {
    reply.code(403).send({ error: REFUSALS.passwordWrong })
    return false
  }
  await lockout.succeed(actor.name, from)
  return true
}
