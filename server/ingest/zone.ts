import type { Instant } from '../../models/units.ts'

const OFFSET = /^(?:Z|z|([+-])(\d\d):?(\d\d)?)$/
const DAY = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat | null>()

/** The instant at which clocks of a zone show `wall` (milliseconds as if it were UTC); null for a zone that nobody knows. Of an hour that comes twice the first is meant. */
export function instantIn(zone: string, wall: number): Instant | null {
  const fixed = offsetOf(zone)
  if (fixed !== null) return wall - fixed
  const format = formatOf(zone)
  if (!format) return null
  const offsets = [wall - DAY, wall + DAY].map(at => shown(format, at) - at)
  const candidates = offsets.map(offset => wall - offset)
  return candidates.find(at => shown(format, at) === wall) ?? candidates[0]!
}

/** True for Z, +09:00 or a name of the time zone database. */
export function isZone(zone: string): boolean {
  return offsetOf(zone) !== null || formatOf(zone) !== null
}

function offsetOf(zone: string): number | null {
  const match = OFFSET.exec(zone)
  if (!match) return null
  const [, sign, hours = '0', minutes = '0'] = match
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  let made: Intl.DateTimeFormat | null = null
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    made = null
  }
  if (formats.size < 100) formats.set(zone, made)
  return made
}

/** What clocks of the zone show at an instant, as milliseconds of UTC. */
function shown(format: Intl.DateTimeFormat, at: Instant): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000)
}
