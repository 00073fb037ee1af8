import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tellError } from '../../net/errors.ts'
import type { Covers } from '../Covers.ts'
import type { IngestDoor, IngestParts } from '../http/ingestDoor.ts'
import { no, type Reason, type Rejection } from '../rejection.ts'
import { assetOf, NO_ATTRIBUTES, readAttribute } from './readAttribute.ts'

const NAME = 'ngsi'
const MAX_ENTITIES = 1_000
const MAX_ATTRIBUTES = 1_000
const ERRORS = 'https://uri.etsi.org/ngsi-ld/errors/'

/** RFC 7807, as ETSI GS CIM 009 5.5.2 wants errors told. */
interface ProblemDetails {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
}

/** What became of the attributes of an entity. */
interface Outcome {
  readonly updated: string[]
  readonly notUpdated: { attributeName: string; reason: string }[]
}

/**
 * NGSI-LD doors (ETSI GS CIM 009 1.8.1): batch upsert (6.15) and update of attributes (6.6.3.2). Entities are the
 * assets of the site, so none is created; values go through the gate.
 */
export function addNgsi(scope: FastifyInstance, twin: IngestParts, door: IngestDoor): void {
  door.guard(scope, answer)
  scope.setErrorHandler((error, request, reply) => {
    const { status, error: detail } = tellError(error, request, 'NGSI-LD')
    return answer(reply, status, detail)
  })
  for (const type of ['application/ld+json', 'application/merge-patch+json'])
    scope.addContentTypeParser(type, { parseAs: 'string' }, scope.getDefaultJsonParser('error', 'ignore'))

  scope.post(
    '/ngsi-ld/v1/entityOperations/upsert',
    { config: { door: 'device' }, bodyLimit: 1024 * 1024 },
    (request, reply) => {
      const { body } = request
      if (!Array.isArray(body) || body.length === 0)
        return answer(reply, 400, 'the body must be a non-empty array of entities')
      return takeEntities(twin, door, request, reply, body)
    },
  )

  // What a context broker sends to whoever subscribed (ETSI GS CIM 009, 5.3): its entities, once more from top to bottom.
  scope.post(
    '/ngsi-ld/v1/notifications',
    { config: { door: 'device' }, bodyLimit: 1024 * 1024 },
    (request, reply) => {
      const { body } = request
      const data = isObject(body) ? body.data : undefined
      if (!Array.isArray(data))
        return answer(
          reply,
          400,
          'the body must be a notification: {"type": "Notification", "data": [entities]}',
        )
      return takeEntities(twin, door, request, reply, data)
    },
  )

  scope.patch<{ Params: { id: string } }>(
    '/ngsi-ld/v1/entities/:id/attrs',
    { config: { door: 'device' }, bodyLimit: 256 * 1024 },
    (request, reply) => {
      const { id } = request.params
      const { body } = request
      if (!isObject(body)) return answer(reply, 400, 'the body must be an object of attributes')
      if (!door.pass(request, reply, Object.keys(body).length, answer)) return reply
      if (!known(twin, id, door.grant(request).covers))
        return answer(reply, 404, `no entity ${id.slice(0, 100)}; ${remedy}`)
      const outcome = takeAll(twin, door, request, id, body)
      if (outcome.updated.length === 0 && outcome.notUpdated.length === 0)
        return answer(reply, 400, 'the body names no attribute')
      if (outcome.notUpdated.every(({ reason }) => reason === unmapped) && outcome.updated.length === 0)
        twin.gate.tally(NAME).ignored += outcome.notUpdated.length
      return outcome.notUpdated.length === 0 ? reply.code(204).send() : reply.code(207).send(outcome)
    },
  )
}

/** Take the entities of a batch: 204 when all of them were taken, 207 with those that were not. */
function takeEntities(
  twin: IngestParts,
  door: IngestDoor,
  request: FastifyRequest,
  reply: FastifyReply,
  entities: readonly unknown[],
): FastifyReply {
  if (entities.length > MAX_ENTITIES)
    return answer(reply, 413, `at most ${MAX_ENTITIES} entities a request; split them`)
  const count = entities.reduce(
    (sum: number, entity) => sum + (isObject(entity) ? Object.keys(entity).length : 1),
    0,
  )
  if (!door.pass(request, reply, count, answer)) return reply
  const success: string[] = []
  const errors: { entityId: string; error: ProblemDetails }[] = []
  for (const entity of entities) {
    const id = isObject(entity) && typeof entity.id === 'string' ? entity.id : ''
    const error = upsert(twin, door, request, entity, id)
    if (error) errors.push({ entityId: id, error })
    else success.push(id)
  }
  return errors.length === 0 ? reply.code(204).send() : reply.code(207).send({ success, errors })
}

