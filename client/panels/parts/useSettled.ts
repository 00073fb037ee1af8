import { useEffect, useState } from 'react'

/** A value that changes often, at most once in `pause` milliseconds, the first change at once; 0 follows every change. */
export function useSettled<T>(value: T, pause: number): T {
  const [held, setHeld] = useState({ value, at: Number.NEGATIVE_INFINITY })
  const now = performance.now()
  const due = held.at + pause
  if (held.value !== value && now >= due) setHeld({ value, at: now })
  const waits = held.value !== value && now < due
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(
      () => setHeld({ value, at: performance.now() }),
      Math.max(0, due - performance.now()),
    )
    return () => clearTimeout(timer)
  }, [value, waits, due])
  return held.value !== value && now >= due ? value : held.value
}
