import { SEVERITIES } from '../../../models/kind.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { useSelection } from '../../state/selection.ts'
import { useStanding } from '../layers/useStanding.ts'
import { Age } from '../parts/Age.tsx'
import { formatValue } from '../parts/formatValue.ts'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { sayAlarm } from '../parts/sayCause.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'

const MOST = 200

/** The standing alarms, worst first, as a table. */
export function AlarmTable() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const { standing, known } = useStanding()
  return (
    <section>
      <h2>
        {say('control.alarms')} <span className="numbers">{known ? standing.length : '–'}</span>
      </h2>
      {standing.length === 0 ? (
        <p>{say(known ? 'control.noAlarms' : 'line.connecting')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('text.severity')}</th>
              <th scope="col">{say('text.name')}</th>
              <th scope="col">{say('text.value')}</th>
              <th scope="col">{say('text.age')}</th>
            </tr>
          </thead>
          <tbody>
            {standing.slice(0, MOST).map(({ point, severity, cause, value, since }) => {
              const spec = points.spec[point]!
              const index = points.asset[point]!
              const { number, unit } = formatValue(value, spec, language, say)
              return (
                <tr key={point}>
                  <td>
                    <SeverityMark severity={severity} /> {say(`severity.${SEVERITIES[severity]}`)}
                  </td>
                  <th scope="row">
                    <button
                      type="button"
                      className="link"
                      onClick={() => useSelection.getState().select({ type: 'asset', index })}
                    >
                      {nameIn(site.assets[index]!.name, language)}
                    </button>
                  </th>
                  <td>
                    {sayAlarm({ cause, value, severity }, spec, language, say)}{' '}
                    <b className="numbers">{number}</b> {unit}
                  </td>
                  <td>
                    <Age at={since} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}
