/** Kilograms and minutes of a fill: a car and a bus (Changwon press 2022/23; minutes are assumptions). */
export const FILLS = {
  car: { mass: 5, minutes: 5 },
  bus: { mass: 29, minutes: 18 },
} as const
export type FillKind = keyof typeof FILLS

/** Vehicles a station fills from this much hydrogen (kg), whole ones; NaN for a negative mass or a vehicle that takes none. */
export function vehiclesServed(available: number, each: number): number {
  return available >= 0 && each > 0 ? Math.floor(available / each + 1e-9) : Number.NaN
}

/** A station: dispensers in use side by side, and what its compressor gives in an hour, kg. */
export interface Station {
  readonly dispensers: number
  readonly hourly: number
}

/** A vehicle that comes, at minutes of the day. */
export interface Arrival {
  readonly at: number
  readonly kind: FillKind
}

/** What became of the vehicles of a day: filled, turned away, hydrogen given (kg), mean wait of the filled (minutes). */
export interface StationDay {
  readonly filled: number
  readonly refused: number
  readonly dispensed: number
  readonly meanWait: number
}

/**
 * Serve arrivals in order: each waits for the first free dispenser and fills for a fixed time; it is turned away when the
 * hydrogen of the clock hour in which it would begin is spent. RangeError for a station without dispensers or hydrogen.
 */
export function serveDay({ dispensers, hourly }: Station, arrivals: readonly Arrival[]): StationDay {
  if (!(Number.isInteger(dispensers) && dispensers > 0 && hourly > 0))
    throw new RangeError(`a station needs dispensers and kg an hour above 0, not ${dispensers} and ${hourly}`)
  const free = new Array<number>(dispensers).fill(0)
  const spent = new Map<number, number>()
  let [filled, refused, dispensed, waited] = [0, 0, 0, 0]
  for (const { at, kind } of arrivals.toSorted((a, b) => a.at - b.at)) {
    const first = free.indexOf(Math.min(...free))
    const begin = Math.max(at, free[first]!)
    const hour = Math.floor(begin / 60)
    const used = spent.get(hour) ?? 0
    const { mass, minutes } = FILLS[kind]
    if (used + mass > hourly + 1e-9) {
      refused++
      continue
    }
    spent.set(hour, used + mass)
    free[first] = begin + minutes
    filled++
    dispensed += mass
    waited += begin - at
  }
  return { filled, refused, dispensed, meanWait: filled ? waited / filled : 0 }
}

/** Poisson arrivals of `rate` vehicles an hour over [from, to) minutes, drawn from `random` in [0, 1); RangeError for a negative rate. */
export function poissonArrivals(
  rate: number,
  [from, to]: readonly [number, number],
  kind: FillKind,
  random: () => number,
): Arrival[] {
  if (!(rate >= 0)) throw new RangeError(`vehicles an hour must not be negative, and ${rate} is`)
  const arrivals: Arrival[] = []
  if (rate === 0) return arrivals
  for (let at = from; ; ) {
    at += (-Math.log(1 - random()) * 60) / rate
    if (!(at < to)) return arrivals
    arrivals.push({ at, kind })
  }
}
