/** Uses of floor area in the parking rule, m² a stall. Parking Lot Act, enforcement decree, annex 1 (in force 2025-08-17). */
export const STALL_AREA = {
  factory: 350,
  training: 350,
  powerPlant: 350,
  warehouse: 400,
  dataCentre: 400,
  dormitory: 400,
  office: 150,
  retail: 150,
  assembly: 150,
  hospital: 150,
  neighbourhood: 200,
  lodging: 200,
  amusement: 100,
  other: 300,
} as const
export type ParkingUse = keyof typeof STALL_AREA

/** Floor area without the car park itself, m². */
export interface FloorArea {
  readonly use: ParkingUse
  readonly area: number
}

/**
 * Stalls the law asks for: each use cut to one decimal, added, halves up; a total below one asks for none. NaN for a
 * negative or missing area. Changwon's own annex is not known; the decree's figures stand in.
 */
export function requiredStalls(floors: readonly FloorArea[]): number {
  if (floors.some(({ area }) => !(area >= 0))) return Number.NaN
  const tenths = floors.reduce(
    (sum, { use, area }) => sum + Math.floor((area * 10) / STALL_AREA[use] + 1e-9),
    0,
  )
  return tenths < 10 ? 0 : Math.round(tenths / 10)
}

/** Shares of the peak by period that two kinds of use need together; the stalls for each period, rounded up to whole cars. */
export function sharedStalls(
  demand: readonly { readonly stalls: number; readonly share: readonly number[] }[],
): number[] {
  const periods = Math.max(0, ...demand.map(d => d.share.length))
  return Array.from({ length: periods }, (_, p) =>
    Math.round(demand.reduce((sum, d) => sum + d.stalls * (d.share[p] ?? 0), 0)),
  )
}

/** People who drive alone: cars on site from staff present, share that comes by car and people in a car. */
export function carsOf(staff: number, carShare = 0.8, peopleACar = 1.1): number {
  return (staff * carShare) / peopleACar
}

/** Share (0..1) of a day shift's cars on site at an hour of Korean time: arrivals around 07:40, 60 % leave around 17:10, 40 % after overtime at 19:30. An assumption; no survey was found. */
export function dayShiftPresence(hour: number): number {
  const arrived = normal((hour - 7.667) / 0.3)
  const left = 0.6 * normal((hour - 17.167) / 0.2) + 0.4 * normal((hour - 19.5) / 0.5)
  const lunch = hour > 12 && hour < 13 ? 0.04 * Math.sin((hour - 12) * Math.PI) : 0
  return Math.min(1, Math.max(0, arrived - left - lunch))
}

/** Share of one of three equal shifts' cars on site at an hour: they come 25 minutes before 06, 14 and 22 h and leave 12 minutes after the next, so that shifts overlap. */
export function threeShiftPresence(hour: number): number {
  return [6, 14, 22].reduce((sum, start) => sum + within(hour, start - 25 / 60, 8 + 37 / 60), 0)
}

/** Smoothed share of cars of a shift that begins at `from` and stays `span` hours, over midnight. */
function within(hour: number, from: number, span: number): number {
  const since = ((((hour - from) % 24) + 36) % 24) - 12
  return (
    Math.max(0, normal(since / 0.15) - normal((since - span) / 0.15)) +
    Math.max(0, normal((since + 24) / 0.15) - normal((since + 24 - span) / 0.15))
  )
}

/** Standard normal distribution function. Abramowitz & Stegun 26.2.17, error below 7.5e-8. */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x >= 0 ? 1 - tail : tail
}
