import type { PointSpec } from '../../../../models/kind.ts'
import { limitScale } from './limitScale.ts'

interface LimitBarProps {
  spec: PointSpec
  value: number
  rating: number | undefined
}

/** A value on its scale: the normal band, the limits as steps, a needle. Nothing where the point has no scale. */
export function LimitBar({ spec, value, rating }: LimitBarProps) {
  const scale = limitScale(spec, rating)
  if (!scale) return null
  const at = (x: number) => Math.min(100, Math.max(0, ((x - scale.from) / (scale.to - scale.from)) * 100))
  const [low, high] = scale.normal
  const [outerLow, outerHigh] = scale.outer
  const limited = spec.limits !== undefined
  return (
    <svg className="limits" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="limits-track" x="0" y="1.5" width="100" height="3" />
      {limited && <rect className="limits-outer" x="0" y="1.5" width={at(outerLow)} height="3" />}
      {limited && (
        <rect className="limits-outer" x={at(outerHigh)} y="1.5" width={100 - at(outerHigh)} height="3" />
      )}
      {limited ? (
        <rect className="limits-normal" x={at(low)} y="1.5" width={at(high) - at(low)} height="3" />
      ) : (
        !Number.isNaN(value) && (
          <rect
            className="limits-fill"
            x={Math.min(at(0), at(value))}
            y="1.5"
            width={Math.abs(at(value) - at(0))}
            height="3"
          />
        )
      )}
      {!Number.isNaN(value) && (
        <rect className="limits-needle" x={at(value) - 0.5} y="0" width="1" height="6" />
      )}
    </svg>
  )
}
