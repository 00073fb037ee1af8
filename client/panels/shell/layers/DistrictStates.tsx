import { NO_ALARMS } from '../../../../models/alarmSummary.ts'
import { SEVERITIES } from '../../../../models/kind.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import { useStanding } from '../../alarms/useStanding.ts'
import { goTo } from '../../parts/goTo.ts'
import { SeverityMark } from '../../parts/SeverityMark.tsx'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'

/** Metres across that show a sub-district whole. */
const REACH = 1_500

/** The worst alarm of every part of the complex, and how many there are: nothing hides when one zooms out. */
export function DistrictStates() {
  const { say, language } = useWords()
  const { site } = useLoaded()
  const { summary, known } = useStanding()
  if (!known || site.subdistricts.length === 0) return null
  return (
    <div>
      <p className="figures-label">{say('control.districts')}</p>
      <ul className="districts">
        {site.subdistricts.map(({ name, centre }, i) => {
          const { severity, claim, count } = summary.subdistricts.get(i) ?? NO_ALARMS
          return (
            <li key={name.en}>
              <button type="button" className="district" onClick={() => goTo(centre, REACH)}>
                <SeverityMark severity={severity} claim={claim} />
                <span className="visually-hidden">{say(`severity.${SEVERITIES[severity]}`)}</span>
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
