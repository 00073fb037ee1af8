import { Sun, Sunrise, Sunset } from 'lucide-react'
import { type CSSProperties, useMemo } from 'react'
import { sunAt } from '../../../../models/laws/sun.ts'
import type { Instant, LonLat } from '../../../../models/units.ts'
import { serverNow } from '../../../live/health.ts'
import { useTime } from '../../../state/time.ts'
import { dayStart, formatClock, fromIsoDay, isoDay } from '../../parts/formatTime.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useSecond } from '../../parts/useSecond.ts'
import { useWords } from '../../parts/useWords.ts'
import { sunDay } from './sunDay.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1440

/** The time of day in the picture: live, or any minute of any day, with sunrise and sunset marked. */
export function SunControl() {
  useSecond()
  const { say } = useWords()
  const { origin } = useLoaded().site
  const { sceneTime, setSceneTime } = useTime()
  const at = sceneTime ?? serverNow()
  const start = dayStart(at)
  const minute = Math.floor((at - start) / MINUTE)
  const { rise, set } = useMemo(() => sunDay(start, origin), [start, origin])
  const sky = useMemo(() => ({ '--sky': skyOf(start, origin) }) as CSSProperties, [start, origin])
  const altitude = Math.round(sunAt(at, origin).altitude)

  return (
    <fieldset className="sun panel" title={say('sun.pictureOnly')}>
      <legend className="visually-hidden">{say('sun.title')}</legend>
      <button
        type="button"
        className="sun-live"
        aria-pressed={sceneTime === null}
        onClick={() => setSceneTime(sceneTime === null ? at : null)}
      >
        <Sun aria-hidden="true" /> {say('sun.label')}: {say('sun.live')}
      </button>
      <output className="sun-time numbers" title={say('sun.altitude', { degrees: altitude })}>
        {formatClock(at)}
      </output>
      <div className="sun-track" style={sky}>
        <input
          type="range"
          aria-label={say('sun.time')}
          aria-valuetext={formatClock(at)}
          min={0}
          max={DAY_MINUTES - 1}
          step={5}
          value={minute}
          onChange={event => setSceneTime(start + Number(event.target.value) * MINUTE)}
        />
        <Mark at={rise} start={start} label={say('sun.rise')} icon={<Sunrise aria-hidden="true" />} />
        <Mark at={set} start={start} label={say('sun.set')} icon={<Sunset aria-hidden="true" />} />
      </div>
      <input
        type="date"
        className="sun-date numbers"
        aria-label={say('sun.date')}
        value={isoDay(at)}
        onChange={event => {
          const day = fromIsoDay(event.target.value)
          if (day !== null) setSceneTime(day + minute * MINUTE)
        }}
      />
    </fieldset>
  )
}

interface MarkProps {
  at: Instant | null
  start: Instant
  label: string
  icon: React.ReactNode
}

function Mark({ at, start, label, icon }: MarkProps) {
  if (at === null) return null
  const left = `${((at - start) / MINUTE / DAY_MINUTES) * 100}%`
  return (
    <span className="sun-mark" style={{ left }} title={`${label} ${formatClock(at)}`}>
      {icon}
      <span className="numbers">{formatClock(at)}</span>
    </span>
  )
}

/** The sky's brightness over the day as a CSS gradient, from the sun's altitude every half hour. */
function skyOf(start: Instant, origin: LonLat): string {
  const stops = Array.from({ length: 49 }, (_, i) => {
    const { altitude } = sunAt(start + i * 30 * MINUTE, origin)
    const day = Math.min(1, Math.max(0, (altitude + 8) / 20))
    return `color-mix(in oklab, var(--sky-day) ${Math.round(day * 100)}%, var(--sky-night)) ${(i / 48) * 100}%`
  })
  return `linear-gradient(90deg, ${stops.join(', ')})`
}
