/** Revenue in won for each kWh: market price SMP (won/kWh) and certificate REC (won/MWh) times its weight. SMP may fall below 0; NaN for a negative certificate or weight. */
export function renewableRevenue(smp: number, rec: number, weight = 1): number {
  return rec >= 0 && weight >= 0 ? smp + (rec * weight) / 1000 : Number.NaN
}

/** Revenue of `energy` kWh in won. Certificates are issued for whole MWh of weighted energy; what is left waits for the next month. */
export function monthlyRevenue(
  energy: number,
  smp: number,
  rec: number,
  weight = 1,
): { readonly market: number; readonly certificates: number; readonly won: number } {
  if (!(energy >= 0 && rec >= 0 && weight >= 0))
    return { market: Number.NaN, certificates: Number.NaN, won: Number.NaN }
  const certificates = Math.floor((energy * weight) / 1000 + 1e-9)
  return { market: energy * smp, certificates, won: energy * smp + certificates * rec }
}

/** Where renewable power comes from, as the weights tell them apart. */
export const REC_SOURCES = ['roofSolar', 'groundSolar', 'fuelCell', 'onshoreWind'] as const
export type RecSource = (typeof REC_SOURCES)[number]

/** Weights up to each capacity in kW, from the revision of 2021-07-28 (ministry notice; ground solar and wind are assumptions). */
const WEIGHTS: Readonly<Record<RecSource, readonly (readonly [upTo: number, weight: number])[]>> = {
  roofSolar: [
    [3000, 1.5],
    [Number.POSITIVE_INFINITY, 1],
  ],
  groundSolar: [
    [100, 1.2],
    [3000, 1],
    [Number.POSITIVE_INFINITY, 0.8],
  ],
  fuelCell: [[Number.POSITIVE_INFINITY, 1.9]],
  onshoreWind: [[Number.POSITIVE_INFINITY, 1.2]],
}

/** Certificate weight of a plant of a capacity in kW: each slice of its capacity at its own weight, averaged over the plant. NaN for no capacity. */
export function recWeight(source: RecSource, capacity: number): number {
  if (!(capacity > 0)) return Number.NaN
  let sum = 0
  let below = 0
  for (const [upTo, weight] of WEIGHTS[source]) {
    sum += weight * Math.max(0, Math.min(capacity, upTo) - below)
    below = upTo
  }
  return sum / capacity
}
