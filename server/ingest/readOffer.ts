import type { Points } from '../../models/points.ts'
import { QUALITIES, QUALITY } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import { type Covers, notCovered } from './Covers.ts'
import { convert } from './convert.ts'
import type { Offer } from './Offer.ts'
import { readTime } from './readTime.ts'
import { no, type Rejection } from './rejection.ts'

/** A sample whose form is right: a known point and a finite value in its unit. Range and time are judged by the gate. */
export interface ReadOffer {
  readonly point: number
  readonly value: number
  /** NaN when the device states none. */
  readonly at: Instant
  readonly quality: number
}

/** Read a device's sample, or say why it is none. */
export function readOffer(offer: Offer, points: Points, covers?: Covers): ReadOffer | Rejection {
  const { asset, point, part = 0, value, unit, at, quality = 'good' } = offer
  if (typeof asset !== 'string' || typeof point !== 'string')
    return no('malformed', 'a sample needs "asset" and "point" as text')
  if (!Number.isInteger(part) || (part as number) < 0)
    return no('malformed', '"part" must be a whole number from 0')
  const i = points.find(asset, point, part as number)
  const name = `${asset.slice(0, 60)}/${point.slice(0, 40)}${part ? `/${part}` : ''}`
  if (covers && (i < 0 || !covers(i))) return notCovered(name)
  if (i < 0) return no('unknownPoint', `${name} is not a point of this site; GET /api/site lists them`)
  const spec = points.spec[i]!
  if (typeof value !== 'number' || !Number.isFinite(value))
    return no('notANumber', `${asset}/${point}: "value" must be a finite number`)
  if (unit !== undefined && typeof unit !== 'string')
    return no('wrongUnit', `${asset}/${point}: "unit" must be text, ${spec.unit} here`)
  const converted = unit === undefined ? value : convert(value, unit, spec.unit)
  if (converted === null)
    return no(
      'wrongUnit',
      `${asset}/${point} is in ${spec.unit}; ${String(unit).slice(0, 20)} does not convert to it`,
    )
  const code = QUALITIES.indexOf(quality as (typeof QUALITIES)[number])
  if (code !== QUALITY.good && code !== QUALITY.bad)
    return no('badQuality', `${asset}/${point}: "quality" is good or bad`)
  const instant = at === undefined ? Number.NaN : readTime(at)
  if (typeof instant === 'string') return no('malformed', `${asset}/${point}: "at" ${instant}`)
  return { point: i, value: converted, at: instant, quality: code }
}
