import type { Points } from '../../models/points.ts'
import type { Sight } from '../../models/sight.ts'
import type { Site } from '../../models/site.ts'
import type { Clock } from '../clock.ts'
import type { Gate } from '../ingest/accept.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import type { Twin } from '../twin/twin.ts'
import { addGapsApi } from './gapsApi.ts'
import { History } from './History.ts'
import { addHistoryApi } from './historyApi.ts'
import { addIncidentApi } from './incidentApi.ts'
import type { Past } from './Past.ts'
import { type Keep, Retention } from './Retention.ts'
import { remember } from './remember.ts'
import { bandsOf } from './Tracks.ts'
import { historyMigrations } from './tables.ts'
import { troubleOf } from './trouble.ts'

/** Milliseconds between looks for work, and between deletions of what a band of 64 points has outlived. */
const LOOK = 250
const RETENTION_STEP = 1_000

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  readonly site: Site
  readonly points: Points
  readonly sight: Sight
  readonly twin: Twin
  readonly gate: Gate
  readonly past: Past
  readonly mayWrite: () => boolean
  /** Where an owner takes the present from the one before, what was written is not asked. */
  readonly duty: object | null
  /** Days the history keeps; everything when left out. */
  readonly keep?: Keep | undefined
}

/** What was: every sample in compressed pages, and the present of before this process started. */
export const history = subject({
  name: 'history',
  tables: historyMigrations,
  async open(needs: Needs) {
    const { store, clock, site, sight, twin, gate, past, mayWrite, keep } = needs
    const history = await History.start(store, twin, site.assets, () => clock.now())
    if (!needs.duty) await remember(history, gate, clock.now())
    const retention = keep && new Retention(history.db, keep, bandsOf(history.tracks.count))
    return {
      gives: { history },
      routes(app) {
        addHistoryApi(app, { site, history, sight, clock })
        addGapsApi(app, history, clock)
        addIncidentApi(app, { site, history, sight, clock, past })
      },
      metrics(meter) {
        meter.gauge(
          'twin_history_waiting',
          'Samples in memory not yet in the journal',
          () => history.health.waiting,
        )
        meter.counter(
          'twin_history_lost_total',
          'Samples lost or unjournalled because memory was full',
          ['what'],
          c => {
            const { dropped, unjournalled } = history.health
            c.inc({ what: 'dropped' }, dropped)
            c.inc({ what: 'unjournalled' }, unjournalled)
          },
        )
      },
      health: () => ({ history: history.health }),
      faults: () => ({ history: history.health.reason }),
      every: [
        [LOOK, () => void history.tend(mayWrite)],
        [RETENTION_STEP, () => mayWrite() && void retention?.step(clock.now())],
      ],
      close: () => history.close().catch(error => console.error(`history: ${troubleOf(error).reason}`)),
    }
  },
})

/** What was, read where another process writes it. */
export const followedHistory = subject({
  name: 'followed history',
  async open({ store, clock, site, points }: Pick<Needs, 'store' | 'clock' | 'site' | 'points'>) {
    return { gives: { history: await History.follow(store, points, site.assets, () => clock.now()) } }
  },
})
