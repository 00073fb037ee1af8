import { useEffect } from 'react'
import type { StandingAlarm } from '../../../../models/alarm.ts'
import { presentAlarms } from '../../../live/alarms.ts'
import { goneOff } from '../../alarms/waiting.ts'

/** Calls with the alarms of the present that just went off, worst first: where they are announced, and later sound. Keep `hear` the same from render to render. */
export function useNewAlarms(hear: (alarms: readonly StandingAlarm[]) => void): void {
  useEffect(
    () =>
      presentAlarms.subscribe((now, before) => {
        // What a page is told first has stood before and is no news.
        if (now.all === before.all || !before.known) return
        const alarms = goneOff(before.all, now.all)
        if (alarms.length > 0) hear(alarms.sort((a, b) => b.severity - a.severity))
      }),
    [hear],
  )
}
