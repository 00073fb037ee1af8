import { ALARM_CLAIMS, type AlarmTally } from '../../../models/alarmSummary.ts'
import type { Asset } from '../../../models/asset.ts'
import type { KindName } from '../../../models/kinds.ts'
import { airShare, rampColour, rampsFor } from '../../../models/ramps.ts'
import type { Glyph, Sign } from '../../gpu/overlay/Symbols.ts'
import { SEVERITY_COLOURS, UNKNOWN_COLOUR } from '../../gpu/palette.ts'
import { type Shown, shareOfRating } from '../../live/present.ts'
import type { Layer } from '../../state/view.ts'

/** Layer that shows a kind's assets. */
export const LAYER_OF: Readonly<Partial<Record<KindName, Layer>>> = {
  gasSensor: 'control',
  fireDetector: 'control',
  camera: 'control',
  machine: 'control',
  solar: 'energy',
  wind: 'energy',
  fuelCell: 'energy',
  battery: 'energy',
  hydrogen: 'energy',
  charger: 'energy',
  grid: 'energy',
  parking: 'parking',
  airStation: 'environment',
  noiseMeter: 'environment',
  weather: 'environment',
  bus: 'mobility',
}

export const HIDDEN: Sign = { glyph: 'dot', colour: 0, size: 0 }
const GLYPH_OF_SEVERITY = ['dot', 'square', 'triangle', 'diamond'] as const satisfies readonly Glyph[]
const SIZE_OF_SEVERITY = [7, 16, 20, 24] as const

/** Metres that signs stand above their place. */
export const SIGN_LIFT = 9

/**
 * Sign of something in alarm: shape, colour and size tell the severity; filled and ringed is unacknowledged, filled is
 * acknowledged, hollow has returned, hollow with a core waits for its reset. Worded where all of it is simulated.
 */
export function alarmSign({ severity, claim, count, simulated }: AlarmTally, stale: boolean): Sign {
  return {
    glyph: GLYPH_OF_SEVERITY[severity],
    colour: SEVERITY_COLOURS[severity],
    size: SIZE_OF_SEVERITY[severity],
    stale,
    flash: claim === 'unacknowledged',
    hollow: claim === 'returned' || claim === 'latched',
    core: claim === 'latched',
    worded: count > 0 && simulated === count,
  }
}

/** Order of signs over each other: severity, then what it asks; more lies over less. */
export function urgency({ severity, claim }: AlarmTally): number {
  return severity * 10 - (claim === null ? 9 : ALARM_CLAIMS.indexOf(claim))
}

/** A value that its own device calls bad: a cross, which nothing else is. */
const BAD: Sign = { glyph: 'cross', colour: 0xe8ecef, size: 13 }
/** What moves, where colour is kept for the abnormal. */
const GREY = 0xcfd6dc
/** Share of the rating below which a source gives nothing worth a sign from afar, and the rating in kW of one that counts from there. */
const IDLE = 0.01
const LARGE = 100

/** Sign of an asset without an alarm: quiet for watched devices, its amount for the rest. `far` hides what would only clutter; `quiet` looks keep colour for the abnormal. */
export function quietSign(asset: Asset, shown: Shown, far: boolean, quiet: boolean): Sign {
  const sign = freshSign(asset, shown, far, quiet)
  if (shown.bad && !asset.path) return BAD
  return shown.stale && sign.size > 0 ? { ...sign, colour: UNKNOWN_COLOUR, stale: true } : sign
}

function freshSign(asset: Asset, { value, stale }: Shown, far: boolean, quiet: boolean): Sign {
  switch (asset.kind) {
    case 'gasSensor':
    case 'fireDetector':
    case 'camera':
    case 'noiseMeter':
      return far
        ? HIDDEN
        : {
            glyph: stale ? 'ring' : 'dot',
            colour: stale ? UNKNOWN_COLOUR : SEVERITY_COLOURS[0],
            size: 8,
            stale,
          }
    case 'machine':
    case 'charger':
      return far ? HIDDEN : { glyph: 'ring', colour: value > 0 ? 0xcfd6dc : UNKNOWN_COLOUR, size: 8, stale }
    case 'solar':
    case 'wind':
    case 'fuelCell':
    case 'hydrogen': {
      const share = shareOfRating(asset, value)
      if (far && (share < IDLE || (asset.rating ?? 0) < LARGE)) return HIDDEN
      return amount('dot', share, stale, far ? 9 : 12, quiet)
    }
    case 'battery':
      return { ...amount('bar', value / 100, stale, far ? 12 : 18, quiet), level: value / 100 }
    case 'grid':
      return asset.path
        ? HIDDEN
        : { glyph: 'square', colour: stale ? UNKNOWN_COLOUR : 0xd6dde3, size: 11, stale }
    case 'parking':
      return {
        glyph: 'square',
        colour: rampColour(rampsFor(quiet).parking, value / Math.max(1, asset.parts ?? 1)),
        size: far ? 9 : 14,
        stale,
      }
    case 'airStation':
      return {
        glyph: 'dot',
        colour: rampColour(rampsFor(quiet).air, airShare(value)),
        size: 18,
        stale,
      }
    case 'weather':
      return { glyph: 'arrow', colour: 0xdfe6ea, size: 22, stale }
    case 'bus':
      return { glyph: 'square', colour: quiet ? GREY : 0x58c48d, size: far ? 8 : 12, stale }
    default:
      return HIDDEN
  }
}

function amount(glyph: Glyph, share: number, stale: boolean, size: number, quiet: boolean): Sign {
  const known = !Number.isNaN(share)
  return {
    glyph: known ? glyph : 'ring',
    colour: known ? rampColour(rampsFor(quiet).output, share) : UNKNOWN_COLOUR,
    size,
    stale: stale || !known,
  }
}
