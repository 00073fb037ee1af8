import type { Measure } from '../../../../models/alarmMetrics.ts'
import { decimal } from '../../parts/formatValue.ts'
import { useWords } from '../../parts/useWords.ts'

interface MeasureCellProps {
  name: 'perTenMinutes' | 'perDay' | 'crowded' | 'floodTime' | 'topTenShare'
  measure: Measure
  /** False when too little time was observed: a rate of a minute says nothing of a day. */
  enough: boolean
  /** Shown as per cent. */
  share?: boolean
}

/** One measured figure beside its target; whether it is met is said in a word, not by a colour. */
export function MeasureCell({ name, measure, enough, share = false }: MeasureCellProps) {
  const { say, language } = useWords()
  const write = (value: number) =>
    share ? `${decimal(value * 100, language, 1)} %` : decimal(value, language, value < 10 ? 2 : 0)
  return (
    <div data-met={enough ? measure.met : 'unknown'}>
      <dt>{say(`metric.${name}`)}</dt>
      <dd className="numbers">
        <b>{enough ? write(measure.value) : '–'}</b>
        <small>
          {say('metric.target', { target: write(measure.target) })} ·{' '}
          {say(enough ? (measure.met ? 'metric.met' : 'metric.missed') : 'metric.tooShort')}
        </small>
      </dd>
    </div>
  )
}
