import { useEffect, useRef } from 'react'
import type { Asset } from '../../../../models/asset.ts'
import type { PointSpec } from '../../../../models/kind.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import type { Instant } from '../../../../models/units.ts'
import type { Trace } from '../../../live/assetHistory.ts'
import { useView } from '../../../state/view.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { drawTrend, type TrendDrawing } from './drawTrend.ts'
import { StateTrend } from './StateTrend.tsx'
import { MINUTES, useTrace } from './useTrace.ts'

interface TrendProps {
  asset: Asset
  point: number
  /** The point with the limits of the rule in force. */
  spec: PointSpec
}

/** The ten minutes up to the instant shown of one point: a curve against its limits, or for states bands with their names. */
export function Trend({ asset, point, spec }: TrendProps) {
  const { say } = useWords()
  const { points } = useLoaded()
  const { language } = useWords()
  const { trace, now } = useTrace(asset.id, point, points.name[point]!)
  const name = nameIn(spec.name, language)
  return (
    <figure className="trend">
      <figcaption>
        <b>{name}</b> <span>{say('card.trend')}</span>
      </figcaption>
      {spec.states ? (
        <StateTrend spec={spec} trace={trace} from={now - MINUTES * 60_000} to={now} />
      ) : (
        <Curve spec={spec} trace={trace} now={now} label={`${name}, ${say('card.trend')}`} />
      )}
      {trace.at.length < 2 && <p className="trend-none">{say('card.noTrend')}</p>}
    </figure>
  )
}

interface CurveProps {
  spec: PointSpec
  trace: Trace
  now: Instant
  label: string
}

/** Drawn outside React: only the data of the plot change; another mode has other colours. */
function Curve({ spec, trace, now, label }: CurveProps) {
  const { language } = useWords()
  const mode = useView(view => view.mode)
  const box = useRef<HTMLDivElement>(null)
  const drawing = useRef<TrendDrawing | null>(null)
  useEffect(() => {
    const made = drawTrend(box.current!, spec, language)
    drawing.current = made
    return () => {
      drawing.current = null
      made.close()
    }
  }, [spec, language, mode])
  useEffect(() => drawing.current?.show(trace, now, MINUTES))
  return <div ref={box} className="trend-box" role="img" aria-label={label} />
}
