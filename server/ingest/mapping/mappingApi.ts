import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { BadFile } from '../../../geodata/read/Problems.ts'
import type { Points } from '../../../models/points.ts'
import type { Mapping } from './Mapping.ts'
import { readMapping } from './MappingTable.ts'
import { type Recorded, tryMapping } from './tryMapping.ts'

const MOST_BODY = 1024 * 1024

const body = z.object({
  /** A mapping as its file would hold it; the one in force when left out. */
  mapping: z.unknown().optional(),
  message: z.union([
    z.object({ topic: z.string().max(512), payload: z.unknown() }),
    z.object({ entity: z.record(z.string(), z.unknown()) }),
    z.object({
      datastream: z.union([z.string().max(200), z.number()]),
      result: z.unknown(),
      phenomenonTime: z.unknown().optional(),
      resultQuality: z.unknown().optional(),
    }),
    z.object({ node: z.string().max(200), value: z.unknown(), time: z.unknown().optional() }),
  ]),
})

/** POST /api/mapping/try for engineers: what a mapping makes of a recorded message; nothing is written. */
export function addMappingApi(
  app: FastifyInstance,
  { mapping, points }: { readonly mapping: Mapping; readonly points: Points },
): void {
  app.post(
    '/api/mapping/try',
    { config: { door: 'device:manage' }, bodyLimit: MOST_BODY },
    (request, reply) => {
      const read = body.safeParse(request.body)
      if (!read.success)
        return reply.code(400).send({
          error:
            'the body must be {"mapping"?, "message"} with a message {"topic", "payload"}, {"entity"}, {"datastream", "result"} or {"node", "value"}',
        })
      const { mapping: given, message } = read.data
      try {
        const table =
          given === undefined ? mapping.table : readMapping('the mapping', JSON.stringify(given), points)
        return { entries: table.size, tried: tryMapping(table, points, message as Recorded) }
      } catch (error) {
        if (!(error instanceof BadFile)) throw error
        return reply.code(400).send({ error: error.message })
      }
    },
  )
}
