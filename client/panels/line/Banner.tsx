import { CircleCheck, Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { health } from '../../live/health.ts'
import { useSecond } from '../parts/useSecond.ts'
import { useWords } from '../parts/useWords.ts'

/** How long the good news stays, milliseconds. */
const GOOD_NEWS = 3_500

/** Across the whole width while the line is lost, and a short word when it is back. */
export function Banner() {
  const line = useStore(health, state => state.line)
  const restored = useRestored(line)
  if (line === 'lost') return <Lost />
  return restored ? <Restored /> : null
}

function Lost() {
  useSecond()
  const { say } = useWords()
  const seconds = Math.max(0, Math.floor((Date.now() - health.getState().heardAt) / 1000))
  return (
    <div className="banner banner-lost" data-banner="lost">
      <Unplug aria-hidden="true" />
      <span role="alert">
        <b className="visually-hidden">{say('line.lost')}</b>
      </span>
      <b className="numbers">{say('line.lostFor', { seconds })}</b>
      <span>{say('line.hatched')}</span>
    </div>
  )
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
