import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock.ts'
import type { History } from './History.ts'
import { readInstant } from './historyApi.ts'
import { oldestInstant } from './oldestInstant.ts'

const HOUR = 3_600_000

/** `GET /api/history/gaps?from=&to=`: when nothing was recorded, the last hour unless told; 500 gaps at most. */
export function addGapsApi(app: FastifyInstance, history: History, clock: Clock): void {
  app.get<{ Querystring: { from?: string; to?: string } }>(
    '/api/history/gaps',
    { config: { door: 'everyone' } },
    async ({ query }, reply) => {
      const to = query.to === undefined ? clock.now() : readInstant(query.to)
      const from = query.from === undefined ? to - HOUR : readInstant(query.from)
      for (const [field, instant] of Object.entries({ from, to }))
        if (!Number.isFinite(instant))
          return reply
            .code(400)
            .send({ error: `${field}: must be milliseconds since 1970 or an ISO 8601 time` })
      if (from >= to) return reply.code(400).send({ error: 'from must be before to' })
      return { from, to, oldest: await oldestInstant(history), gaps: await history.gapsOf(from, to) }
    },
  )
}
