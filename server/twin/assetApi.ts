import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { StandingAlarm } from '../../models/alarm.ts'
import { kindOf } from '../../models/kinds.ts'
import type { Points } from '../../models/points.ts'
import { isUnknownAge, QUALITIES } from '../../models/quality.ts'
import type { Sight } from '../../models/sight.ts'
import type { Site } from '../../models/site.ts'
import { audienceOf } from '../../models/visibility.ts'
import type { Alarms } from '../alarms/Alarms.ts'
import type { Clock } from '../clock.ts'
import { actorOf } from '../security/visitor.ts'
import type { Recent } from './recent.ts'
import type { Twin } from './twin.ts'

/** What the doors of assets and health need. */
export interface ApiParts {
  readonly site: Site
  readonly points: Points
  readonly clock: Clock
  readonly sight: Sight
  readonly twin: Twin
  readonly alarms: Pick<Alarms, 'worstOf'>
  readonly recent: Recent
}

/** Longest history the recent ring answers, minutes. */
const MAX_MINUTES = 12
const EVERYONE = { config: { door: 'everyone' } } as const

/** The JSON doors of the twin. */
export function addApi(app: FastifyInstance, twin: ApiParts): void {
  app.get<{ Params: { id: string } }>('/api/assets/:id', EVERYONE, (request, reply) => {
    const index = seen(request, request.params.id)
    if (index < 0) return reply.code(404).send(unknownAsset(request.params.id))
    return { asset: twin.site.assets[index], points: present(twin, index) }
  })

  app.get<{ Params: { id: string }; Querystring: { minutes?: string } }>(
    '/api/assets/:id/history',
    EVERYONE,
    (request, reply) => {
      const index = seen(request, request.params.id)
      if (index < 0) return reply.code(404).send(unknownAsset(request.params.id))
      const minutes = Number(request.query.minutes ?? 10)
      if (!(minutes > 0 && minutes <= MAX_MINUTES))
        return reply.code(400).send({ error: `minutes must be above 0 and at most ${MAX_MINUTES}` })
      return { points: history(twin, index, minutes) }
    },
  )

  /** An asset that the caller may not see reads like one that is not there, so that nobody learns which ids exist. */
  function seen(request: FastifyRequest, id: string): number {
    return twin.sight.assetIndex(audienceOf(actorOf(request).role), id)
  }
}

function present({ points, twin, alarms, site }: ApiParts, index: number): object[] {
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
      at: quality === 'none' || isUnknownAge(twin.times[i]!) ? null : twin.times[i],
      ...alarmOf(alarms.worstOf(i)),
    }
  })
}

function history(
  { points, recent, clock }: ApiParts,
  index: number,
  minutes: number,
): Record<string, object> {
  const now = clock.now()
  const answer: Record<string, object> = {}
  for (const i of range(points.first[index]!, points.first[index + 1]!)) {
    if (points.part[i] === 0) answer[points.name[i]!] = recent.read(i, now - minutes * 60_000, now)
  }
  return answer
}

/** The worst alarm of a point as the public may see it. */
function alarmOf(alarm: StandingAlarm | null): object {
  if (!alarm) return {}
  const { by: _, reason: __, ...seen } = alarm
  return { alarm: seen }
}

function unknownAsset(id: string): { error: string } {
  return { error: `no asset ${id.slice(0, 80)}; GET /api/site lists them` }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k)
}
