import { subject } from '../subject.ts'
import type { Gate } from './accept.ts'
import type { IngestReport } from './ingestReport.ts'
import type { Mapping } from './mapping/Mapping.ts'
import type { Source } from './source.ts'

interface Needs {
  readonly sources: readonly Source[]
  readonly gate: Gate
  readonly names: Mapping
  readonly ingestReport: () => IngestReport
}

/** Lines on which samples come by themselves; they start last, when everything hears. */
export const sources = subject({
  name: 'sources',
  open({ sources, gate, names, ingestReport }: Needs) {
    return {
      metrics(meter) {
        meter.counter(
          'twin_queue_samples_total',
          'Samples a full queue of a source replaced or dropped',
          ['source', 'what'],
          c => {
            for (const { name: source, state } of ingestReport().sources) {
              if (!state?.queue) continue
              c.inc({ source, what: 'replaced' }, state.queue.replaced)
              c.inc({ source, what: 'dropped' }, state.queue.dropped)
            }
          },
        )
        meter.gauge('twin_queue_waiting', 'Samples in the queues of all sources', () =>
          ingestReport().sources.reduce((sum, { state }) => sum + (state?.queue?.length ?? 0), 0),
        )
      },
      health: () => ({ sources: sources.map(({ name }) => name) }),
      faults: () => Object.fromEntries(sources.map(source => [source.name, faultOf(source)])),
      async begin() {
        const stops: (() => void | Promise<void>)[] = []
        for (const source of sources) stops.push(await source.start(gate, names))
        return async () => {
          for (const stop of stops.reverse()) await stop()
        }
      },
    }
  },
})

/** What is wrong with a source that knows it: its line is down, and why. */
function faultOf({ state }: Source): string | null {
  const now = state?.()
  return now && !now.connected ? (now.lastError ?? 'is not connected') : null
}
