import { type DecimalMark, readNumber } from './numbers.ts'

const AXES = {
  lat: { most: 90, positive: 'N북', negative: 'S남' },
  lon: { most: 180, positive: 'E동', negative: 'W서' },
}
const HEMISPHERE = /^(북위|남위|동경|서경|[NSEW])|([NSEW])$/i

/** Degrees of a latitude or longitude: decimal, or degrees, minutes and seconds (35°13'12.4"N, 북위 35도 13분 12.4초, 35-13-12.4). A sentence for what is none. */
export function readDegrees(text: string, axis: 'lat' | 'lon', mark: DecimalMark): number | string {
  const given = text.normalize('NFKC').trim()
  const { most, positive, negative } = AXES[axis]
  const side = HEMISPHERE.exec(given)?.[0].charAt(0).toUpperCase() ?? ''
  if (side && !(positive + negative).includes(side))
    return `${text} is no ${axis === 'lat' ? 'latitude' : 'longitude'}: its hemisphere is ${side}`
  const bare = given.replace(HEMISPHERE, '').trim()
  const decimal = readNumber(bare.replace(/[°º도]$/, ''), mark)
  const parts = Number.isNaN(decimal) ? sexagesimal(bare, mark) : [decimal]
  if (!parts) return `${text} is neither decimal degrees nor degrees, minutes and seconds`
  const [degrees = 0, minutes = 0, seconds = 0] = parts
  if (minutes >= 60 || seconds >= 60) return `${text} has 60 or more minutes or seconds`
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600
  if (side && bare.startsWith('-')) return `${text} has both a sign and a hemisphere`
  if (size > most && parts.length > 1) return `${text} is over ${most} degrees`
  return (side && negative.includes(side)) || bare.startsWith('-') ? -size : size
}

/** Degrees, minutes and seconds with any of their signs between; null for what is none. */
function sexagesimal(text: string, mark: DecimalMark): number[] | null {
  const fraction = `\\d{1,2}(?:[${mark}]\\d+)?`
  const spelled = new RegExp(
    `^-?(\\d{1,3})\\s*(?:[°º도:\\s-])\\s*(?:(${fraction})\\s*(?:['′’‘\`분:\\s-]\\s*(?:(${fraction})\\s*(?:''|["″”“초]|′′)?)?)?)$`,
  ).exec(text)
  if (!spelled) return null
  const parts = spelled.slice(1).filter(part => part !== undefined)
  const minutes = parts[1] ?? ''
  // Only the last part may have a fraction.
  if (parts.length === 3 && !/^\d+$/.test(minutes)) return null
  return parts.map(part => Number(part.replace(',', '.')))
}
