import { CircleCheck, Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { health, type LineFailure } from '../../../live/health.ts'
import type { LateTopic } from '../../../live/watched.ts'
import type { Say } from '../../../words/words.ts'
import { sayReason } from '../../parts/sayReason.ts'
import { useSecond } from '../../parts/useSecond.ts'
import { useWords } from '../../parts/useWords.ts'

/** How long the good news stays, milliseconds. */
const GOOD_NEWS = 3_500

/** Across the whole width while the line is lost or frames of what is shown stay away, and a short word when it is back. */
export function Banner() {
  const line = useStore(health, state => state.line)
  const restored = useRestored(line)
  const late = useStore(health, state => state.late)
  if (line === 'lost') return <Lost />
  if (late.length > 0) return <Late late={late} />
  return restored ? <Restored /> : null
}

function Lost() {
  useSecond()
  const { say } = useWords()
  const { heardAt, failure } = health.getState()
  const seconds = Math.max(0, Math.floor((Date.now() - heardAt) / 1000))
  return (
    <div className="banner banner-lost" data-banner="lost">
      <Unplug aria-hidden="true" />
      <span role="alert">
        <b className="visually-hidden">{say('line.lost')}</b>
      </span>
      <b className="numbers">{say('line.lostFor', { seconds })}</b>
      {failure && <span data-trouble={failure.trouble}>{sayFailure(failure, say)}</span>}
      <span>{say('line.hatched')}</span>
    </div>
  )
}

/** The line lives and frames of what is shown stay away: said as loudly as a lost line. */
function Late({ late }: { readonly late: readonly LateTopic[] }) {
  useSecond()
  const { say } = useWords()
  const seconds = Math.max(0, Math.floor((Date.now() - late[0]!.since) / 1000))
  const domain = late.map(({ topic }) => say(`topic.${topic}`)).join(', ')
  return (
    <div
      className="banner banner-lost"
      data-banner="late"
      data-late={late.map(({ topic }) => topic).join(' ')}
    >
      <Unplug aria-hidden="true" />
      <b role="alert" className="numbers">
        {say('line.lateFor', { domain, seconds })}
      </b>
      <span>{say('line.lateHatched')}</span>
    </div>
  )
}

function sayFailure({ trouble, reason, retryAt }: LineFailure, say: Say): string {
  const why =
    reason === null ? say(`line.${trouble}`) : say('line.refusedBecause', { reason: sayReason(reason, say) })
  const seconds = Math.ceil((retryAt - Date.now()) / 1000)
  return seconds > 0 ? `${why} ${say('line.retryIn', { seconds })}` : why
}

function Restored() {
  const { say } = useWords()
  return (
    <div className="banner banner-restored" role="status" data-banner="restored">
      <CircleCheck aria-hidden="true" />
      <b>{say('line.restored')}</b>
    </div>
  )
}

function useRestored(line: string): boolean {
  const [wasLost, setWasLost] = useState(false)
  const [restored, setRestored] = useState(false)
  if (line === 'lost' && !wasLost) setWasLost(true)
  if (line === 'live' && wasLost) {
    setWasLost(false)
    setRestored(true)
  }
  useEffect(() => {
    if (!restored) return
    const timer = setTimeout(() => setRestored(false), GOOD_NEWS)
    return () => clearTimeout(timer)
  }, [restored])
  return restored
}
