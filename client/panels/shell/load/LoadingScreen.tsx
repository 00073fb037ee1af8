import { useStore } from 'zustand'
import { LOAD_STEPS, loading } from '../../../live/world.ts'
import { useWords } from '../../parts/useWords.ts'
import type { Loading } from './useLoading.ts'

/** Shares of the whole that the steps take on the bar; the rest is the first picture. */
const SHARES = { site: 0.3, features: 0.3, heights: 0.25 } as const

interface LoadingScreenProps {
  state: Loading
  /** The data is here and the first picture is on its way. */
  drawing: boolean
}

/** What is being loaded and how far, or what failed and what to do about it. */
export function LoadingScreen({ state, drawing }: LoadingScreenProps) {
  const { say } = useWords()
  const parts = useStore(loading)
  const done = LOAD_STEPS.reduce((sum, step) => sum + parts[step] * SHARES[step], 0)
  const present = LOAD_STEPS.find(step => parts[step] < 1)
  return (
    <section
      className="loading"
      aria-label={say('load.title')}
      data-loading={state.failure?.reason ?? 'busy'}
    >
      <div className="loading-box">
        <p className="loading-name">{say('app.name')}</p>
        {state.failure ? (
          <Failure failure={state.failure} retry={state.retry} />
        ) : (
          <>
            <h1>{say('load.title')}</h1>
            <progress max={1} value={drawing ? 0.92 : done} aria-label={say('load.title')} />
            <p role="status" className="faint">
              {say(present ? `load.${present}` : 'load.picture')}
            </p>
          </>
        )}
      </div>
    </section>
  )
}

function Failure({ failure, retry }: { failure: NonNullable<Loading['failure']>; retry: () => void }) {
  const { say } = useWords()
  const { reason, detail, seconds } = failure
  return (
    <>
      <h1 role="alert">{say(reason === 'away' ? 'load.serverAway' : 'load.worldMissing')}</h1>
      <p className="numbers">
        {say(reason === 'away' ? 'load.serverAwayRemedy' : 'load.worldMissingRemedy', { seconds })}
      </p>
      <button type="button" className="solid" onClick={retry}>
        {say('load.retry')}
      </button>
      <details>
        <summary>{say('load.detail')}</summary>
        <code>{detail}</code>
      </details>
    </>
  )
}
