import { useEffect, useState } from 'react'
import { TOPICS } from '../../../../models/kind.ts'
import { health, serverNow } from '../../../live/health.ts'
import { telemetry } from '../../../live/telemetry.ts'
import { formatSpan } from '../../parts/formatTime.ts'
import { decimal } from '../../parts/formatValue.ts'
import { useFetched } from '../../parts/useFetched.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { dataQuality, type TopicQuality } from './dataQuality.ts'

/** Milliseconds between two counts of the values, and two looks at the journal. */
const LOOK = 2_000
const JOURNAL = 10_000

/** What the shown values are worth, in words: the simulated share, what is late or bad by domain, and a journal that cannot write. */
export function DataQuality() {
  const { say, language } = useWords()
  const topics = useTopicQuality()
  const [answer] = useFetched<{ away: string | null | boolean }>('/api/alarms?limit=1', JOURNAL)
  const told = topics.reduce((sum, each) => sum + each.told, 0)
  const simulated = topics.reduce((sum, each) => sum + each.simulated, 0)
  const trouble = topics.flatMap((each, byte) =>
    each.stale + each.bad > 0 ? [{ ...each, topic: TOPICS[byte]! }] : [],
  )
  const away = answer?.ok === true && Boolean(answer.value.away)
  if (told === 0) return null
  return (
    <section className="data-quality" aria-label={say('data.label')}>
      {simulated > 0 && (
        <span className="badge badge-simulated numbers" data-simulated>
          {say('data.simulated', { share: decimal(shareOf(simulated, told), language, 0) })}
        </span>
      )}
      {away && (
        <span className="badge badge-bad" role="alert">
          {say('data.away')}
        </span>
      )}
      {trouble.length === 0 && <span className="badge">{say('data.all')}</span>}
      {trouble.map(({ topic, stale, bad, oldest }) => (
        <span key={topic} className="badge badge-stale numbers" data-trouble={topic}>
          {say('data.trouble', {
            domain: say(`topic.${topic}`),
            stale,
            bad,
            age: formatSpan(serverNow() - oldest, say),
          })}
        </span>
      ))}
    </section>
  )
}

/** Whole per cent; 100 only for all. */
function shareOf(part: number, all: number): number {
  return part === all ? 100 : Math.min(99, Math.max(1, Math.round((part / all) * 100)))
}

function useTopicQuality(): readonly TopicQuality[] {
  const { points } = useLoaded()
  const [topics, setTopics] = useState<readonly TopicQuality[]>([])
  useEffect(() => {
    const count = () =>
      setTopics(dataQuality(points, telemetry.getState().state, health.getState().watched, serverNow()))
    count()
    const timer = setInterval(count, LOOK)
    return () => clearInterval(timer)
  }, [points])
  return topics
}
