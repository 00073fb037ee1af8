import { GASES, type Gas, ppmToMg } from './gas.ts'
import { type Spread, type Stability, sigma } from './plumeSpread.ts'

/** A steady release: g/s, effective height in metres, wind in m/s (at least 1 is used), stability and spread. */
export interface Release {
  readonly rate: number
  readonly height: number
  readonly wind: number
  readonly stability: Stability
  readonly spread: Spread
}

/**
 * Concentration in g/m³ at x downwind, y across, z above ground (m); 0 upwind. Gaussian plume with reflection at the ground:
 * flat land, a neutral gas, a mean over 10 to 60 minutes. NaN for a rate, height, wind or place that cannot be (z below
 * ground, negative rate); see doubts() for where the figure may be believed.
 */
export function concentration(
  { rate, height, wind, stability, spread }: Release,
  x: number,
  y = 0,
  z = 0,
): number {
  if (!(rate >= 0 && height >= 0 && wind >= 0 && z >= 0) || Number.isNaN(x + y)) return Number.NaN
  if (x <= 0) return 0
  const s = sigma(x, stability, spread)
  const u = Math.max(1, wind)
  const across = Math.exp(-(y * y) / (2 * s.y * s.y))
  const up =
    Math.exp(-((z - height) ** 2) / (2 * s.z * s.z)) + Math.exp(-((z + height) ** 2) / (2 * s.z * s.z))
  return (rate / (2 * Math.PI * u * s.y * s.z)) * across * up
}

/** Gases heavier than air near their source, for which a neutral plume is only a first estimate. */
const DENSE: readonly Gas[] = ['Cl2', 'HF', 'SO2']

/** Why a figure of the plume may be wrong: too near (under 100 m), too little wind (under 1 m/s), a dense gas. Empty where it may be trusted; show it beside the figure. */
export function doubts(release: Release, x: number, gas: Gas): readonly ('near' | 'calm' | 'dense')[] {
  const found: ('near' | 'calm' | 'dense')[] = []
  if (x < 100) found.push('near')
  if (release.wind < 1) found.push('calm')
  if (DENSE.includes(gas)) found.push('dense')
  return found
}

/** Highest ground concentration (g/m³) and where (m), found on a logarithmic grid of 1 % steps from 10 m to 100 km. */
export function highestGround(release: Release): { readonly x: number; readonly concentration: number } {
  let best = { x: 10, concentration: 0 }
  for (let x = 10; x < 100_000; x *= 1.01) {
    const c = concentration(release, x)
    if (c > best.concentration) best = { x, concentration: c }
  }
  return best
}

/**
 * Farthest distance in metres at which the ground centreline still reaches `ppm` of a gas; 0 where it never does, 100 km at
 * most, NaN for a threshold of 0 and less. The plume is neutral: for dense gases it is only a first estimate (see doubts).
 */
export function hazardDistance(release: Release, gas: Gas, ppm: number, temperature = 25): number {
  const limit = ppmToMg(ppm, GASES[gas].molarMass, temperature) / 1000
  if (!(limit > 0) || Number.isNaN(concentration(release, 1))) return Number.NaN
  const reaches = (x: number): boolean => concentration(release, x) >= limit
  for (let x = 100_000; x >= 1; x /= 1.02) {
    if (!reaches(x)) continue
    if (x === 100_000) return x
    return edge(reaches, x, x * 1.02)
  }
  return 0
}

/** Where a condition that holds at `inside` and fails at `outside` ends, by halving to a centimetre. */
function edge(holds: (x: number) => boolean, inside: number, outside: number): number {
  let [near, far] = [inside, outside]
  while (far - near > 0.01) {
    const middle = (near + far) / 2
    if (holds(middle)) near = middle
    else far = middle
  }
  return near
}
