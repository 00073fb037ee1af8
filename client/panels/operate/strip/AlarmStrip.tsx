import { useMemo } from 'react'
import { useStore } from 'zustand'
import { alarmIndex } from '../../../../models/alarm.ts'
import { presentSummary } from '../../../live/alarmSummary.ts'
import { presentAlarms } from '../../../live/alarms.ts'
import { moment } from '../../../live/moment.ts'
import { newestWaiting } from '../../alarms/waiting.ts'
import { useCover } from '../../parts/useCover.ts'
import { useWords } from '../../parts/useWords.ts'
import { DeskTools } from '../desk/DeskTools.tsx'
import { StripAlarm } from './StripAlarm.tsx'
import { StripClock } from './StripClock.tsx'
import { StripCounts } from './StripCounts.tsx'
import { StripNews } from './StripNews.tsx'

/** Always there in the control room, also over the past: the present's time, its alarms counted, the one to act on, the tools. */
export function AlarmStrip() {
  const { say } = useWords()
  const { known, all } = useStore(presentAlarms)
  const summary = useStore(presentAlarms, presentSummary)
  const past = useStore(moment, state => state.past !== null)
  const newest = useMemo(() => newestWaiting(summary.list), [summary])
  return (
    <section
      ref={useCover('bottom')}
      id="alarms"
      tabIndex={-1}
      className="strip"
      aria-label={say('strip.label')}
      data-past={past}
    >
      <StripNews />
      <StripClock past={past} />
      <StripCounts summary={summary} hidden={all.size - summary.list.length} />
      {newest ? (
        <StripAlarm key={alarmIndex(newest.point, newest.source)} alarm={newest} past={past} />
      ) : (
        <p className="strip-quiet">
          {say(!known ? 'alarm.unknown' : summary.all.count ? 'strip.allAcknowledged' : 'strip.none')}
        </p>
      )}
      <DeskTools waiting={summary.all.unacknowledged + summary.all.returned} />
    </section>
  )
}
