import type { StandingAlarm } from '../../../models/alarm.ts'
import { formatValue } from '../parts/formatValue.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'

interface TripValueProps {
  alarm: Pick<StandingAlarm, 'point' | 'trip'>
  /** Also the state of a state alarm, whose words name it already. */
  always?: boolean
}

/** The value that made an alarm go off, with the limit it crossed. */
export function TripValue({ alarm: { point, trip }, always = false }: TripValueProps) {
  const { say, language } = useWords()
  const spec = useLoaded().points.spec[point]
  if (!spec || trip.feed || (trip.cause === 'state' && !always)) return null
  const { number, unit } = formatValue(trip.value, spec, language, say)
  return (
    <span className="trip numbers">
      <b>{number}</b> {unit}
      {trip.limit !== null && (
        <small>
          {say(trip.cause === 'rate' ? 'alarm.rateLimit' : 'alarm.limit', {
            limit: formatValue(trip.limit, spec, language, say).number,
          })}
        </small>
      )}
    </span>
  )
}
