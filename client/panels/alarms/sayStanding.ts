import type { StandingAlarm } from '../../../models/alarm.ts'
import type { Say } from '../../words/words.ts'
import { formatClock } from '../parts/formatTime.ts'
import { sayReason } from '../parts/sayReason.ts'

/** What an order on an alarm came to: under way, refused and why, or who gave the last one, why and until when. */
export function sayStanding(
  { until, by, reason }: Pick<StandingAlarm, 'until' | 'by' | 'reason'>,
  pending: boolean,
  refused: string | undefined,
  say: Say,
): string {
  if (pending) return say('alarm.pending')
  if (refused !== undefined) return say('alarm.refused', { reason: sayReason(refused, say) })
  const parts = [
    until === null ? '' : say('alarm.until', { time: formatClock(until) }),
    by === null ? '' : say('alarm.by', { name: by }),
    reason ?? '',
  ]
  return parts.filter(Boolean).join(' · ')
}
