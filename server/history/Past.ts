import type { Alarm } from '../../models/alarm.ts'
import type { Instant } from '../../models/units.ts'

/** What the alarm journal knows of a past instant; handed in where there is one. */
export interface Past {
  /** The alarms that stood at an instant, with the operators' actions on them up to then. */
  alarmsAt(at: Instant): Promise<readonly Alarm[]>
}
