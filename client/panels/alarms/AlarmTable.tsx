import { alarmIndex } from '../../../models/alarm.ts'
import { claimOf } from '../../../models/alarmSummary.ts'
import { SEVERITIES } from '../../../models/kind.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { QUALITY } from '../../../models/quality.ts'
import { useSelection } from '../../state/selection.ts'
import { Age } from '../parts/Age.tsx'
import { QualityBadge } from '../parts/Badge.tsx'
import { formatValue } from '../parts/formatValue.ts'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { sayAlarm } from '../parts/sayCause.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import { useStanding } from './useStanding.ts'

const MOST = 200

/** The standing alarms, worst first, as a table. */
export function AlarmTable() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const { summary, known } = useStanding()
  const standing = summary.list
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
            {standing.slice(0, MOST).map(({ point, source, severity, state, trip, simulated }) => {
              const spec = points.spec[point]!
              const index = points.asset[point]!
              const { number, unit } = formatValue(trip.value, spec, language, say)
              return (
                <tr key={alarmIndex(point, source)}>
                  <td>
                    <SeverityMark severity={severity} claim={claimOf(state)} />{' '}
                    {say(`severity.${SEVERITIES[severity]}`)} <small>{say(`group.${state}`)}</small>
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
                    {sayAlarm(trip, spec, language, say)} <b className="numbers">{number}</b> {unit}{' '}
                    {simulated && <QualityBadge quality={QUALITY.simulated} />}
                  </td>
                  <td>
                    <Age at={trip.at} />
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
