import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { BadFile } from '../../../geodata/read/Problems.ts'
import type { Points } from '../../../models/points.ts'
import type { RecordRequest } from '../../audit/record.ts'
import { changesOf } from './changes.ts'
import type { Mapping } from './Mapping.ts'
import { readMapping } from './MappingTable.ts'
import { type Recorded, tryMapping } from './tryMapping.ts'

const MOST_BODY = 1024 * 1024
/** Bytes of a whole mapping. */
const MOST_MAPPING = 32 * 1024 * 1024

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
    z.object({
      sparkplug: z.object({
        group: z.string().max(200),
        node: z.string().max(200),
        device: z.string().max(200).optional(),
        metric: z.string().max(200),
      }),
      value: z.unknown(),
    }),
    z.object({ node: z.string().max(200), value: z.unknown(), time: z.unknown().optional() }),
  ]),
})

/** A mapping to put in force: `was` is the version it was made from. */
const change = z.strictObject({ mapping: z.unknown(), was: z.string().max(64) })

/**
 * The mapping for engineers: GET /api/mapping as it is written, PUT to put another in force, and POST /api/mapping/try:
 * what a mapping makes of a recorded message; nothing is written.
 */
export function addMappingApi(
  app: FastifyInstance,
  {
    mapping,
    points,
    record,
  }: { readonly mapping: Mapping; readonly points: Points; readonly record: RecordRequest },
): void {
  app.get('/api/mapping', { config: { door: 'mapping:edit' } }, () => ({
    ...mapping.written(),
    state: mapping.state,
  }))

  app.put(
    '/api/mapping',
    { config: { door: 'mapping:edit' }, bodyLimit: MOST_MAPPING },
    async (request, reply) => {
      const read = change.safeParse(request.body)
      if (!read.success) return reply.code(400).send({ error: 'the body must be {"mapping", "was"}' })
      const { file } = mapping.state
      if (file === null)
        return reply.code(409).send({ error: 'this server keeps no mapping; start it with --mapping FILE' })
      const { mapping: given, was } = read.data
      const before = mapping.written()
      if (was !== before.version)
        return reply.code(409).send({
          error: 'the mapping was changed meanwhile; look at it and make your change again',
        })
      try {
        readMapping('the mapping', JSON.stringify(given), points)
        await record(request, { what: 'mapping:edit', target: file, ...changesOf(before.mapping, given) })
        mapping.write(given)
      } catch (error) {
        if (error instanceof BadFile)
          return reply.code(400).send({ error: `the mapping is not right: ${error.lines.join('; ')}` })
        const { code } = error as NodeJS.ErrnoException
        if (code === undefined) throw error
        return reply
          .code(503)
          .send({ error: `the file of the mapping cannot be written (${code}); it is as before` })
      }
      return { ...mapping.written(), state: mapping.state }
    },
  )

  app.post(
    '/api/mapping/try',
    { config: { door: 'mapping:edit' }, bodyLimit: MOST_BODY },
    (request, reply) => {
      const read = body.safeParse(request.body)
      if (!read.success)
        return reply.code(400).send({
          error:
            'the body must be {"mapping"?, "message"} with a message {"topic", "payload"}, {"entity"}, {"datastream", "result"}, {"sparkplug", "value"} or {"node", "value"}',
        })
      const { mapping: given, message } = read.data
      try {
        const table =
          given === undefined ? mapping.table : readMapping('the mapping', JSON.stringify(given), points)
        return { entries: table.size, tried: tryMapping(table, points, message as Recorded) }
      } catch (error) {
        if (!(error instanceof BadFile)) throw error
        return reply.code(400).send({ error: `the mapping is not right: ${error.lines.join('; ')}` })
      }
    },
  )
}
