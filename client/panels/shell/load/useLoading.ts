import { useCallback, useEffect, useState } from 'react'
import { LoadError } from '../../../live/fetchBytes.ts'
import { loadWorld } from '../../../live/world.ts'

/** Seconds between tries after a failure. */
const AGAIN = 5

/** How loading stands. */
export interface Loading {
  readonly failure: { reason: 'away' | 'missing'; detail: string; seconds: number } | null
  readonly retry: () => void
}

/** Load the world once, and again every few seconds while that fails. */
export function useLoading(): Loading {
  const [turn, setTurn] = useState(0)
  const [failure, setFailure] = useState<Loading['failure']>(null)
  const retry = useCallback(() => setTurn(n => n + 1), [])

  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setInterval> | undefined
    loadWorld().then(
      () => gone || setFailure(null),
      (error: unknown) => {
        if (gone) return
        const reason = error instanceof LoadError ? error.reason : 'missing'
        const detail = error instanceof Error ? error.message : String(error)
        let seconds = AGAIN
        setFailure({ reason, detail, seconds })
        timer = setInterval(() => {
          seconds--
          setFailure({ reason, detail, seconds: Math.max(0, seconds) })
          if (seconds <= 0) setTurn(n => n + 1)
        }, 1000)
      },
    )
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [turn])

  return { failure, retry }
}