const remedy = 'map it in the mapping file, or name it urn:ngsi-ld:<Type>:<asset> with points as attributes'

/** Take an entity of a batch; null when every attribute that has a point was taken. */
function upsert(
  twin: IngestParts,
  door: IngestDoor,
  request: FastifyRequest,
  entity: unknown,
  id: string,
): ProblemDetails | null {
  const { device } = door.grant(request)
  const refuse = (status: number, reason: Reason, detail: string): ProblemDetails => {
    twin.gate.refuse(no(reason, detail), NAME, device, entity)
    return problem(status, detail)
  }
  if (!isObject(entity) || !isUri(id) || typeof entity.type !== 'string')
    return refuse(400, 'malformed', 'an entity needs an "id" that is a URI and a "type"')
  if (Object.keys(entity).length > MAX_ATTRIBUTES)
    return refuse(400, 'malformed', `at most ${MAX_ATTRIBUTES} attributes an entity`)
  const { updated, notUpdated } = takeAll(twin, door, request, id, entity)
  // Names, places and relations have no point and are left out; an entity of nothing else is one we do not know.
  const refused = notUpdated.filter(({ reason }) => reason !== unmapped)
  if (refused.length > 0)
    return problem(
      400,
      refused
        .map(({ reason }) => reason)
        .join('; ')
        .slice(0, 1_000),
    )
  return updated.length > 0
    ? null
    : refuse(404, 'unknownPoint', `nothing of ${id.slice(0, 100)} has a point here; ${remedy}`)
}

const unmapped = 'no point of this site takes it'

function takeAll(
  { gate, mapping }: IngestParts,
  door: IngestDoor,
  request: FastifyRequest,
  id: string,
  attributes: Readonly<Record<string, unknown>>,
): Outcome {
  const outcome: Outcome = { updated: [], notUpdated: [] }
  const { covers, device } = door.grant(request)
  for (const [attributeName, attribute] of Object.entries(attributes)) {
    if (NO_ATTRIBUTES.has(attributeName)) continue
    const read = readAttribute(id, attributeName, attribute, mapping.table, gate.points, covers, attributes)
    let rejection: Rejection | null = null
    if (read)
      rejection =
        'reason' in read
          ? gate.refuse(read, NAME, device, { id, [attributeName]: attribute })
          : gate.take(read, NAME, covers, device, { id, [attributeName]: attribute })
    // A sample that is there already has been updated, as far as its sender is concerned.
    if (read && (!rejection || rejection.reason === 'duplicate')) outcome.updated.push(attributeName)
    else outcome.notUpdated.push({ attributeName, reason: rejection?.detail ?? unmapped })
  }
  const left = outcome.notUpdated.filter(({ reason }) => reason === unmapped).length
  // An entity of which nothing has a point is refused as a whole, and counted so.
  if (left < outcome.notUpdated.length + outcome.updated.length) gate.tally(NAME).ignored += left
  return outcome
}

/** True for an entity of which this sender may write something. */
function known({ gate: { points }, mapping }: IngestParts, id: string, covers: Covers = () => true): boolean {
  const asset = assetOf(id, points)
  if (asset !== null && covers(points.first[points.assetIndex(asset)]!)) return true
  const { ngsi, ngsiWild } = mapping.table
  if (ngsiWild.some(({ beginning, rule }) => id.startsWith(beginning) && covers(rule.point))) return true
  for (const [key, { point }] of ngsi) if (key.startsWith(`${id} `) && covers(point)) return true
  return false
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isUri(id: string): boolean {
  return id.length <= 500 && /^[a-zA-Z][a-zA-Z0-9+.-]*:\S+$/.test(id)
}

function problem(status: number, detail: string): ProblemDetails {
  const title =
    status === 404
      ? 'ResourceNotFound'
      : status === 400 || status === 413 || status === 415
        ? 'BadRequestData'
        : null
  if (title) return { type: ERRORS + title, title, status, detail }
  const words: Record<number, string> = { 401: 'Unauthorized', 429: 'Too Many Requests' }
  return { type: 'about:blank', title: words[status] ?? 'Error', status, detail }
}

function answer(reply: FastifyReply, status: number, detail: string): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problem(status, detail)))
}
