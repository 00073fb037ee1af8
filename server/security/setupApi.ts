import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accountName, PASSWORD_LENGTH, passwordFault, type SessionView } from '../../models/account.ts'
import { record } from '../audit/record.ts'
import { type AccountDoors, begin } from './accountApi.ts'

/** Tries a minute from one caller, by either door. */
export const TRIES = { rateLimit: { max: 10, timeWindow: 60_000 } }

const wanted = z.strictObject({
  token: z.string().max(200),
  name: z.string().max(80),
  password: z.string().max(PASSWORD_LENGTH.most * 4),
})

/** Why somebody does not become the first admin, with its HTTP status. */
interface Refusal {
  readonly code: 400 | 403 | 409
  readonly error: string
}

/** Make the first admin with the one-time code of the console. */
export function addSetupApi(app: FastifyInstance, doors: AccountDoors): void {
  app.post('/api/admin-setup', { config: { door: 'everyone', ...TRIES } }, async (request, reply) => {
    const made = await makeFirstAdmin(request, reply, doors)
    return 'error' in made ? reply.code(made.code).send({ error: made.error }) : made
  })
}

/** Make the first admin as the body says, and log them in here; or say why not. */
export async function makeFirstAdmin(
  request: FastifyRequest,
  reply: FastifyReply,
  doors: AccountDoors,
): Promise<SessionView | Refusal> {
  const { setup, accounts } = doors.people
  const body = wanted.safeParse(request.body)
  if (!body.success) return { code: 400, error: 'token, name and password are needed, and nothing else' }
  const { token, password } = body.data
  const name = accountName(body.data.name)
  const fault = name ? passwordFault(password, name) : '2 to 40 letters or digits, please'
  if (!name || fault) return { code: 400, error: fault ?? '' }
  if (await accounts.find(name)) return TAKEN
  if (!(await setup.take(token)))
    return {
      code: 403,
      error:
        'this link was used, is older than an hour or was replaced; start the server again for a new one',
    }
  await record(doors.people, request, { what: 'account:setup', target: name, after: { role: 'admin' } })
  const admin = await accounts.add(name, 'admin', password)
  return admin ? await begin(request, reply, { id: admin.id, name, role: 'admin' }, doors) : TAKEN
}

const TAKEN: Refusal = { code: 409, error: 'this name is taken' }
