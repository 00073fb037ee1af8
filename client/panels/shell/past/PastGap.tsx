import type { Gap } from '../../../../models/moment.ts'
import { formatClock, formatDate } from '../../parts/formatTime.ts'
import { useWords } from '../../parts/useWords.ts'

/** Says that nothing was recorded at the instant shown, and from when to when: what stands on the screen is older. */
export function PastGap({ gap: { from, until } }: { gap: Gap }) {
  const { say, language } = useWords()
  const sameDay = until !== null && formatDate(from, language) === formatDate(until, language)
  const begin = `${formatDate(from, language)} ${formatClock(from, true)}`
  const end =
    until === null ? '' : `${sameDay ? '' : `${formatDate(until, language)} `}${formatClock(until, true)}`
  return (
    <b className="numbers" data-record="gap">
      {until === null ? say('past.gapOpen', { from: begin }) : say('past.gap', { from: begin, until: end })}
    </b>
  )
}
