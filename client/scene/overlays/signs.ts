import { ALARM_CLAIMS, type AlarmTally } from '../../../models/alarmSummary.ts'
import type { Asset } from '../../../models/asset.ts'
import type { SignSpec } from '../../../models/kind.ts'
import { kindOf } from '../../../models/kinds.ts'
import type { Glyph, Sign } from '../../gpu/overlay/Symbols.ts'
import { SEVERITY_COLOURS, UNKNOWN_COLOUR } from '../../gpu/palette.ts'
import type { Shown } from '../../live/present.ts'
import { amountColour, amountShare } from './amount.ts'

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
/** Amount below which nothing is worth a sign from afar. */
const IDLE = 0.01

/** Sign of an asset without an alarm, by its kind. `far` hides what would only clutter; `quiet` looks keep colour for the abnormal. */
export function quietSign(asset: Asset, shown: Shown, far: boolean, quiet: boolean): Sign {
  const { sign: spec, path } = kindOf(asset.kind)
  const isLine = asset.path !== undefined && path === 'flow'
  const sign = spec && !isLine ? freshSign(asset, spec, shown, far, quiet) : HIDDEN
  if (shown.bad && !asset.path) return BAD
  return shown.stale && sign.size > 0 ? { ...sign, colour: UNKNOWN_COLOUR, stale: true } : sign
}

function freshSign(
  asset: Asset,
  spec: SignSpec,
  { value, stale }: Shown,
  far: boolean,
  quiet: boolean,
): Sign {
  const share = amountShare(asset, value)
  const size = far ? spec.far : spec.size
  const small = far && spec.farFrom !== undefined && (share < IDLE || (asset.rating ?? 0) < spec.farFrom)
  if (size === 0 || small) return HIDDEN
  if (spec.colour === undefined) {
    const level = spec.glyph === 'bar' ? { level: share } : {}
    return Number.isNaN(share)
      ? { glyph: 'ring', colour: UNKNOWN_COLOUR, size, stale: true, ...level }
      : { glyph: spec.glyph, colour: amountColour(asset, share, quiet), size, stale, ...level }
  }
  const colour = spec.livery && quiet ? GREY : spec.colour
  const off = spec.whenOn === true && !(value > 0)
  return {
    glyph: (stale && spec.stale) || spec.glyph,
    colour: off ? UNKNOWN_COLOUR : colour,
    size,
    stale,
  }
}
