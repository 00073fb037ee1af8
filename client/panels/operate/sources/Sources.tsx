import { useStore } from 'zustand'
import type { IngestStatus } from '../../../live/ingestStatus.ts'
import { isAllowed, session } from '../../../live/session.ts'
import { formatClock } from '../../parts/formatTime.ts'
import { ScrollArea } from '../../parts/ScrollArea.tsx'
import { sayReason } from '../../parts/sayReason.ts'
import { useFetched } from '../../parts/useFetched.ts'
import { useWords } from '../../parts/useWords.ts'
import { Devices } from './Devices.tsx'
import { FedAssets } from './FedAssets.tsx'
import { MappingEditor } from './MappingEditor.tsx'
import { RefusedDevices } from './RefusedDevices.tsx'
import { SimulatedAlarms } from './SimulatedAlarms.tsx'
import { SourceRow } from './SourceRow.tsx'
import { sayReject } from './sayReject.ts'

/** Refusals shown as examples, and milliseconds between two looks. */
const FEW = 8
const LOOK = 3_000

/** Where the samples come from: rate, refusals with examples, lag, queues, and the credentials of devices. */
export function Sources() {
  const { say } = useWords()
  const staff = useStore(session, state => isAllowed(state.view, 'points:restricted'))
  const [answer] = useFetched<IngestStatus>('/api/ingest', LOOK)
  if (!answer) return <p className="desk-note">{say('source.waiting')}</p>
  if (!answer.ok) return <p className="desk-note">{sayReason(answer.reason, say)}</p>
  const { sources, recent, devices = [], mapping } = answer.value
  const examples = [...new Set(devices.flatMap(({ example }) => example ?? []))]
  return (
    <ScrollArea>
      <table className="desk-table">
        <thead>
          <tr>
            {(['name', 'state', 'rate', 'accepted', 'rejected', 'lag', 'queue'] as const).map(each => (
              <th key={each} scope="col">
                {say(`source.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map(source => (
            <SourceRow key={source.name} source={source} />
          ))}
        </tbody>
      </table>
      <h3>{say('source.recent')}</h3>
      {recent.length === 0 && <p className="desk-note">{say('source.noRecent')}</p>}
      <ul className="desk-lines">
        {recent.slice(0, FEW).map(({ at, source, reason, detail }) => (
          <li key={`${at} ${detail}`}>
            <span className="numbers">{formatClock(at, true)}</span> {source} ·{' '}
            <b>{sayReject(reason, say)}</b> <span className="faint">{detail}</span>
          </li>
        ))}
      </ul>
      {mapping !== undefined && mapping.atArrival > 0 && (
        <p className="desk-note">{say('source.atArrival', { n: mapping.atArrival })}</p>
      )}
      <RefusedDevices devices={devices} />
      {staff && (
        <>
          <h3>{say('fed.heading')}</h3>
          <FedAssets />
          <h3>{say('simulated.title')}</h3>
          <SimulatedAlarms />
        </>
      )}
      {staff && <MappingEditor examples={examples} />}
      <Devices />
    </ScrollArea>
  )
}
