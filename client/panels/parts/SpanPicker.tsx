import { useWords } from './useWords.ts'

interface SpanPickerProps {
  /** Hours to choose from. */
  spans: readonly number[]
  hours: number
  onPick: (hours: number) => void
}

/** How far back to look. */
export function SpanPicker({ spans, hours, onPick }: SpanPickerProps) {
  const { say } = useWords()
  return (
    <select
      className="field"
      aria-label={say('past.span')}
      value={hours}
      onChange={event => onPick(Number(event.target.value))}
    >
      {spans.map(n => (
        <option key={n} value={n}>
          {n <= 24 ? say('past.spanHours', { n }) : say('past.spanDays', { n: n / 24 })}
        </option>
      ))}
    </select>
  )
}
