import type { FastifyInstance, FastifyReply } from 'fastify'
import { ALARM_STATES, type AlarmStateName, alarmIndex, type StandingAlarm } from '../../models/alarm.ts'
import { summarise } from '../../models/alarmSummary.ts'
import { isKindName } from '../../models/kinds.ts'
import type { Points } from '../../models/points.ts'
import type { Sight } from '../../models/sight.ts'
import { isPlainText } from '../../models/text.ts'
import { audienceOf } from '../../models/visibility.ts'
import type { RecordRequest } from '../audit/record.ts'
import { actorOf } from '../security/visitor.ts'
import { alarmsAt } from './alarmsAt.ts'
import { addMetricsApi } from './metricsApi.ts'
import type { AlarmPlane } from './openAlarms.ts'
import { journalAfter } from './readJournal.ts'
import { addRulesApi } from './rulesApi.ts'
import { SeenStanding, seenAlarms } from './seenAlarms.ts'

/** What the doors of the alarms are handed. */
export interface AlarmDoors {
  readonly plane: AlarmPlane
  readonly points: Points
  readonly sight: Sight
  /** Writes a change of the rules into the audit, and refuses it by rejecting. */
  readonly record: RecordRequest
}

/** Alarms of one answer, and rows of the journal. */
const MOST = 5_000
const MOST_ROWS = 1_000
/** Where a page begins: journal number and alarm of the last one told. */
const PLACE = /^\d{1,16}-\d{1,9}$/
const START = '0-0'
const AFTER = `after must be ${START}, or next of the page before`
/** Last instant a date can name. */
const LAST_INSTANT = 8.64e15
const EVERYONE = { config: { door: 'everyone' } } as const

const FILTERS = ['state', 'severity', 'kind', 'asset', 'subdistrict'] as const

interface Filters {
  state?: string
  severity?: string
  kind?: string
  asset?: string
  subdistrict?: string
  limit?: string
  after?: string
}

