/** How a plant works through the day. */
export const SHIFT_PATTERNS = ['day', 'twoShift', 'threeShift', 'office'] as const
export type ShiftPattern = (typeof SHIFT_PATTERNS)[number]

/** Share of the contracted load (0..1) by hour of a working day; assumptions named in domain-models.md section 4. */
const HOURS: Readonly<Record<ShiftPattern, readonly number[]>> = {
  day: [
    0.28, 0.27, 0.27, 0.27, 0.28, 0.3, 0.36, 0.62, 0.95, 1, 1, 0.98, 0.82, 0.97, 1, 0.99, 0.95, 0.7, 0.52,
    0.46, 0.38, 0.33, 0.3, 0.29,
  ],
  twoShift: [
    0.6, 0.45, 0.34, 0.33, 0.34, 0.42, 0.72, 0.92, 0.98, 1, 1, 0.97, 0.85, 0.96, 1, 0.99, 0.97, 0.94, 0.88,
    0.86, 0.88, 0.87, 0.85, 0.75,
  ],
  threeShift: [
    0.88, 0.87, 0.86, 0.86, 0.86, 0.86, 0.88, 0.9, 0.94, 0.96, 0.97, 0.96, 0.92, 0.96, 0.98, 0.97, 0.96, 0.94,
    0.92, 0.91, 0.91, 0.9, 0.89, 0.88,
  ],
  office: [
    0.2, 0.2, 0.2, 0.2, 0.2, 0.21, 0.26, 0.5, 0.85, 0.98, 1, 0.97, 0.84, 0.96, 1, 0.98, 0.94, 0.82, 0.55, 0.4,
    0.32, 0.26, 0.22, 0.2,
  ],
}

/** Share of the weekday's load that runs on Saturdays and on Sundays and holidays. */
const REST: Readonly<Record<ShiftPattern, readonly [saturday: number, sunday: number]>> = {
  day: [0.45, 0.3],
  twoShift: [0.6, 0.35],
  threeShift: [0.92, 0.88],
  office: [0.35, 0.28],
}

/** Which pattern a sector mostly works. */
export const SECTOR_PATTERNS: Readonly<Record<string, ShiftPattern>> = {
  machinery: 'day',
  electrical: 'twoShift',
  transport: 'twoShift',
  steel: 'threeShift',
  petrochemical: 'threeShift',
  food: 'twoShift',
  'non-manufacturing': 'office',
}

/** Share of the contracted load (0..1) at an hour of Korean time (fractional), by kind of day and air temperature (°C). Cooling adds 1.2 % for each degree above 24. NaN without an hour or a temperature. */
export function loadShare(
  pattern: ShiftPattern,
  hour: number,
  day: 'weekday' | 'saturday' | 'sunday_or_holiday',
  temperature = 20,
): number {
  const curve = HOURS[pattern]
  const h = ((hour % 24) + 24) % 24
  const i = Math.floor(h)
  const base = curve[i]! * (1 - (h - i)) + curve[(i + 1) % 24]! * (h - i)
  const idle = Math.min(...curve)
  const rest = day === 'weekday' ? 1 : REST[pattern][day === 'saturday' ? 0 : 1]
  const level = day === 'weekday' ? base : Math.max(idle * 0.9, base * rest)
  return Math.min(1.3, level * (1 + 0.012 * Math.max(0, temperature - 24)))
}
