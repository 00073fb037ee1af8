/** Counts and times of a machine over a planned period; minutes, pieces. */
export interface Production {
  readonly planned: number
  readonly run: number
  readonly idealCycle: number
  readonly total: number
  readonly good: number
}

/** Overall equipment effectiveness and its factors, 0..1. */
export interface Oee {
  readonly availability: number
  readonly performance: number
  readonly quality: number
  readonly oee: number
}

/** What good looks like: world class, typical discrete works, not unusual at the start (oee.com), mean of IndustryWeek's best plants. */
export const OEE_BENCH = { worldClass: 0.85, bestPlants: 0.741, typical: 0.6, start: 0.4 } as const

/**
 * OEE = availability × performance × quality, performance capped at 1 (oee.com). A factor without a base is 0; NaN for
 * negative figures, for more run than planned time and for more good pieces than pieces.
 */
export function oee({ planned, run, idealCycle, total, good }: Production): Oee {
  const sound = [planned, run, idealCycle, total, good].every(v => v >= 0) && run <= planned && good <= total
  if (!sound)
    return { availability: Number.NaN, performance: Number.NaN, quality: Number.NaN, oee: Number.NaN }
  const availability = share(run, planned)
  const performance = Math.min(1, share(idealCycle * total, run))
  const quality = share(good, total)
  return { availability, performance, quality, oee: availability * performance * quality }
}

/** Energy for each good piece, kWh; Infinity when none was made, NaN for negative figures. */
export function energyPerPiece(energy: number, good: number): number {
  if (!(energy >= 0 && good >= 0)) return Number.NaN
  return good > 0 ? energy / good : Number.POSITIVE_INFINITY
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}
