import { FOV, useCamera } from '../../../state/camera.ts'
import { formatLength } from '../../parts/formatValue.ts'
import { useWords } from '../../parts/useWords.ts'
import { bearingOf, metresPerPixel, northUp, roundLength } from './bearing.ts'

/** Longest bar, rem. */
const BAR_REM = 7

/** Which way is north, and how long a distance looks at the middle of the view. */
export function Compass() {
  const { say, language } = useWords()
  const pose = useCamera(camera => camera.pose)
  const flyTo = useCamera(camera => camera.flyTo)
  if (!pose) return null
  const bearing = Math.round(bearingOf(pose)) % 360
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const perPixel = metresPerPixel(pose, FOV, window.innerHeight)
  const metres = roundLength(perPixel * BAR_REM * rem)
  const length = formatLength(metres, language)
  return (
    <div className="compass">
      <button
        type="button"
        className="rose panel"
        title={say('compass.north')}
        aria-label={`${say('compass.north')}, ${say('compass.heading', { degrees: bearing })}`}
        onClick={() => flyTo(northUp(pose))}
      >
        <svg viewBox="0 0 40 40" style={{ rotate: `${-bearing}deg` }} aria-hidden="true">
          <path className="rose-north" d="M20 5 25.5 20h-11z" />
          <path className="rose-south" d="M20 35 14.5 20h11z" />
        </svg>
        <span aria-hidden="true">N</span>
      </button>
      <div className="scale" role="img" aria-label={say('scale.label', { length })}>
        <span className="numbers">{length}</span>
        <i style={{ width: metres / perPixel }} />
      </div>
    </div>
  )
}
