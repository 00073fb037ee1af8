import { useState } from 'react'
import { useStore } from 'zustand'
import type { AlarmMetrics } from '../../../../models/alarmMetrics.ts'
import { session } from '../../../live/session.ts'
import { formatSpan } from '../../parts/formatTime.ts'
import { decimal } from '../../parts/formatValue.ts'
import { ScrollArea } from '../../parts/ScrollArea.tsx'
import { SpanPicker } from '../../parts/SpanPicker.tsx'
import { sayReason } from '../../parts/sayReason.ts'
import { useFetched } from '../../parts/useFetched.ts'
import { useWords } from '../../parts/useWords.ts'
import { MeasureCell } from './MeasureCell.tsx'
import { MetricLists } from './MetricLists.tsx'

const SPANS = [8, 24, 168, 720]
const LOOK = 60_000

/** How the alarm system itself performs, against the targets of ISA-18.2. */
export function Metrics() {
  const { say } = useWords()
  const staff = useStore(session, state => state.view?.rights.includes('points:restricted') ?? false)
  const [hours, setHours] = useState(24)
  if (!staff) return <p className="desk-note">{say('metric.staff')}</p>
  return <MetricsOf key={hours} hours={hours} onHours={setHours} />
}

function MetricsOf({ hours, onHours }: { hours: number; onHours: (hours: number) => void }) {
  const { say, language } = useWords()
  const [answer] = useFetched<AlarmMetrics & { truncated: boolean }>(
    `/api/alarms/metrics?hours=${hours}`,
    LOOK,
  )
  if (!answer) return <p className="desk-note">{say('source.waiting')}</p>
  if (!answer.ok) return <p className="desk-note">{sayReason(answer.reason, say)}</p>
  const metrics = answer.value
  return (
    <ScrollArea>
      <p className="metric-span">
        {say('metric.span', {
          // What was observed may be less than what was asked for.
          span: formatSpan(metrics.to - metrics.from, say),
          count: decimal(metrics.alarms, language, 0),
        })}
        <SpanPicker spans={SPANS} hours={hours} onPick={onHours} />
        {metrics.truncated && <i className="badge">{say('metric.truncated')}</i>}
      </p>
      <dl className="metrics">
        <MeasureCell enough={metrics.enough} name="perTenMinutes" measure={metrics.perTenMinutes} />
        <MeasureCell enough={metrics.enough} name="perDay" measure={metrics.perDay} />
        <MeasureCell enough={metrics.enough} name="crowded" measure={metrics.crowded} share />
        <MeasureCell enough={metrics.enough} name="floodTime" measure={metrics.floodTime} share />
        <MeasureCell enough={metrics.enough} name="topTenShare" measure={metrics.topTenShare} share />
      </dl>
      <MetricLists metrics={metrics} />
    </ScrollArea>
  )
}
