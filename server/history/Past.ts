import type { StandingAlarm } from '../../models/alarm.ts'
import type { Instant } from '../../models/units.ts'

/** What the alarm journal knows of a past instant; handed in where there is one. */
export interface Past {
  /** The alarms that were not quiet at an instant, with the operators' last action on each. */
  alarmsAt(at: Instant): Promise<readonly StandingAlarm[]>
  /** True where the journal lacks transitions around an instant: more came than it could hold. */
  isUnsure?(at: Instant): Promise<boolean>
}
