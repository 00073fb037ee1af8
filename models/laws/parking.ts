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

/** Length and width of a stall, metres, by kind. Parking Lot Act, enforcement rule art. 3. */
export const STALL_SIZE = { common: [2.5, 5], accessible: [3.3, 5] } as const

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

/** Share of their peak that offices need by period of a weekday (ITE Journal's example of shared parking). */
export const OFFICE_SHARES = { '10-11': 1, '12-14': 0.85, '15-16': 0.9, '19-20': 0.1 } as const

/** Shares of the peak by period that kinds of use need together; the stalls for each period, to the nearest whole. */
export function sharedStalls(
  demand: readonly { readonly stalls: number; readonly share: readonly number[] }[],
): number[] {
  const periods = Math.max(0, ...demand.map(d => d.share.length))
  return Array.from({ length: periods }, (_, p) =>
    Math.round(demand.reduce((sum, d) => sum + d.stalls * (d.share[p] ?? 0), 0)),
  )
}

/** Stalls of a lot that must or may be of a kind: accessible ones by the ordinance's share (2 to 4 %) from 10 stalls on, rounded up; compact ones at most a tenth. NaN for a count that is none. */
export function stallKinds(
  stalls: number,
  accessibleShare = 0.03,
): { readonly accessible: number; readonly compactMost: number } {
  const sound = Number.isInteger(stalls) && stalls >= 0 && accessibleShare >= 0.02 && accessibleShare <= 0.04
  if (!sound) return { accessible: Number.NaN, compactMost: Number.NaN }
  return {
    accessible: stalls < 10 ? 0 : Math.ceil(stalls * accessibleShare - 1e-9),
    compactMost: Math.floor(stalls / 10),
  }
}

/**
 * Stalls with chargers that a lot must have: from 50 stalls in the uses listed, 5 % where the building was permitted after
 * 2022-01-28 and 2 % before, rounded up. Plain factories and warehouses are not listed: 'voluntary'. Act on eco-friendly
 * vehicles, enforcement decree.
 */
export function chargingStalls(use: ParkingUse, stalls: number, permitted: string): number | 'voluntary' {
  if (use === 'factory' || use === 'warehouse' || use === 'powerPlant') return 'voluntary'
  if (!(stalls >= 0)) return Number.NaN
  return stalls < 50 ? 0 : Math.ceil(stalls * (permitted > '2022-01-28' ? 0.05 : 0.02) - 1e-9)
}

/**
 * Both sides of the demand for parking: the stalls the law asks for and the cars that come, from people on the largest shift
 * and those of the next who overlap with them. In this complex the second mostly exceeds the first, so show both.
 */
export function parkingDemand(
  floors: readonly FloorArea[],
  largestShift: number,
  overlap = 0,
): { readonly statutory: number; readonly behavioural: number } {
  return { statutory: requiredStalls(floors), behavioural: Math.ceil(carsOf(largestShift + overlap) - 1e-9) }
}

/** Cars on site from staff present, the share that comes by car (0.75 to 0.85) and people in a car (assumptions). NaN for negative figures. */
export function carsOf(staff: number, carShare = 0.8, peopleACar = 1.1): number {
  return staff >= 0 && carShare >= 0 && carShare <= 1 && peopleACar >= 1
    ? (staff * carShare) / peopleACar
    : Number.NaN
}
