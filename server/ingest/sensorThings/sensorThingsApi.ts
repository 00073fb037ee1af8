import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { QUALITY } from '../../../models/quality.ts'
import type { Instant } from '../../../models/units.ts'
import { tellError } from '../../net/errors.ts'
import type { Covers } from '../Covers.ts'
import type { IngestDoor, IngestParts } from '../http/ingestDoor.ts'
import type { Rejection } from '../rejection.ts'
import { readObservation } from './readObservation.ts'

const NAME = 'sensorThings'
const ROOT = '/sta/v1.1'
const MAX_OBSERVATIONS = 10_000
const DEVICE = { config: { door: 'device' } } as const

/** A taken observation: its point and instant, or why it was refused. */
type Taken = { readonly point: number; readonly at: Instant } | Rejection

/**
 * SensorThings doors (OGC 18-088, version 1.1): one observation (10.2), one below its datastream, and many as data
 * arrays (13.3). Datastreams are points of the site, by the mapping or as 'asset/point/part'.
 */
export function addSensorThings(scope: FastifyInstance, twin: IngestParts, door: IngestDoor): void {
  door.guard(scope, answer)
  scope.setErrorHandler((error, request, reply) => {
    const { status, error: message } = tellError(error, request, 'SensorThings')
    return answer(reply, status, message)
  })
  // Addresses hold parentheses, which the router would read as patterns.
  scope.post<{ Params: { '*': string } }>(
    `${ROOT}/*`,
    { ...DEVICE, bodyLimit: 1024 * 1024 },
    (request, reply) => {
      const path = request.params['*']
      if (path === 'CreateObservations') return createMany(twin, door, request, reply)
      const below = /^Datastreams\('?(.+?)'?\)\/Observations$/.exec(path)?.[1]
      if (path === 'Observations' || below !== undefined) return createOne(twin, door, request, reply, below)
      return answer(
        reply,
        404,
        `POST goes to ${ROOT}/Observations, Datastreams(id)/Observations or CreateObservations`,
      )
    },
  )
  scope.get<{ Params: { '*': string } }>(`${ROOT}/*`, DEVICE, (request, reply) => {
    const id = /^Observations\('(.+)'\)$/.exec(request.params['*'])?.[1]
    const found = id === undefined ? null : present(twin, id, door.grant(request).covers)
    return (
      found ??
      answer(
        reply,
        404,
        'only the present observation of a datastream is kept here; see /api/assets/:id/history',
      )
    )
  })
}

function createOne(
  twin: IngestParts,
  door: IngestDoor,
  request: FastifyRequest,
  reply: FastifyReply,
  below?: string,
): unknown {
  const { body } = request
  if (!isObject(body)) return answer(reply, 400, 'the body must be an observation')
  if (!door.pass(request, reply, 1, answer)) return reply
  const { result, phenomenonTime, resultQuality } = body
  const taken = take(twin, door, request, below ?? idOf(body.Datastream), {
    result,
    phenomenonTime,
    resultQuality,
  })
  if ('reason' in taken) return answer(reply, taken.reason === 'forbidden' ? 403 : 400, taken.detail)
  const link = selfLink(twin, taken.point, taken.at)
  return reply
    .code(201)
    .header('location', link)
    .send({
      '@iot.id': observationId(twin, taken.point, taken.at),
      '@iot.selfLink': link,
      phenomenonTime: new Date(taken.at).toISOString(),
      resultTime: new Date(taken.at).toISOString(),
      result: body.result,
    })
}

function createMany(
  twin: IngestParts,
  door: IngestDoor,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const { body } = request
  if (!Array.isArray(body))
    return answer(reply, 400, 'the body must be an array of {Datastream, components, dataArray}')
  let count = 0
  for (const [k, group] of body.entries()) {
    const fault = faultOf(group)
    if (fault) return answer(reply, 400, `element ${k}: ${fault}`)
    count += (group as { dataArray: unknown[] }).dataArray.length
  }
  if (count > MAX_OBSERVATIONS)
    return answer(reply, 413, `at most ${MAX_OBSERVATIONS} observations a request; split them`)
  if (!door.pass(request, reply, count, answer)) return reply
  const links: string[] = []
  for (const group of body as { Datastream: unknown; components: string[]; dataArray: unknown[][] }[]) {
    const time = group.components.indexOf('phenomenonTime')
    const result = group.components.indexOf('result')
    const quality = group.components.indexOf('resultQuality')
    for (const row of group.dataArray) {
      const taken = take(twin, door, request, idOf(group.Datastream), {
        result: row[result],
        phenomenonTime: time < 0 ? undefined : row[time],
        resultQuality: quality < 0 ? undefined : row[quality],
      })
      links.push('reason' in taken ? 'error' : selfLink(twin, taken.point, taken.at))
    }
  }
  return reply.code(201).send(links)
}

/** What is wrong with the form of a data array, or null. */
function faultOf(group: unknown): string | null {
  if (!isObject(group)) return 'must be {Datastream, components, dataArray}'
  const { components, dataArray } = group
  if (!Array.isArray(components) || !components.includes('result'))
    return '"components" must be a list with "result"'
  if (
    !Array.isArray(dataArray) ||
    !dataArray.every(row => Array.isArray(row) && row.length === components.length)
  )
    return `"dataArray" must be a list of rows with ${components.length} cells`
  return null
}

function take(
  { gate, mapping, clock }: IngestParts,
  door: IngestDoor,
  request: FastifyRequest,
  datastream: unknown,
  observation: { result: unknown; phenomenonTime: unknown; resultQuality: unknown },
): Taken {
  const { covers, device } = door.grant(request)
  const { result, phenomenonTime, resultQuality } = observation
  const sent = { datastream, ...observation }
  const read = readObservation(
    datastream,
    result,
    phenomenonTime,
    mapping.table,
    gate.points,
    covers,
    resultQuality,
  )
  if ('reason' in read) return gate.refuse(read, NAME, device, sent)
  const at = Number.isNaN(read.at) ? clock.now() : read.at
  const rejection = gate.take(read, NAME, covers, device, sent)
  // A repeat of what is there is answered like the first time, so that a sender may repeat without harm.
  return rejection && rejection.reason !== 'duplicate' ? rejection : { point: read.point, at }
}

/** The observation of this id when it is the present one of a point of this sender. */
function present(twin: IngestParts, id: string, covers: Covers = () => true): object | null {
  const [, asset = '', name = '', part = '', at = ''] = /^(.+)\/(.+)\/(\d+)\/(\d+)$/.exec(id) ?? []
  const point = twin.points.find(asset, name, Number(part))
  if (point < 0 || !covers(point)) return null
  if (twin.twin.times[point] !== Number(at) || twin.twin.quality[point] === QUALITY.none) return null
  return {
    '@iot.id': id,
    '@iot.selfLink': selfLink(twin, point, Number(at)),
    phenomenonTime: new Date(Number(at)).toISOString(),
    result: twin.twin.values[point],
  }
}

function observationId({ points }: IngestParts, point: number, at: Instant): string {
  return `${points.assetIds[points.asset[point]!]}/${points.name[point]}/${points.part[point]}/${at}`
}

function selfLink(twin: IngestParts, point: number, at: Instant): string {
  return `${twin.address.url}${ROOT}/Observations('${observationId(twin, point, at)}')`
}

function idOf(datastream: unknown): unknown {
  return isObject(datastream) ? datastream['@iot.id'] : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function answer(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ code: status, type: 'error', message })
}
