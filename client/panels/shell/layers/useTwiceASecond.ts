import { useEffect, useState } from 'react'
import { telemetry } from '../../../live/telemetry.ts'

const PAUSE = 500

/** What `compute` says of the present values, asked anew at most twice a second and only after a frame. Renders when an entry of the answer differs. Keep `compute` the same from render to render. */
export function useTwiceASecond<T extends Readonly<Record<string, number>>>(compute: () => T): T {
  const [answer, setAnswer] = useState(compute)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      timer = undefined
      setAnswer(before => {
        const now = compute()
        return Object.keys(now).every(key => Object.is(now[key], before[key])) ? before : now
      })
    }
    ask()
    const stop = telemetry.subscribe(() => {
      timer ??= setTimeout(ask, PAUSE)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [compute])
  return answer
}
