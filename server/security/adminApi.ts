import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { accountName, passwordFault } from '../../models/account.ts'
import { ACCOUNT_ROLES, type Role } from '../../models/role.ts'
import { optionalText } from '../../models/text.ts'
import type { People } from '../accounts/People.ts'
import { resetFactors } from '../accounts/resetFactors.ts'
import { record } from '../audit/record.ts'
import { actorOf } from './visitor.ts'

const role = z.enum(ACCOUNT_ROLES as [Role, ...Role[]])
const reason = optionalText(500)
const password = z.string().max(600)
const fresh = z.strictObject({ name: z.string().max(80), role, password, reason })
const change = z.strictObject({
  role: role.optional(),
  disabled: z.boolean().optional(),
  password: password.optional(),
  reason,
})
const reasoned = z.strictObject({ reason })
const LAST_ADMIN = 'this is the last admin; make another one first'
const page = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  actor: optionalText(100),
  what: optionalText(100),
})

/** Accounts and audit for admins: GET and POST /api/accounts, PATCH /api/accounts/:name, GET /api/audit. */
export function addAdminApi(app: FastifyInstance, people: People): void {
  const { accounts, sessions, lockout, audit } = people
  const manage = { config: { door: 'account:manage' } } as const

  app.get('/api/accounts', manage, async () => ({ accounts: await accounts.list() }))

  app.post('/api/accounts', manage, async (request, reply) => {
    const body = fresh.safeParse(request.body)
    const name = accountName(body.data?.name)
    if (!body.success || !name)
      return reply.code(400).send({
        error: `the body must be {"name", "role", "password", "reason"?}, the role one of ${ACCOUNT_ROLES.join(', ')}`,
      })
    const fault = passwordFault(body.data.password, name)
    if (fault) return reply.code(400).send({ error: fault })
    if (await accounts.find(name)) return reply.code(409).send({ error: `the name ${name} is taken` })
    const { role, reason } = body.data
    await record(people, request, { what: 'account:add', target: name, after: { role }, reason })
    const added = await accounts.add(name, role, body.data.password)
    return added ? reply.code(201).send(added) : reply.code(409).send({ error: `the name ${name} is taken` })
  })

  app.patch<{ Params: { name: string } }>('/api/accounts/:name', manage, async (request, reply) => {
    const body = change.safeParse(request.body)
    if (!body.success)
      return reply
        .code(400)
        .send({ error: 'the body must be {"role"?, "disabled"?, "password"?, "reason"?}' })
    const account = await accounts.find(accountName(request.params.name) ?? '')
    if (!account) return reply.code(404).send({ error: 'no such account; GET /api/accounts lists them' })
    const { role = account.role, disabled = account.disabled, password, reason } = body.data
    if ((role !== 'admin' || disabled) && (await accounts.isLastAdmin(account)))
      return reply.code(409).send({ error: LAST_ADMIN })
    const fault = password === undefined ? null : passwordFault(password, account.name)
    if (fault) return reply.code(400).send({ error: fault })
    await record(people, request, {
      what: 'account:change',
      target: account.name,
      before: { role: account.role, disabled: account.disabled },
      after: { role, disabled, ...(password === undefined ? {} : { password: 'another one' }) },
      reason,
    })
    if (!(await accounts.set(account.id, { role, disabled })))
      return reply.code(409).send({ error: LAST_ADMIN })
    if (password !== undefined) {
      await accounts.setPassword(account.id, password)
      await lockout.forgive(account.name)
    }
    if (disabled || password !== undefined) await sessions.endAll(account.id)
    else sessions.changed()
    return (await accounts.find(account.name)) ?? account
  })

  app.post<{ Params: { name: string } }>(
    '/api/accounts/:name/reset-factors',
    manage,
    async (request, reply) => {
      const body = reasoned.safeParse(request.body ?? {})
      if (!body.success) return reply.code(400).send({ error: 'the body must be {"reason"?}' })
      const account = await accounts.find(accountName(request.params.name) ?? '')
      if (!account) return reply.code(404).send({ error: 'no such account; GET /api/accounts lists them' })
      const { reason } = body.data
      await record(people, request, { what: 'factor:reset', target: account.name, reason })
      await resetFactors(people, account)
      return reply.code(204).send()
    },
  )

  app.get('/api/audit', { config: { door: 'audit:read' } }, async (request, reply) => {
    const query = page.safeParse(request.query)
    if (!query.success)
      return reply
        .code(400)
        .send({ error: 'after must be a row number, limit from 1 to 1000, actor and what texts' })
    const { after, limit, actor, what } = query.data
    const rows = await audit.read(after, limit, {
      ...(actor === undefined ? {} : { actor }),
      ...(what === undefined ? {} : { what }),
    })
    return { rows, head: await audit.head(), asked: actorOf(request).name }
  })
}
