/** Pasquill's classes of stability, A (very unstable) to F (stable). */
export const STABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type Stability = (typeof STABILITIES)[number]
/** Which spread to use: Pasquill-Gifford as in EPA's ISC, or Briggs for open country or town. */
export type Spread = 'pasquillGifford' | 'briggsRural' | 'briggsUrban'

/** Standard deviations of the plume in metres. */
export interface Sigma {
  readonly y: number
  readonly z: number
}

/** ISC coefficients for σy = 465.11628 x tan(c − d ln x), x in km. */
const PG_Y: Readonly<Record<Stability, readonly [c: number, d: number]>> = {
  A: [24.167, 2.5334],
  B: [18.333, 1.8096],
  C: [12.5, 1.0857],
  D: [8.3333, 0.72382],
  E: [6.25, 0.54287],
  F: [4.1667, 0.36191],
}

/** ISC coefficients for σz = a x^b up to each distance in km. */
const PG_Z: Readonly<Record<Stability, readonly (readonly [upTo: number, a: number, b: number])[]>> = {
  A: [
    [0.1, 122.8, 0.9447],
    [0.15, 158.08, 1.0542],
    [0.2, 170.22, 1.0932],
    [0.25, 179.52, 1.1262],
    [0.3, 217.41, 1.2644],
    [0.4, 258.89, 1.4094],
    [0.5, 346.75, 1.7283],
    [Infinity, 453.85, 2.1166],
  ],
  B: [
    [0.2, 90.673, 0.93198],
    [0.4, 98.483, 0.98332],
    [Infinity, 109.3, 1.0971],
  ],
  C: [[Infinity, 61.141, 0.91465]],
  D: [
    [0.3, 34.459, 0.86974],
    [1, 32.093, 0.81066],
    [3, 32.093, 0.64403],
    [10, 33.504, 0.60486],
    [30, 36.65, 0.56589],
    [Infinity, 44.053, 0.51179],
  ],
  E: [
    [0.1, 24.26, 0.8366],
    [0.3, 23.331, 0.81956],
    [1, 21.628, 0.7566],
    [2, 21.628, 0.63077],
    [4, 22.534, 0.57154],
    [10, 24.703, 0.50527],
    [20, 26.97, 0.46713],
    [40, 35.42, 0.37615],
    [Infinity, 47.618, 0.29592],
  ],
  F: [
    [0.2, 15.209, 0.81558],
    [0.7, 14.457, 0.78407],
    [1, 13.953, 0.68465],
    [2, 13.953, 0.63227],
    [3, 14.823, 0.54503],
    [7, 16.187, 0.4649],
    [15, 17.836, 0.41507],
    [30, 22.651, 0.32681],
    [60, 27.074, 0.27436],
    [Infinity, 34.219, 0.21716],
  ],
}

type Briggs = (x: number) => Sigma
const root = (x: number, a: number): number => (1 + a * x) ** -0.5

/** Briggs 1973, open country, x in metres. */
const RURAL: Readonly<Record<Stability, Briggs>> = {
  A: x => ({ y: 0.22 * x * root(x, 1e-4), z: 0.2 * x }),
  B: x => ({ y: 0.16 * x * root(x, 1e-4), z: 0.12 * x }),
  C: x => ({ y: 0.11 * x * root(x, 1e-4), z: 0.08 * x * root(x, 2e-4) }),
  D: x => ({ y: 0.08 * x * root(x, 1e-4), z: 0.06 * x * root(x, 1.5e-3) }),
  E: x => ({ y: 0.06 * x * root(x, 1e-4), z: (0.03 * x) / (1 + 3e-4 * x) }),
  F: x => ({ y: 0.04 * x * root(x, 1e-4), z: (0.016 * x) / (1 + 3e-4 * x) }),
}
const unstable: Briggs = x => ({ y: 0.32 * x * root(x, 4e-4), z: 0.24 * x * (1 + 1e-3 * x) ** 0.5 })
const stable: Briggs = x => ({ y: 0.11 * x * root(x, 4e-4), z: 0.08 * x * root(x, 1.5e-3) })
/** Briggs 1973, town. */
const URBAN: Readonly<Record<Stability, Briggs>> = {
  A: unstable,
  B: unstable,
  C: x => ({ y: 0.22 * x * root(x, 4e-4), z: 0.2 * x }),
  D: x => ({ y: 0.16 * x * root(x, 4e-4), z: 0.14 * x * root(x, 3e-4) }),
  E: stable,
  F: stable,
}

/** Spread of the plume `x` metres downwind. NaN upwind and at the source. σz by ISC is capped at 5,000 m for class A. */
export function sigma(x: number, stability: Stability, spread: Spread): Sigma {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return { y: Number.NaN, z: Number.NaN }
  if (spread === 'briggsRural') return RURAL[stability](x)
  if (spread === 'briggsUrban') return URBAN[stability](x)
  const km = x / 1000
  const [c, d] = PG_Y[stability]
  const [, a, b] = PG_Z[stability].find(([upTo]) => km <= upTo)!
  const z = a * km ** b
  return {
    y: 465.11628 * km * Math.tan(((c - d * Math.log(km)) * Math.PI) / 180),
    z: stability === 'A' ? Math.min(5000, z) : z,
  }
}
