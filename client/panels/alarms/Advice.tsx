import type { StandingAlarm } from '../../../models/alarm.ts'
import { nameIn } from '../../../models/nameIn.ts'
import type { Rationale } from '../../../models/rationale.ts'
import { useWords } from '../parts/useWords.ts'

/** What is written down for an alarm of the process; what makes a sensor fail is not, and the advice would mislead. */
export function adviceOf(
  alarm: Pick<StandingAlarm, 'source'>,
  rationale: Rationale | undefined,
): Rationale | null {
  if (alarm.source === 'quality' || alarm.source === 'feed' || !rationale) return null
  return rationale.action || rationale.consequence ? rationale : null
}

/** What to do, within how long, and what happens otherwise, as the engineers wrote it down. */
export function Advice({ advice }: { advice: Rationale }) {
  const { say, language } = useWords()
  const { cause, consequence, action, respondWithin } = advice
  return (
    <dl className="advice">
      {action && (
        <>
          <dt>
            {respondWithin === undefined
              ? say('advice.action')
              : say('advice.within', { minutes: respondWithin })}
          </dt>
          <dd>
            <b>{nameIn(action, language)}</b>
          </dd>
        </>
      )}
      {consequence && (
        <>
          <dt>{say('advice.otherwise')}</dt>
          <dd>{nameIn(consequence, language)}</dd>
        </>
      )}
      {cause && (
        <>
          <dt>{say('advice.cause')}</dt>
          <dd>{nameIn(cause, language)}</dd>
        </>
      )}
    </dl>
  )
}
