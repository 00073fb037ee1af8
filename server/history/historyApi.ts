import type { FastifyInstance } from 'fastify'
import { kindOf } from '../../models/kinds.ts'
import { QUALITIES } from '../../models/quality.ts'
import type { Sight } from '../../models/sight.ts'
import type { Site } from '../../models/site.ts'
import { audienceOf } from '../../models/visibility.ts'
import type { Clock } from '../clock.ts'
import { actorOf } from '../security/visitor.ts'
import type { History } from './History.ts'
import { type PointPast, readPoint } from './readPoint.ts'

/** Points of a chart at most, and when nothing is asked. */
const MOST = 10_000
const USUAL = 2_000
/** Longest span a chart covers: ten years. */
const LONGEST = 3_653 * 86_400_000
const HOUR = 3_600_000

/** What the doors of the past are handed. */
export interface PastDoors {
  readonly site: Site
  readonly history: History
  readonly sight: Sight
  readonly clock: Clock
}

interface Question {
  Params: { asset: string; point: string }
  Querystring: { from?: string; to?: string; max?: string; part?: string }
}

/** `GET /api/points/:asset/:point/history?from=&to=&max=&part=`: the past of one point, at the level that fits. */
export function addHistoryApi(app: FastifyInstance, { site, history, sight, clock }: PastDoors): void {
  app.get<Question>(
    '/api/points/:asset/:point/history',
    { config: { door: 'everyone' } },
    async (request, reply) => {
      const { params, query } = request
      const part = query.part === undefined ? 0 : Number(query.part)
      const point = Number.isInteger(part) ? history.points.find(params.asset, params.point, part) : -1
      if (point < 0 || !sight.seesPoint(audienceOf(actorOf(request).role), point))
        return reply.code(404).send({
          error: `no point ${params.asset.slice(0, 80)}/${params.point.slice(0, 40)} part ${String(query.part ?? 0).slice(0, 8)}; GET /api/assets/:id lists the points of an asset`,
        })
      const bounds = readBounds(query, clock.now())
      if (typeof bounds === 'string') return reply.code(400).send({ error: bounds })
      const { from, to, max } = bounds
      const spec = kindOf(site.assets[history.points.asset[point]!]!.kind).points[params.point]!
      const past = await readPoint(history, history.tracks.ofPoint[point]!, from, to, max, spec.every)
      return { asset: params.asset, point: params.point, part, unit: spec.unit, from, to, ...columnsOf(past) }
    },
  )
}

/** An instant as milliseconds or ISO 8601; NaN when it is neither. */
export function readInstant(text: string): number {
  return /^-?\d+$/.test(text) ? Number(text) : Date.parse(text)
}

function readBounds(
  query: Question['Querystring'],
  now: number,
): { from: number; to: number; max: number } | string {
  const to = query.to === undefined ? now : readInstant(query.to)
  const from = query.from === undefined ? to - HOUR : readInstant(query.from)
  const max = query.max === undefined ? USUAL : Number(query.max)
  if (!Number.isFinite(from) || !Number.isFinite(to))
    return 'from and to must be milliseconds since 1970 or ISO 8601 times'
  if (from >= to) return 'from must be before to'
  if (to - from > LONGEST) return 'at most ten years at a time'
  if (!Number.isInteger(max) || max < 2 || max > MOST) return `max must be a whole number from 2 to ${MOST}`
  return { from, to, max }
}

/** Columns for charts; null where a span holds no good sample. */
function columnsOf(past: PointPast): object {
  if (past.level === 'raw') {
    const { n, at, value, quality } = past.samples
    return {
      level: past.level,
      at: [...at.subarray(0, n)],
      value: [...value.subarray(0, n)].map(tidy),
      quality: [...quality.subarray(0, n)].map(code => QUALITIES[code]),
    }
  }
  const { level, width, rollups } = past
  return {
    level,
    width,
    at: rollups.map(each => each.at),
    mean: rollups.map(each => (each.good ? tidy(each.sum / each.good) : null)),
    min: rollups.map(each => (each.good ? tidy(each.min) : null)),
    max: rollups.map(each => (each.good ? tidy(each.max) : null)),
    last: rollups.map(each => (each.good ? tidy(each.last) : null)),
    n: rollups.map(each => each.n),
    good: rollups.map(each => each.good / each.n),
  }
}

/** Steps times a resolution like 0.1 end in noise; nine digits are more than any resolution has. */
function tidy(value: number): number {
  return Number(value.toPrecision(9))
}
