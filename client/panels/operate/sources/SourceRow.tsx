import { REFUSALS } from '../../../../models/refusal.ts'
import type { SourceStatus } from '../../../live/ingestStatus.ts'
import { decimal } from '../../parts/formatValue.ts'
import { useWords } from '../../parts/useWords.ts'
import { sayReject } from './sayReject.ts'

/** What the public is told instead of an error's words. */
const LOG_ONLY = REFUSALS.seeLog

/** One way in: its line, what it brought, what of that was refused, how late it is. */
export function SourceRow({ source }: { source: SourceStatus }) {
  const { say, language } = useWords()
  const { name, state, samplesPerSecond, accepted, rejected, lag, ignored = 0 } = source
  const refusals = Object.entries(rejected).filter(([, n]) => n > 0)
  const seconds = (ms: number | null) => (ms === null ? '–' : `${decimal(ms / 1000, language, 1)} s`)
  return (
    <tr data-source={name}>
      <th scope="row">
        {name} {name === 'simulator' && <i className="badge badge-simulated">{say('quality.simulated')}</i>}
        <small>{state?.where}</small>
      </th>
      <td>
        {say(state === null ? 'source.door' : state.connected ? 'source.up' : 'source.down')}
        <small>{state?.lastError === LOG_ONLY ? say('refusal.seeLog') : state?.lastError}</small>
      </td>
      <td className="numbers">{decimal(samplesPerSecond, language, 1)}</td>
      <td className="numbers">{decimal(accepted, language, 0)}</td>
      <td className="numbers">
        {refusals.length === 0 && '0'}
        {ignored > 0 && (
          <small>
            {say('source.ignored')} {decimal(ignored, language, 0)}
          </small>
        )}
        {refusals.map(([reason, n]) => (
          <small key={reason}>
            {sayReject(reason, say)} {decimal(n, language, 0)}
          </small>
        ))}
      </td>
      <td className="numbers">
        {lag.maxMs === null ? '–' : `${seconds(lag.medianMs)} · ${seconds(lag.maxMs)}`}
      </td>
      <td className="numbers">{state?.queue ? `${state.queue.length} / ${state.queue.capacity}` : '–'}</td>
    </tr>
  )
}
