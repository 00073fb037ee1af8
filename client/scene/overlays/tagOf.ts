import type { Asset } from '../../../models/asset.ts'
import { kindOf } from '../../../models/kinds.ts'
import type { Instant } from '../../../models/units.ts'
import type { Tag } from '../../gpu/overlay/Tags.ts'
import { UNKNOWN_COLOUR } from '../../gpu/palette.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { amountColour, amountShare } from './amount.ts'

const DARK = 0x11161c
const LIGHT = 0xf4f7f9

/** What an asset says now by its kind's tag; null where there is no reading. `quiet` looks keep colour for the abnormal. */
export function tagOf(
  loaded: LoadedWorld,
  asset: Asset,
  index: number,
  now: Instant,
  quiet: boolean,
): Tag | null {
  const { tag } = kindOf(asset.kind)
  const { value, stale } = shownNow(loaded, pointOf(loaded, index), now)
  if (!tag || Number.isNaN(value)) return null
  const read = (point: string) => shownNow(loaded, pointOf(loaded, index, point), now).value
  const colour = tag.colour ?? amountColour(asset, amountShare(asset, value), quiet)
  const chip = stale ? UNKNOWN_COLOUR : colour
  return {
    text: tag.text(value, asset, read),
    chip,
    ink: bright(chip) ? DARK : LIGHT,
    stale,
    weight: tag.weight(asset),
  }
}

/** Whether dark ink reads better on a colour (relative luminance by ITU-R BT.709 on sRGB bytes). */
function bright(rgb: number): boolean {
  return 0.2126 * ((rgb >> 16) & 255) + 0.7152 * ((rgb >> 8) & 255) + 0.0722 * (rgb & 255) > 130
}
