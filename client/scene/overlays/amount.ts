import type { Asset } from '../../../models/asset.ts'
import { kindOf } from '../../../models/kinds.ts'
import { rampColour, rampShare, rampsFor } from '../../../models/ramps.ts'
import { UNKNOWN_COLOUR } from '../../gpu/palette.ts'

/** Share 0..1 of its kind's ramp that an asset's lead value comes to; NaN without a reading or without a ramp. */
export function amountShare(asset: Asset, value: number): number {
  const { amount } = kindOf(asset.kind)
  return amount ? rampShare(amount.ramp, value, amount.full(asset)) : Number.NaN
}

/** Colour of a share on its kind's ramp; `quiet` looks keep colour for the abnormal. */
export function amountColour(asset: Asset, share: number, quiet: boolean): number {
  const { amount } = kindOf(asset.kind)
  return amount && !Number.isNaN(share) ? rampColour(rampsFor(quiet)[amount.ramp], share) : UNKNOWN_COLOUR
}
