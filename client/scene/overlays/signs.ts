import type { Asset } from '../../../models/asset.ts'
import type { KindName } from '../../../models/kinds.ts'
import { airShare, RAMPS, rampColour } from '../../../models/ramps.ts'
import type { Worst } from '../../../models/rollUp.ts'
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
const SIZE_OF_SEVERITY = [7, 15, 18, 22] as const

/** Sign of an alarm by its severity: shape, colour and size tell the same. */
export function alarmSign({ severity }: Worst, stale: boolean): Sign {
  return {
    glyph: GLYPH_OF_SEVERITY[severity],
    colour: SEVERITY_COLOURS[severity],
    size: SIZE_OF_SEVERITY[severity],
    stale,
    pulse: severity === 3,
  }
}

/** A value that its own device calls bad: a cross, which nothing else is. */
const BAD: Sign = { glyph: 'cross', colour: 0xe8ecef, size: 13 }
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
      return amount('dot', share, stale, far ? 9 : 12)
    }
    case 'battery':
      return { ...amount('bar', value / 100, stale, far ? 12 : 18), level: value / 100 }
    case 'grid':
      return asset.path
        ? HIDDEN
        : { glyph: 'square', colour: stale ? UNKNOWN_COLOUR : 0xd6dde3, size: 11, stale }
    case 'parking':
      return {
        glyph: 'square',
        colour: rampColour(RAMPS.parking, value / Math.max(1, asset.parts ?? 1)),
        size: far ? 9 : 14,
        stale,
      }
    case 'airStation':
      return {
        glyph: 'dot',
        colour: rampColour(quiet ? RAMPS.airQuiet : RAMPS.air, airShare(value)),
        size: 18,
        stale,
      }
    case 'weather':
      return { glyph: 'arrow', colour: 0xdfe6ea, size: 22, stale }
    case 'bus':
      return { glyph: 'square', colour: 0x58c48d, size: far ? 8 : 12, stale }
    default:
      return HIDDEN
  }
}

function amount(glyph: Glyph, share: number, stale: boolean, size: number): Sign {
  const known = !Number.isNaN(share)
  return {
    glyph: known ? glyph : 'ring',
    colour: known ? rampColour(RAMPS.output, share) : UNKNOWN_COLOUR,
    size,
    stale: stale || !known,
  }
}
