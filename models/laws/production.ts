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

/** OEE = availability × performance × quality, performance capped at 1 (oee.com). A factor without a base is 0. */
export function oee({ planned, run, idealCycle, total, good }: Production): Oee {
  const availability = share(run, planned)
  const performance = Math.min(1, share(idealCycle * total, run))
  const quality = share(good, total)
  return { availability, performance, quality, oee: availability * performance * quality }
}

/** Mean operating time between failures and mean time to restore, same unit as the times; Infinity without failures. ISO 22400-2. */
export function reliability(
  operating: number,
  down: number,
  failures: number,
): { readonly mtbf: number; readonly mttr: number } {
  return failures > 0
    ? { mtbf: operating / failures, mttr: down / failures }
    : { mtbf: Number.POSITIVE_INFINITY, mttr: 0 }
}

/** Further KPIs of ISO 22400-2 as shares: allocation and utilisation efficiency, scrap and rework. */
export function kpis(
  times: { busy: number; plannedBusy: number; production: number },
  counts: { total: number; scrap: number; rework: number },
): {
  readonly allocation: number
  readonly utilisation: number
  readonly availability: number
  readonly scrap: number
  readonly rework: number
} {
  return {
    allocation: share(times.busy, times.plannedBusy),
    utilisation: share(times.production, times.busy),
    availability: share(times.production, times.plannedBusy),
    scrap: share(counts.scrap, counts.total),
    rework: share(counts.rework, counts.total),
  }
}

/** Energy for each good piece, kWh; Infinity when none was made. */
export function energyPerPiece(energy: number, good: number): number {
  return good > 0 ? energy / good : Number.POSITIVE_INFINITY
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}
