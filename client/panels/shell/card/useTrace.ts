import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { extendTrace, fetchHistory, fetchPast, mergeTrace, type Trace } from '../../../live/assetHistory.ts'
import { serverNow } from '../../../live/health.ts'
import { moment } from '../../../live/moment.ts'
import { telemetry } from '../../../live/telemetry.ts'

/** Minutes of a trend. */
export const MINUTES = 10
/** Milliseconds between two drawings, and between two looks at the record while the past plays. */
const DRAW = 500
const LOOK = 3_000

/** The last minutes of a point up to the instant shown: from the server's memory or, in the past, its record; then as frames bring it. */
export function useTrace(asset: string, point: number, name: string): { trace: Trace; now: number } {
  const epoch = useStore(moment, state => state.past?.epoch ?? null)
  const [, draw] = useState(0)
  const held = useRef<Trace>({ at: [], value: [] })

  useEffect(() => {
    const trace: Trace = { at: [], value: [] }
    held.current = trace
    const asking = new AbortController()
    const show = () => asking.signal.aborted || draw(n => n + 1)
    const take = () => {
      const { state } = telemetry.getState()
      return extendTrace(trace, state.times[point] ?? Number.NaN, state.values[point] ?? Number.NaN, MINUTES)
    }
    const look = () => {
      const to = Math.floor(serverNow())
      const told =
        epoch === null
          ? fetchHistory(asset, MINUTES, asking.signal).then(all => all[name])
          : fetchPast(asset, name, to - MINUTES * 60_000, to, asking.signal)
      told.then(past => past && mergeTrace(trace, past)).then(show, show)
    }
    look()
    take()
    let changed = false
    let turn = 0
    const stop = telemetry.subscribe(() => {
      changed = take() || changed
    })
    const timer = setInterval(() => {
      const playing = (moment.getState().past?.speed ?? 0) > 1
      if (playing && ++turn % (LOOK / DRAW) === 0) look()
      if (changed || ++turn % 10 === 0) show()
      changed = false
    }, DRAW)
    return () => {
      asking.abort()
      stop()
      clearInterval(timer)
    }
  }, [asset, point, name, epoch])

  return { trace: held.current, now: serverNow() }
}
