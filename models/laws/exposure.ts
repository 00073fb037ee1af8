import type { ExposureLimits } from './gas.ts'

/** Eight-hour time-weighted mean of (concentration, hours) pairs, same unit; more hours than eight add up as the rule says. NaN for a negative pair. */
export function timeWeighted(
  exposures: readonly (readonly [concentration: number, hours: number])[],
): number {
  if (exposures.some(([c, t]) => !(c >= 0 && t >= 0))) return Number.NaN
  return exposures.reduce((sum, [c, t]) => sum + c * t, 0) / 8
}

/** Highest mean over any 15 minutes of a series of even one-minute readings; of the whole where it is shorter; NaN for none or a gap. */
export function shortTermPeak(minutes: readonly number[]): number {
  const span = Math.min(15, minutes.length)
  if (span === 0 || minutes.some(c => !(c >= 0))) return Number.NaN
  let sum = minutes.slice(0, span).reduce((total, c) => total + c, 0)
  let peak = sum
  for (let i = span; i < minutes.length; i++) {
    sum += minutes[i]! - minutes[i - span]!
    peak = Math.max(peak, sum)
  }
  return peak / span
}

/** What a shift's exposure breaks, in the order of danger. */
export interface ExposureVerdict {
  readonly twa: number
  readonly stel: number
  readonly broken: readonly ('idlh' | 'stel' | 'excursions' | 'twa')[]
}

/**
 * Judge a shift of one-minute readings (ppm): its 8-hour mean, its worst 15 minutes, and the excursions above the 8-hour
 * limit, of which a shift may have four with an hour between (ACGIH). A limit that is not known breaks nothing.
 */
export function judgeShift(
  minutes: readonly number[],
  { twa, stel, idlh }: Pick<ExposureLimits, 'twa' | 'stel' | 'idlh'>,
): ExposureVerdict {
  const mean = timeWeighted(minutes.map(c => [c, 1 / 60]))
  const short = shortTermPeak(minutes)
  const broken: ExposureVerdict['broken'][number][] = []
  if (idlh !== null && minutes.some(c => c >= idlh)) broken.push('idlh')
  if (stel !== null && short > stel) broken.push('stel')
  if (twa !== null && stel !== null && !excursionsAllowed(minutes, twa)) broken.push('excursions')
  if (twa !== null && mean > twa) broken.push('twa')
  return { twa: mean, stel: short, broken }
}

/** True while rises above a limit are at most four, each of 15 minutes at most, with an hour between. */
function excursionsAllowed(minutes: readonly number[], limit: number): boolean {
  const runs: (readonly [from: number, to: number])[] = []
  for (let i = 0; i < minutes.length; ) {
    if (!(minutes[i]! > limit)) {
      i++
      continue
    }
    let to = i
    while (to < minutes.length && minutes[to]! > limit) to++
    runs.push([i, to])
    i = to
  }
  const apart = runs.every(([from], k) => k === 0 || from - runs[k - 1]![1] >= 60)
  return runs.length <= 4 && apart && runs.every(([from, to]) => to - from <= 15)
}
