/** Pollutants of the Korean Comprehensive Air-quality Index. PM in µg/m³ (24 h), gases in ppm (1 h). */
export const POLLUTANTS = ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'] as const
export type Pollutant = (typeof POLLUTANTS)[number]

interface Scale {
  /** Digits after the point the concentration is rounded to first. */
  readonly digits: number
  /** Lower and upper concentration of the four index bands. */
  readonly bands: readonly (readonly [number, number])[]
}

/** Index bands: good, moderate, bad, very bad. */
const INDEX = [
  [0, 50],
  [51, 100],
  [101, 250],
  [251, 500],
] as const

/** Concentrations of the bands (AirKorea). The upper ends of O3, PM10 and PM2.5 in the last band are assumptions. */
const SCALES: Readonly<Record<Pollutant, Scale>> = {
  SO2: {
    digits: 3,
    bands: [
      [0, 0.02],
      [0.021, 0.05],
      [0.051, 0.15],
      [0.151, 1],
    ],
  },
  NO2: {
    digits: 3,
    bands: [
      [0, 0.03],
      [0.031, 0.06],
      [0.061, 0.2],
      [0.201, 2],
    ],
  },
  CO: {
    digits: 2,
    bands: [
      [0, 2],
      [2.01, 9],
      [9.01, 15],
      [15.01, 50],
    ],
  },
  O3: {
    digits: 3,
    bands: [
      [0, 0.03],
      [0.031, 0.09],
      [0.091, 0.15],
      [0.151, 0.6],
    ],
  },
  PM10: {
    digits: 0,
    bands: [
      [0, 30],
      [31, 80],
      [81, 150],
      [151, 600],
    ],
  },
  'PM2.5': {
    digits: 0,
    bands: [
      [0, 15],
      [16, 35],
      [36, 75],
      [76, 500],
    ],
  },
}

/** Sub-index of one pollutant, 0..500; NaN for a missing or negative concentration, 500 above the scale. Rounded to the table's digits first, so that no concentration falls between two bands. */
export function subIndex(pollutant: Pollutant, concentration: number): number {
  if (!(concentration >= 0)) return Number.NaN
  const { digits, bands } = SCALES[pollutant]
  const c = Math.round(concentration * 10 ** digits) / 10 ** digits
  const band = bands.findIndex(([, high]) => c <= high)
  if (band < 0) return 500
  const [low, high] = bands[band]!
  const [from, to] = INDEX[band]!
  return ((to - from) / (high - low)) * (c - low) + from
}

/** The index: the worst sub-index, +50 when two are 101 or more, +75 when three or more are; NaN for none. */
export function composite(subIndices: readonly number[]): number {
  const known = subIndices.filter(i => !Number.isNaN(i))
  if (known.length === 0) return Number.NaN
  const bad = known.filter(i => i >= 101).length
  return Math.max(...known) + (bad >= 3 ? 75 : bad === 2 ? 50 : 0)
}

/** The index of a station, NaN unless PM10, PM2.5, NO2 and O3 are all there. */
export function stationIndex(concentrations: Partial<Record<Pollutant, number>>): number {
  const sub = new Map(POLLUTANTS.map(p => [p, subIndex(p, concentrations[p] ?? Number.NaN)]))
  const complete = (['PM10', 'PM2.5', 'NO2', 'O3'] as const).every(p => !Number.isNaN(sub.get(p)))
  return complete ? composite([...sub.values()]) : Number.NaN
}

/**
 * Predicted 24-hour mean of particulates from hourly values, oldest first, the last being now: (12 C12 + 12 C4)/24.
 * The last four hours count as 0.75 C where C ≥ M and 0.9 ≤ C/C12 ≤ 1.7; M is 70 for PM10 and 30 for PM2.5.
 * NaN with fewer than 12 hours, a gap or a negative value in them.
 */
export function predicted24h(pollutant: 'PM10' | 'PM2.5', hours: readonly number[]): number {
  const last12 = hours.slice(-12)
  if (last12.length < 12 || last12.some(c => !(c >= 0))) return Number.NaN
  const c12 = mean(last12)
  const threshold = pollutant === 'PM10' ? 70 : 30
  const adjusted = last12
    .slice(-4)
    .map(c => (c >= threshold && c / c12 >= 0.9 && c / c12 <= 1.7 ? 0.75 * c : c))
  return (12 * c12 + 12 * mean(adjusted)) / 24
}

/** Grade of an hour's particulates (µg/m³) as AirKorea shows it: the classes of the index without the 24-hour rule; -1 without a reading. */
export function hourGrade(pollutant: 'PM10' | 'PM2.5', concentration: number): -1 | 0 | 1 | 2 | 3 {
  return grade(subIndex(pollutant, concentration))
}

/** Readings of a station that its index needs: gases of the last hour in ppm, particulates of twelve hours in µg/m³, oldest first. */
export interface StationHours {
  readonly gases: Partial<Record<'SO2' | 'NO2' | 'CO' | 'O3', number>>
  readonly PM10: readonly number[]
  readonly 'PM2.5': readonly number[]
}

/** The index of a station now, particulates by the predicted 24-hour mean; NaN while one of PM10, PM2.5, NO2 and O3 is missing. */
export function stationIndexNow({ gases, ...dust }: StationHours): number {
  return stationIndex({
    ...gases,
    PM10: predicted24h('PM10', dust.PM10),
    'PM2.5': predicted24h('PM2.5', dust['PM2.5']),
  })
}

/** Grade of an index: 0 good, 1 moderate, 2 bad, 3 very bad; -1 without one. */
export function grade(index: number): -1 | 0 | 1 | 2 | 3 {
  if (Number.isNaN(index)) return -1
  return index <= 50 ? 0 : index <= 100 ? 1 : index <= 250 ? 2 : 3
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length
}
