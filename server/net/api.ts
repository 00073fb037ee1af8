import type { FastifyInstance } from 'fastify'
import { kindOf } from '../../models/kinds.ts'
import { QUALITIES } from '../../models/quality.ts'
import type { Credential } from '../ingest/credential.ts'
import type { Offer } from '../ingest/Offer.ts'
import type { Rejection } from '../ingest/rejection.ts'
import type { Running } from '../start.ts'
import { Bucket } from './bucket.ts'

/** Samples a request may bring, and a second on average. */
const MAX_SAMPLES = 10_000
const SAMPLES_A_SECOND = 100_000
/** Longest history the recent ring answers, minutes. */
const MAX_MINUTES = 12

/** The JSON doors of the twin. */
export function addApi(app: FastifyInstance, twin: Running, credential: Credential): void {
  const bucket = new Bucket(SAMPLES_A_SECOND, 4 * SAMPLES_A_SECOND, twin.clock.now())

  app.get('/api/health', () => twin.health())
  app.get('/api/ingest', () => twin.ingest())

  app.get<{ Params: { id: string } }>('/api/assets/:id', (request, reply) => {
    const index = twin.points.assetIndex(request.params.id)
    if (index < 0) return reply.code(404).send(unknownAsset(request.params.id))
    return { asset: twin.site.assets[index], points: present(twin, index) }
  })

  app.get<{ Params: { id: string }; Querystring: { minutes?: string } }>(
    '/api/assets/:id/history',
    (request, reply) => {
      const index = twin.points.assetIndex(request.params.id)
      if (index < 0) return reply.code(404).send(unknownAsset(request.params.id))
      const minutes = Number(request.query.minutes ?? 10)
      if (!(minutes > 0 && minutes <= MAX_MINUTES))
        return reply.code(400).send({ error: `minutes must be above 0 and at most ${MAX_MINUTES}` })
      return { points: history(twin, index, minutes) }
    },
  )

  app.post<{ Body: unknown }>('/api/samples', { bodyLimit: 1024 * 1024 }, (request, reply) => {
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (!key || !credential.matches(key))
      return reply.code(401).send({
        error:
          'send the device credential as "Authorization: Bearer <key>"; start with --new-credential for another one',
      })
    const { samples } = (request.body ?? {}) as { samples?: unknown }
    if (!Array.isArray(samples))
      return reply.code(400).send({
        error:
          'the body must be {"samples": [{"asset", "point", "value", "unit"?, "at"?, "part"?, "quality"?}]}',
      })
    if (samples.length > MAX_SAMPLES)
      return reply.code(413).send({ error: `at most ${MAX_SAMPLES} samples a request; split them` })
    const wait = bucket.take(samples.length, twin.clock.now())
    if (wait > 0)
      return reply
        .code(429)
        .header('retry-after', wait)
        .send({ error: `too many samples; come back in ${wait} s` })
    return take(twin, samples)
  })
}

function take(
  twin: Running,
  samples: readonly unknown[],
): { accepted: number; rejected: (Rejection & { index: number })[] } {
  const rejected: (Rejection & { index: number })[] = []
  samples.forEach((sample, index) => {
    const rejection = twin.gate.offer((sample ?? {}) as Offer, 'http')
    if (rejection) rejected.push({ index, ...rejection })
  })
  return { accepted: samples.length - rejected.length, rejected }
}

function present({ points, twin, alarms, site }: Running, index: number): object[] {
  const { points: specs } = kindOf(site.assets[index]!.kind)
  return range(points.first[index]!, points.first[index + 1]!).map(i => {
    const name = points.name[i]!
    const quality = QUALITIES[twin.quality[i]!]!
    return {
      point: name,
      part: points.part[i],
      name: specs[name]!.name,
      unit: specs[name]!.unit,
      value: quality === 'none' ? null : twin.values[i],
      quality,
      at: quality === 'none' ? null : twin.times[i],
      ...(alarms.standing.has(i) ? { alarm: alarms.standing.get(i) } : {}),
    }
  })
}

function history({ points, recent, clock }: Running, index: number, minutes: number): Record<string, object> {
  const now = clock.now()
  const answer: Record<string, object> = {}
  for (const i of range(points.first[index]!, points.first[index + 1]!)) {
    if (points.part[i] === 0) answer[points.name[i]!] = recent.read(i, now - minutes * 60_000, now)
  }
  return answer
}

function unknownAsset(id: string): { error: string } {
  return { error: `no asset ${id.slice(0, 80)}; GET /api/site lists them` }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k)
}
