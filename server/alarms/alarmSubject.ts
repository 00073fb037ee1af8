import { ALARM_ORDERS } from '../../models/alarmOrder.ts'
import { ALARM_CLAIMS } from '../../models/alarmSummary.ts'
import { SEVERITIES } from '../../models/kind.ts'
import type { Points } from '../../models/points.ts'
import type { Sight } from '../../models/sight.ts'
import type { Site } from '../../models/site.ts'
import type { RecordRequest } from '../audit/record.ts'
import type { Clock } from '../clock.ts'
import type { Past } from '../history/Past.ts'
import type { Fed } from '../ingest/Fed.ts'
import type { Meter } from '../net/Meter.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import type { Twin } from '../twin/twin.ts'
import type { Alarms } from './Alarms.ts'
import { addAlarmApi } from './alarmApi.ts'
import { type GiveOrder, openAlarmDesk, TELL } from './alarmSockets.ts'
import { pastOf } from './alarmsAt.ts'
import { alarmMigrations } from './alarmTables.ts'
import type { JournalDoor } from './Journal.ts'
import { openAlarms } from './openAlarms.ts'
import { orderAlarms } from './orderAlarms.ts'
import { yieldToDevices } from './yieldToDevices.ts'

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  readonly site: Site
  readonly points: Points
  readonly sight: Sight
  readonly twin: Twin
  readonly fed: Fed
  readonly recordRequest: RecordRequest
  /** Where the journal gets in; the store as it is when left out. */
  readonly journalDoor?: JournalDoor | undefined
  /** Alarms of the past instead of the journal's. */
  readonly past?: Past | undefined
  readonly tickMs?: number | null | undefined
}

/** The alarms: judged, ordered about, kept in a journal without a gap, and told to everyone. */
export const alarms = subject({
  name: 'alarms',
  tables: alarmMigrations,
  async open(needs: Needs) {
    const { store, clock, site, points, sight, twin, fed } = needs
    const plane = await openAlarms(twin, site.assets, clock, store, needs.journalDoor, fed)
    const { alarms } = plane
    yieldToDevices(fed, twin, plane)
    const give: GiveOrder = (name, order, actor) => orderAlarms(alarms, name, order, actor, clock.now())
    const { joinAlarms, hearNews, sockets, tell } = openAlarmDesk(alarms, sight, give)
    return {
      gives: { alarms, past: needs.past ?? pastOf(store, points), joinAlarms, hearNews },
      routes: app => addAlarmApi(app, { plane, points, sight, record: needs.recordRequest }),
      sockets,
      orders: Object.fromEntries(
        ALARM_ORDERS.map(name => [name, (order, actor) => give(name, order, actor)]),
      ),
      metrics: meter => meterAlarms(meter, alarms),
      health: () => ({ alarms: alarms.summary.all.count, alarmsAsking: alarms.summary.all }),
      faults: () => ({ journal: faultOf(alarms.journal) }),
      tick() {
        plane.tick()
        tell()
      },
      every: needs.tickMs === null ? [] : [[TELL, tell]],
      close: () => plane.close(),
    }
  },
})

function meterAlarms(meter: Meter, alarms: Alarms): void {
  meter.gauge(
    'twin_alarm_rows_waiting',
    'Rows of the alarm journal not yet durable',
    () => alarms.journal.queued,
  )
  meter.gauge('twin_alarm_journal_away', '1 while the alarm journal cannot be written', () =>
    alarms.journal.away === null ? 0 : 1,
  )
  meter.gauge('twin_alarms_standing', 'Alarms standing', () => alarms.standing.size)
  meter.gauges(
    'twin_alarms_asking',
    'Alarms that ask something of an operator, by what they ask and severity',
    ['claim', 'severity'],
    gauge => {
      for (const [severity, tally] of alarms.summary.bySeverity.entries())
        for (const claim of ALARM_CLAIMS)
          if (severity > 0) gauge.set({ claim, severity: SEVERITIES[severity]! }, tally[claim])
    },
  )
}

function faultOf({ away, aside, queued }: Alarms['journal']): string | null {
  if (away !== null) return `${away} (${queued} rows wait)`
  return aside && `${aside.rows} rows were set aside in alarm_aside; the last: ${aside.reason}`
}
