import type { Points } from '../../models/points.ts'
import type { RecordRequest } from '../audit/record.ts'
import type { Clock } from '../clock.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import type { Twin } from '../twin/twin.ts'
import { Gate } from './accept.ts'
import { admitDevice } from './admission.ts'
import type { Credential } from './credential.ts'
import { addFedApi } from './fedApi.ts'
import { fedMigrations } from './fedTables.ts'
import { addIngest } from './http/ingestApi.ts'
import { ingestReport } from './ingestReport.ts'
import { keepFed } from './keepFed.ts'
import { Mapping } from './mapping/Mapping.ts'
import { addMappingApi } from './mapping/mappingApi.ts'
import type { Source } from './source.ts'

/** Milliseconds between two looks for values that grew old, and between two writes of what devices newly feed. */
const SWEEP = 2_000
const KEEP_FED = 1_000

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  readonly points: Points
  readonly twin: Twin
  readonly credential: Credential
  readonly sources: readonly Source[]
  /** File of foreign names; none when left out. */
  readonly mapping?: string | undefined
  /** Where a mapping is kept that is made on the screen, when no file is named. */
  readonly mappingHome?: string | undefined
  readonly recordRequest: RecordRequest
  readonly mayWrite: () => boolean
  readonly address: { readonly url: string }
}

/** The one gate that samples pass, the doors to it, and whose each asset is. */
export const ingest = subject({
  name: 'ingest',
  tables: fedMigrations,
  async open(needs: Needs) {
    const { store, clock, points, twin, credential, sources, mayWrite, address } = needs
    const gate = new Gate(points, twin, clock)
    const { fed } = gate
    const names = new Mapping(needs.mapping ?? null, points, clock, needs.mappingHome ?? null)
    const keeper = await keepFed(store, fed, points, clock)
    const report = () => ingestReport(gate, sources, names)
    const parts = { clock, points, twin, gate, mapping: names, address, ingest: report }
    return {
      gives: { gate, fed, names, ingestReport: report },
      routes(app) {
        addMappingApi(app, { points, mapping: names, record: needs.recordRequest })
        addIngest(app, parts, admitDevice(credential, 'http'))
        addFedApi(app, { points, fed, keeper, record: needs.recordRequest })
      },
      metrics(meter) {
        meter.counter('twin_samples_accepted_total', 'Samples that passed the gate', ['source'], c => {
          for (const [source, n] of gate.accepted) c.inc({ source }, n)
        })
        meter.counter('twin_samples_rejected_total', 'Samples the gate refused', ['source', 'reason'], c => {
          for (const [key, n] of gate.rejected) {
            const [source = '', reason = ''] = key.split(' ')
            c.inc({ source, reason }, n)
          }
        })
      },
      every: [
        [
          SWEEP,
          () => {
            gate.lookAtClock()
            twin.sweep(clock.now())
          },
        ],
        [KEEP_FED, () => mayWrite() && void keeper.write()],
      ],
      begin: () => names.watch(),
      close: () => (mayWrite() ? keeper.write() : undefined),
    }
  },
})
