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

/** As much of the alarms as is read here. */
interface Standing {
  readonly changes: number
  readonly all: readonly StandingAlarm[]
}

/** What stands as each audience sees it, the worst and newest first: looked through once a change, not once a question. */
export class SeenStanding {
  private readonly alarms: Standing
  private readonly sight: Sight
  private readonly kept = new Map<Audience, { changes: number; seen: readonly StandingAlarm[] }>()

  constructor(alarms: Standing, sight: Sight) {
    this.alarms = alarms
    this.sight = sight
  }

  of(audience: Audience): readonly StandingAlarm[] {
    const { changes } = this.alarms
    const kept = this.kept.get(audience)
    if (kept?.changes === changes) return kept.seen
    const seen = [...seenAlarms(this.alarms.all, audience, this.sight)]
    seen.sort((a, b) => b.severity - a.severity || b.since - a.since)
    this.kept.set(audience, { changes, seen })
    return seen
  }
}
