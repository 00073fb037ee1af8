import type { FastifyInstance } from 'fastify'
import { ALARM_SOURCES } from '../../models/alarm.ts'
import { isActive } from '../../models/alarmCycle.ts'
import { alarmKey } from '../../models/alarmKey.ts'
import { alarmMetrics, type Happening } from '../../models/alarmMetrics.ts'
import type { Severity } from '../../models/kind.ts'
import type { AlarmPlane } from './openAlarms.ts'
import { journalBegin, journalBetween, type Transition } from './readJournal.ts'

/** Longest span of metrics, hours; the standard wants 30 days of evidence. Rows looked at, the newest first. */
const LONGEST = 31 * 24
const MOST_ROWS = 200_000

/** `GET /api/alarms/metrics?hours=24&positions=1`: the performance of the alarm system against the targets of the standard. */
export function addMetricsApi(app: FastifyInstance, { alarms, assets, clock, store }: AlarmPlane): void {
  const opened = clock.now()
  let busy = false

  app.get<{ Querystring: { hours?: string; positions?: string } }>(
    '/api/alarms/metrics',
    { config: { door: 'staff' } },
    async (request, reply) => {
      const hours = Number(request.query.hours ?? 24)
      const positions = Number(request.query.positions ?? 1)
      if (!(hours > 0 && hours <= LONGEST))
        return reply.code(400).send({ error: `hours must be above 0 and at most ${LONGEST}` })
      if (!Number.isInteger(positions) || positions < 1 || positions > 100)
        return reply.code(400).send({ error: 'positions must be 1 to 100 operating positions' })
      if (busy)
        return reply
          .code(429)
          .header('retry-after', 2)
          .send({ error: 'another report is being made; come back in 2 s' })
      busy = true
      try {
        const to = clock.now()
        // Nobody was told of alarms before the journal began, and no alarm says so: that time is not observed.
        const from = Math.max(to - hours * 3_600_000, Math.min((await journalBegin(store)) ?? opened, opened))
        const rows = await journalBetween(store, from, to, MOST_ROWS)
        const happenings = rows.flatMap(happeningOf)
        return {
          truncated: rows.length === MOST_ROWS,
          ...alarmMetrics(happenings, standing(), from, to, positions),
        }
      } finally {
        busy = false
      }
    },
  )

  function standing(): { alarm: string; since: number }[] {
    const { points } = alarms
    return [...alarms.lives].flatMap(([index, { state, since }]) =>
      isActive(state)
        ? [
            {
              alarm: alarmKey(
                points,
                assets,
                Math.floor(index / ALARM_SOURCES.length),
                ALARM_SOURCES[index % ALARM_SOURCES.length]!,
              ),
              since,
            },
          ]
        : [],
    )
  }
}

/** A row as the metrics see it: what was announced, by the process or because it can be seen again, what cleared, what was acknowledged. */
function happeningOf({ at, alarm, event, before, after, severity }: Transition): Happening[] {
  const told = { at, alarm, severity: severity as Severity }
  if (event === 'clear' || event === 'acknowledge') return [{ ...told, event }]
  if (event === 'withdraw') return [{ ...told, event: 'clear' }]
  if (event === 'refused' || event === 'revoked' || event === 'unrecorded' || event === 'ease') return []
  const announced = after === 'unacknowledged' && (event === 'raise' || before !== 'unacknowledged')
  return announced ? [{ ...told, event: 'announce' }] : []
}
