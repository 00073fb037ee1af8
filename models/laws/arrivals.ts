/** A wave of cars: share of the staff, mean hour of Korean time and standard deviation in hours. */
type Wave = readonly [share: number, mean: number, deviation: number]

/** How a plant's staff comes and goes. */
export const SHIFTS = ['day', 'three'] as const
export type Shift = (typeof SHIFTS)[number]

/**
 * Waves of arrival and departure, as shares of all staff. Day shift: in about 07:40 (18 min), 60 % out about 17:10 (12 min),
 * 40 % after overtime about 19:30 (30 min). Three shifts of a third each: in 25 minutes before 06, 14 and 22 h, out 12
 * minutes after the end (9 min). Assumptions of domain-models.md section 3.2; no survey was found.
 */
const WAVES: Readonly<Record<Shift, { readonly in: readonly Wave[]; readonly out: readonly Wave[] }>> = {
  day: {
    in: [[1, 7 + 40 / 60, 18 / 60]],
    out: [
      [0.6, 17 + 10 / 60, 12 / 60],
      [0.4, 19.5, 0.5],
    ],
  },
  three: {
    in: [6, 14, 22].map(start => [1 / 3, start - 25 / 60, 9 / 60] as const),
    out: [14, 22, 6].map(end => [1 / 3, end + 12 / 60, 9 / 60] as const),
  },
}

/** Share of all staff that arrives in an hour's time at an hour of Korean time; integrates to 1 over a day. NaN for no hour. */
export function arrivalRate(shift: Shift, hour: number): number {
  return rate(WAVES[shift].in, hour)
}

/** Share of all staff that leaves in an hour's time at an hour of Korean time; integrates to 1 over a day. NaN for no hour. */
export function departureRate(shift: Shift, hour: number): number {
  return rate(WAVES[shift].out, hour)
}

/** Share of all staff on site at an hour; three shifts have a third there, two thirds while they change. */
export function presence(shift: Shift, hour: number): number {
  return shift === 'day' ? dayShiftPresence(hour) : threeShiftPresence(hour) / 3
}

/** Share (0..1) of a day shift's cars on site at an hour of Korean time, less 4 % over lunch. */
export function dayShiftPresence(hour: number): number {
  const { in: arrivals, out } = WAVES.day
  const lunch = hour > 12 && hour < 13 ? 0.04 * Math.sin((hour - 12) * Math.PI) : 0
  return Math.min(1, Math.max(0, passed(arrivals, hour) - passed(out, hour) - lunch))
}

/** Cars of three equal shifts on site at an hour, as a multiple of one shift's: 1, and up to 2 while they change. */
export function threeShiftPresence(hour: number): number {
  return [6, 14, 22].reduce((sum, start) => sum + within(hour, start - 25 / 60, 8 + 37 / 60), 0)
}

/** Smoothed share of cars of a shift that begins at `from` and stays `span` hours, over midnight. */
function within(hour: number, from: number, span: number): number {
  const since = ((((hour - from) % 24) + 36) % 24) - 12
  const once = (h: number): number => Math.max(0, normal(h / 0.15) - normal((h - span) / 0.15))
  return once(since) + once(since + 24)
}

function passed(waves: readonly Wave[], hour: number): number {
  return waves.reduce((sum, [share, mean, deviation]) => sum + share * normal((hour - mean) / deviation), 0)
}

function rate(waves: readonly Wave[], hour: number): number {
  return waves.reduce((sum, [share, mean, deviation]) => {
    const away = ((((hour - mean) % 24) + 36) % 24) - 12
    const bell = Math.exp(-((away / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI))
    return sum + share * bell
  }, 0)
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
