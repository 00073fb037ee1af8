import { useMemo } from 'react'
import { SEVERITIES, type Severity } from '../../../models/kind.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { goTo } from '../parts/goTo.ts'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import { useStanding } from './useStanding.ts'

/** Metres across that show a sub-district whole. */
const REACH = 1_500

/** The worst standing alarm of every part of the complex, and how many there are: nothing hides when one zooms out. */
export function DistrictStates() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const { standing, known } = useStanding()
  const states = useMemo(() => {
    const found = site.subdistricts.map(() => ({ worst: 0 as Severity, count: 0 }))
    for (const { point, severity } of standing) {
      const state = found[site.assets[points.asset[point]!]?.subdistrict ?? -1]
      if (!state) continue
      state.count++
      if (severity > state.worst) state.worst = severity
    }
    return found
  }, [site, points, standing])
  if (!known || states.length === 0) return null
  return (
    <div>
      <p className="figures-label">{say('control.districts')}</p>
      <ul className="districts">
        {site.subdistricts.map(({ name, centre }, i) => {
          const { worst, count } = states[i]!
          return (
            <li key={name.en}>
              <button type="button" className="district" onClick={() => goTo(centre, REACH)}>
                <SeverityMark severity={worst} />
                <span className="visually-hidden">{say(`severity.${SEVERITIES[worst]}`)}</span>
                <span className="district-name">{nameIn(name, language)}</span>
                {count > 0 && <b className="numbers">{count}</b>}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
