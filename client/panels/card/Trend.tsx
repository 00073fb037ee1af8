import { useEffect, useRef, useState } from 'react'
import type { Asset } from '../../../models/asset.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { extendTrace, fetchHistory, type Trace } from '../../live/assetHistory.ts'
import { serverNow } from '../../live/health.ts'
import { telemetry } from '../../live/telemetry.ts'
import { useView } from '../../state/view.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import { drawTrend } from './drawTrend.ts'

const MINUTES = 10

interface TrendProps {
  asset: Asset
  point: number
}

/** The last ten minutes of one point: from the server's memory, then live. Drawn outside React. */
export function Trend({ asset, point }: TrendProps) {
  const { say, language } = useWords()
  const { points } = useLoaded()
  const mode = useView(view => view.mode)
  const box = useRef<HTMLDivElement>(null)
  const [empty, setEmpty] = useState(true)
  const spec = points.spec[point]!
  const name = points.name[point]!

  useEffect(() => {
    const trace: Trace = { at: [], value: [] }
    const asking = new AbortController()
    const drawing = drawTrend(box.current!, spec, language)
    const show = () => {
      drawing.show(trace, serverNow(), MINUTES)
      setEmpty(trace.at.length < 2)
    }
    const take = () => {
      const { state } = telemetry.getState()
      return extendTrace(trace, state.times[point] ?? Number.NaN, state.values[point] ?? Number.NaN, MINUTES)
    }
    fetchHistory(asset.id, MINUTES, asking.signal)
      .then(all => {
        const past = all[name]
        if (past) {
          const newer = trace.at.findIndex(at => at > (past.at.at(-1) ?? 0))
          const keep = newer < 0 ? trace.at.length : newer
          trace.at.splice(0, keep, ...past.at)
          trace.value.splice(0, keep, ...past.value)
        }
        show()
      })
      .catch(() => show())
    take()
    let changed = false
    const stop = telemetry.subscribe(() => {
      changed = take() || changed
    })
    let turn = 0
    const timer = setInterval(() => {
      if (changed || ++turn % 10 === 0) show()
      changed = false
    }, 500)
    return () => {
      asking.abort()
      stop()
      clearInterval(timer)
      drawing.close()
    }
  }, [asset.id, point, name, spec, language, mode])

  return (
    <figure className="trend">
      <figcaption>
        <b>{nameIn(spec.name, language)}</b> <span>{say('card.trend')}</span>
      </figcaption>
      <div
        ref={box}
        className="trend-box"
        role="img"
        aria-label={`${nameIn(spec.name, language)}, ${say('card.trend')}`}
      />
      {empty && <p className="trend-none">{say('card.noTrend')}</p>}
    </figure>
  )
}
