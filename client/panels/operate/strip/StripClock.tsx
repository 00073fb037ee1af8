import { presentNow } from '../../../live/health.ts'
import { formatClock, formatDate } from '../../parts/formatTime.ts'
import { useSecond } from '../../parts/useSecond.ts'
import { useWords } from '../../parts/useWords.ts'

/** The present in Korea by the server's clock, also while the past is shown, and then named as such. */
export function StripClock({ past }: { past: boolean }) {
  useSecond()
  const { say, language } = useWords()
  const now = presentNow()
  return (
    <time className="strip-clock" dateTime={new Date(now).toISOString()}>
      <b className="numbers">{formatClock(now, true)}</b>
      <small>{past ? <mark>{say('strip.present')}</mark> : formatDate(now, language)}</small>
    </time>
  )
}
