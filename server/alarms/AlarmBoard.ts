import type { AlarmNews, AlarmsHave } from '../../models/alarmOrder.ts'

/** The alarms as viewers are told of them: by the process that judges them, or by a gateway that hears of them. */
export interface AlarmBoard {
  /** What brings a viewer up to date: what it missed, or all alarms that are not quiet. */
  since(have: AlarmsHave | undefined): AlarmNews
  /** What changed since this was last asked, in pieces of bounded size. */
  take(): readonly AlarmNews[]
}