/** The alarms by HTTP: as they stand, the journal, a past instant, metrics and rules. */
export function addAlarmApi(app: FastifyInstance, doors: AlarmDoors): void {
  const { plane, points, sight } = doors
  const { alarms, assets, store } = plane
  const standing = new SeenStanding(alarms, sight)

  app.get<{ Querystring: Filters }>('/api/alarms', EVERYONE, (request, reply) => {
    const { query } = request
    const fault = faultOf(query)
    if (fault !== null) return refuse(reply, fault)
    const all = standing.of(audienceOf(actorOf(request).role))
    const seen = FILTERS.some(each => query[each] !== undefined)
      ? all.filter(alarm => fits(alarm, query))
      : all
    const { epoch, number } = alarms.news
    const head = { epoch, number, durable: alarms.journal.durable, away: alarms.journal.away }
    const limit = Number(query.limit ?? MOST)
    if (query.after !== undefined) return { ...head, total: seen.length, ...page(seen, query.after, limit) }
    return { ...head, total: seen.length, alarms: seen.slice(0, limit).map(name) }
  })

  app.get<{ Querystring: { after?: string; limit?: string; asset?: string } }>(
    '/api/alarms/journal',
    { config: { door: 'staff' } },
    async (request, reply) => {
      const { after = '0', limit = '200', asset } = request.query
      if (!isWhole(after, 0, Number.MAX_SAFE_INTEGER))
        return refuse(reply, 'after must be a journal number from 0')
      if (!isWhole(limit, 1, MOST_ROWS)) return refuse(reply, `limit must be 1 to ${MOST_ROWS}`)
      if (asset !== undefined && !isPlainText(asset)) return refuse(reply, 'asset must be the id of one')
      const rows = await journalAfter(store, Number(after), Number(limit), asset)
      return { rows, last: alarms.journal.durable, queued: alarms.journal.queued }
    },
  )

  app.get<{ Querystring: { at?: string; after?: string } }>(
    '/api/alarms/at',
    EVERYONE,
    async (request, reply) => {
      const { at: instant = '', after = START } = request.query
      const at = Number(instant)
      if (!isWhole(instant, 0, LAST_INSTANT)) return refuse(reply, 'at must be an instant in milliseconds')
      if (!PLACE.test(after)) return refuse(reply, AFTER)
      const past = await alarmsAt(store, points, at)
      const audience = audienceOf(actorOf(request).role)
      const seen = seenAlarms(past.alarms, audience, sight)
      return {
        number: past.number,
        // Before the journal began no alarm is known, which is not the same as none.
        known: past.number > 0,
        total: seen.length,
        ...page(seen, after, MOST),
        orders: audience === 'staff' ? past.orders : [],
      }
    },
  )

  app.get('/api/alarms/feeds', { config: { door: 'staff' } }, () => ({
    feeds: alarms.feeds.list().map(({ name: feeder, carrier, points: silent }) => ({
      feeder,
      alarm: name(alarms.view(alarmIndex(carrier, 'feed'))),
      silent: silent.map(point => ({
        asset: assets[points.asset[point]!]!.id,
        point: points.name[point],
        part: points.part[point],
      })),
    })),
  }))

  app.get('/api/alarms/rollup', EVERYONE, request => {
    const seen = standing.of(audienceOf(actorOf(request).role))
    const { all: complex, bySeverity, assets: byAsset, ...levels } = summarise(seen, assets, points.asset)
    return {
      complex,
      bySeverity,
      subdistricts: Object.fromEntries(levels.subdistricts),
      blocks: Object.fromEntries(levels.blocks),
      features: Object.fromEntries(levels.features),
      assets: Object.fromEntries([...byAsset].map(([index, worst]) => [assets[index]!.id, worst])),
    }
  })

  addMetricsApi(app, plane)
  addRulesApi(app, doors)

  function name(alarm: StandingAlarm): object {
    const { point } = alarm
    return {
      asset: assets[points.asset[point]!]!.id,
      name: points.name[point],
      part: points.part[point],
      ...alarm,
    }
  }

  /** By journal number, so that an alarm that changes between two pages comes again and none is left out. */
  function page(seen: readonly StandingAlarm[], after: string, limit: number): object {
    const [number = 0, index = 0] = after.split('-').map(Number)
    const rest = seen
      .filter(alarm => alarm.number > number || (alarm.number === number && indexOf(alarm) > index))
      .sort((a, b) => a.number - b.number || indexOf(a) - indexOf(b))
    const told = rest.slice(0, limit)
    const last = told.at(-1)
    const next = last && told.length < rest.length ? `${last.number}-${indexOf(last)}` : null
    return { next, alarms: told.map(name) }
  }

  function fits(alarm: StandingAlarm, query: Filters): boolean {
    const asset = assets[points.asset[alarm.point]!]!
    return (
      (query.state === undefined || alarm.state === query.state) &&
      (query.severity === undefined || alarm.severity === Number(query.severity)) &&
      (query.kind === undefined || asset.kind === query.kind) &&
      (query.asset === undefined || asset.id === query.asset) &&
      (query.subdistrict === undefined || asset.subdistrict === Number(query.subdistrict))
    )
  }
}

function indexOf({ point, source }: StandingAlarm): number {
  return alarmIndex(point, source)
}

function faultOf({ state, severity, kind, subdistrict, limit, after }: Filters): string | null {
  if (after !== undefined && !PLACE.test(after)) return AFTER
  if (state !== undefined && !ALARM_STATES.includes(state as AlarmStateName))
    return `state must be one of ${ALARM_STATES.join(', ')}`
  if (severity !== undefined && !/^[0-3]$/.test(severity)) return 'severity must be 0 to 3'
  if (kind !== undefined && !isKindName(kind)) return 'kind is no kind of this twin'
  if (subdistrict !== undefined && !isWhole(subdistrict, 0, 10_000))
    return 'subdistrict must be an index into the site’s sub-districts'
  if (limit !== undefined && !isWhole(limit, 1, MOST)) return `limit must be 1 to ${MOST}`
  return null
}

function isWhole(text: string, min: number, max: number): boolean {
  return /^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max
}

function refuse(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(400).send({ error })
}
