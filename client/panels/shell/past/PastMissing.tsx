import { ChevronDown } from 'lucide-react'
import { kindOf } from '../../../../models/kinds.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import { decimal } from '../../parts/formatValue.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import type { KindRecord, TopicRecord } from './pastRecord.ts'

/** Assets named of one kind. */
const FEW = 4

/** Says which domains are recorded in part at the instant shown; opened, which kinds and which assets are missing. */
export function PastMissing({ partly }: { partly: readonly TopicRecord[] }) {
  const { say, language } = useWords()
  const { site } = useLoaded()
  const count = (n: number) => decimal(n, language, 0)
  return (
    <details className="past-missing" data-record="partly">
      <summary className="past-partly numbers">
        {say('past.partly')}{' '}
        {partly
          .map(({ topic, told, points }) => `${say(`topic.${topic}`)} ${Math.floor((told / points) * 100)}%`)
          .join(' · ')}
        <ChevronDown aria-hidden="true" />
      </summary>
      <div className="panel past-lacks">
        <h2>{say('past.partlyTitle')}</h2>
        {partly.map(({ topic, told, points, missing }) => (
          <section key={topic} data-missing={topic}>
            <h3>
              {say(`topic.${topic}`)}{' '}
              <small className="numbers">
                {say('past.partlyOf', { told: count(told), points: count(points) })}
              </small>
            </h3>
            <ul>
              {missing.map(each => (
                <li key={each.kind}>
                  <b>{nameIn(kindOf(each.kind).name, language)}</b>{' '}
                  <span className="numbers">
                    {each.assets.length === each.of
                      ? say('past.partlyAll')
                      : `${count(each.assets.length)} / ${count(each.of)}`}
                  </span>
                  {each.assets.length < each.of && <small>{named(each)}</small>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </details>
  )

  function named({ assets }: KindRecord): string {
    const names = assets.slice(0, FEW).map(index => nameIn(site.assets[index]!.name, language))
    const more = assets.length - names.length
    return names.join(', ') + (more > 0 ? ` ${say('strip.more', { n: more })}` : '')
  }
}
