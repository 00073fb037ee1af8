import type { PointSpec } from '../../../../models/kind.ts'

/** What a limit bar shows: its two ends and the normal band inside, in the point's unit. */
export interface LimitScale {
  readonly from: number
  readonly to: number
  readonly normal: readonly [low: number, high: number]
  /** The outer limits, where there are two steps. */
  readonly outer: readonly [low: number, high: number]
}

/** The bar that puts a value into context: around its limits, else against rating or percent; null where neither says anything. */
export function limitScale({ limits, range, unit, states }: PointSpec, rating?: number): LimitScale | null {
  if (states) return null
  const [least, most] = range
  if (limits) {
    const { lowLow, low, high, highHigh } = limits
    const bottom = lowLow ?? low
    const top = highHigh ?? high
    const lowest = low ?? lowLow
    const highest = high ?? highHigh
    const room =
      bottom !== undefined && top !== undefined ? (top - bottom) * 0.25 : Math.abs(top ?? bottom ?? 0) * 0.3
    const to =
      top !== undefined ? Math.min(most, top + room) : Math.min(most, unit === '%' ? 100 : (lowest ?? 0) * 3)
    const from = bottom !== undefined ? Math.max(least, bottom - room) : Math.max(least, Math.min(0, to))
    if (!(to > from)) return null
    return { from, to, normal: [lowest ?? from, highest ?? to], outer: [lowLow ?? from, highHigh ?? to] }
  }
  if (rating !== undefined && rating > 0) return plain(least < 0 ? -rating : 0, rating)
  return unit === '%' ? plain(Math.max(0, least), Math.max(100, Math.min(100, most))) : null
}

function plain(from: number, to: number): LimitScale {
  return { from, to, normal: [from, to], outer: [from, to] }
}
