import { serverNow } from '../../live/health.ts'
import { formatClock, formatDate } from './formatTime.ts'
import { useSecond } from './useSecond.ts'
import { useWords } from './useWords.ts'

/** Date and time in Korea, by the server's clock. */
export function Clock() {
  useSecond()
  const { language } = useWords()
  const now = serverNow()
  return (
    <time className="clock" dateTime={new Date(now).toISOString()}>
      <span className="clock-time">{formatClock(now, true)}</span>
      <span className="clock-date">
        {formatDate(now, language)} <abbr title="Korea Standard Time, UTC+9">KST</abbr>
      </span>
    </time>
  )
}
