import type { AlarmMetrics } from '../../../../models/alarmMetrics.ts'
import { SEVERITIES } from '../../../../models/kind.ts'
import { decimal } from '../../parts/formatValue.ts'
import { nameAlarmKey } from '../../parts/nameAlarmKey.ts'
import { SeverityMark } from '../../parts/SeverityMark.tsx'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'

/** Names shown of each list. */
const FEW = 5

/** The priority mix, the most frequent, the chattering, fleeting and stale alarms. */
export function MetricLists({ metrics }: { metrics: AlarmMetrics }) {
  const { say, language } = useWords()
  const percent = (share: number) => `${decimal(share * 100, language, 0)} %`
  return (
    <div className="metric-lists">
      <section>
        <h3>{say('metric.mix')}</h3>
        <ul className="desk-lines">
          {metrics.mix.map(({ severity, share, target }) => (
            <li key={severity} className="desk-line">
              <span>
                <SeverityMark severity={severity} /> {say(`severity.${SEVERITIES[severity]}`)}
              </span>
              <b className="numbers">{percent(share)}</b>
              <span className="faint numbers">{say('metric.target', { target: percent(target) })}</span>
            </li>
          ))}
        </ul>
      </section>
      <Few title={say('metric.topTen')} rows={metrics.topTen.map(r => [r.alarm, r.alarms])} most={10} />
      <Few title={say('metric.chattering')} rows={metrics.chattering.map(r => [r.alarm, r.episodes])} />
      <Few title={say('metric.fleeting')} rows={metrics.fleeting.map(r => [r.alarm, r.times])} />
      <Few title={say('metric.stale')} rows={metrics.stale.map(r => [r.alarm, null])} />
    </div>
  )
}

interface FewProps {
  title: string
  rows: readonly (readonly [alarm: string, count: number | null])[]
  most?: number
}

function Few({ title, rows, most = FEW }: FewProps) {
  const { say, language } = useWords()
  const world = useLoaded()
  return (
    <section>
      <h3>
        {title} {rows.length > most && <span className="badge numbers">{rows.length}</span>}
      </h3>
      {rows.length === 0 && <p className="faint">{say('metric.none')}</p>}
      <ol className="desk-lines">
        {rows.slice(0, most).map(([alarm, count]) => {
          const { asset, point } = nameAlarmKey(alarm, world, language, say)
          return (
            <li key={alarm} className="desk-line">
              <span>
                {asset} <span className="faint">{point}</span>
              </span>
              {count !== null && <b className="numbers">{say('metric.times', { count })}</b>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
