import type { IngestStatus } from '../../../live/ingestStatus.ts'
import { formatClock } from '../../parts/formatTime.ts'
import { decimal } from '../../parts/formatValue.ts'
import { useWords } from '../../parts/useWords.ts'
import { sayReject } from './sayReject.ts'

/** Devices shown at most: the latest refused. */
const FEW = 20

/** Which devices send what is not taken: how much, the last reason, and an example of it. */
export function RefusedDevices({ devices }: { devices: NonNullable<IngestStatus['devices']> }) {
  const { say, language } = useWords()
  if (devices.length === 0) return null
  return (
    <>
      <h3>{say('source.byDevice')}</h3>
      <ul className="desk-lines">
        {devices.slice(0, FEW).map(({ device, source, refused, lastAt, lastReason, detail, example }) => (
          <li key={`${source} ${device}`} data-device={device}>
            <span className="numbers">{formatClock(lastAt, true)}</span> <b>{device}</b> · {source} ·{' '}
            {decimal(refused, language, 0)} × {sayReject(lastReason, say)}{' '}
            <span className="faint">{detail}</span>
            {example !== undefined && <code>{example}</code>}
          </li>
        ))}
      </ul>
    </>
  )
}
