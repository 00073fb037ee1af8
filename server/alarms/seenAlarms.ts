import type { StandingAlarm, Trip } from '../../models/alarm.ts'
import type { AlarmNews } from '../../models/alarmOrder.ts'
import type { Sight } from '../../models/sight.ts'
import type { Audience } from '../../models/visibility.ts'

/** Alarms as an audience may see them: the public neither of restricted points nor who of the staff did what. */
export function seenAlarms(
  alarms: readonly StandingAlarm[],
  audience: Audience,
  sight: Sight,
): readonly StandingAlarm[] {
  if (audience === 'staff') return alarms
  return alarms
    .filter(alarm => sight.seesPoint(audience, alarm.point))
    .map(alarm => ({ ...alarm, trip: withoutName(alarm.trip), by: null, reason: null }))
}

/** What devices are called is the staff's to know. */
function withoutName(trip: Trip): Trip {
  return trip.feed ? { ...trip, feed: { ...trip.feed, name: '' } } : trip
}

/** News as an audience may see them. */
export function seenNews(news: AlarmNews, audience: Audience, sight: Sight): AlarmNews {
  return { ...news, alarms: seenAlarms(news.alarms, audience, sight) }
}
