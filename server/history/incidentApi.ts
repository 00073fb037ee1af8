import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { text } from '../../models/text.ts'
import { audienceOf } from '../../models/visibility.ts'
import { actorOf } from '../security/visitor.ts'
import { type PastDoors, readInstant } from './historyApi.ts'
import type { Past } from './Past.ts'
import { writeIncident } from './writeIncident.ts'

const instant = z
  .union([z.number(), z.string()])
  .transform(value => (typeof value === 'number' ? value : readInstant(value)))
  .refine(Number.isFinite, 'must be milliseconds since 1970 or an ISO 8601 time')

const order = z
  .object({
    title: text(1, 120),
    from: instant,
    to: instant,
    assets: z.array(z.string().max(80)).min(1).max(10_000).optional(),
  })
  .refine(({ from, to }) => from < to, 'from must be before to')

/** `POST /api/incidents` { title, from, to, assets? }: what happened, streamed as one file that another installation replays, however long. */
export function addIncidentApi(app: FastifyInstance, doors: PastDoors & { readonly past: Past }): void {
  const { site, history, sight, clock, past } = doors
  const { points } = history
  app.post('/api/incidents', { config: { door: 'incident:export' } }, async (request, reply) => {
    const result = order.safeParse(request.body)
    if (!result.success) {
      const [issue] = result.error.issues
      const where = issue?.path.join('.')
      return reply.code(400).send({ error: `${where ? `${where}: ` : ''}${issue?.message}` })
    }
    const { title, from, assets } = result.data
    const created = clock.now()
    const to = Math.min(result.data.to, created)
    if (from >= to) return reply.code(400).send({ error: 'from: that instant is still to come' })
    const audience = audienceOf(actorOf(request).role)
    const chosen = assets && new Set(assets.map(id => sight.assetIndex(audience, id)))
    if (chosen?.has(-1))
      return reply
        .code(404)
        .send({ error: 'assets: one of them is not of this site; GET /api/site lists them' })
    const wanted = Uint8Array.from(points.asset, (asset, point) =>
      sight.seesPoint(audience, point) && (chosen?.has(asset) ?? true) ? 1 : 0,
    )
    const alarms = await past.alarmsAt(from).catch(() => null)
    const pieces = writeIncident(history, {
      title,
      from,
      to,
      wanted,
      created,
      site: site.version,
      assetIds: site.assets.map(asset => asset.id),
      alarms: alarms?.filter(({ point }) => wanted[point] === 1) ?? null,
    })
    const name = `incident-${new Date(from).toISOString().slice(0, 16).replaceAll(':', '')}.twin`
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(pieces, { objectMode: false }))
  })
}
