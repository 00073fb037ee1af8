import type { Asset } from '../../../models/asset.ts'
import type { KindName } from '../../../models/kinds.ts'
import { airShare, rampColour, rampsFor } from '../../../models/ramps.ts'
import type { Instant } from '../../../models/units.ts'
import type { Tag } from '../../gpu/overlay/Tags.ts'
import { UNKNOWN_COLOUR } from '../../gpu/palette.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'

/** Kinds whose assets say a number in the picture. */
export const TAGGED: readonly KindName[] = ['parking', 'airStation', 'weather']

const DARK = 0x11161c
const LIGHT = 0xf4f7f9

/** What an asset of a tagged kind says now; null where there is no reading. `quiet` looks keep colour for the abnormal. Stations win their place before car parks, big lots before small. */
export function tagOf(
  loaded: LoadedWorld,
  asset: Asset,
  index: number,
  now: Instant,
  quiet: boolean,
): Tag | null {
  const { value, stale } = shownNow(loaded, pointOf(loaded, index), now)
  if (Number.isNaN(value)) return null
  const chipped = (text: string, rgb: number, weight: number): Tag => {
    const chip = stale ? UNKNOWN_COLOUR : rgb
    return { text, chip, ink: bright(chip) ? DARK : LIGHT, stale, weight }
  }
  switch (asset.kind) {
    case 'parking': {
      const stalls = Math.max(1, asset.parts ?? 1)
      const free = Math.max(0, Math.round(stalls - value))
      return chipped(`P ${free}`, rampColour(rampsFor(quiet).parking, value / stalls), stalls)
    }
    case 'airStation':
      return chipped(`${Math.round(value)}`, rampColour(rampsFor(quiet).air, airShare(value)), 2_000)
    case 'weather': {
      const wind = shownNow(loaded, pointOf(loaded, index, 'windSpeed'), now).value
      const speed = Number.isNaN(wind) ? '' : ` ${wind.toFixed(0)}m/s`
      return chipped(`${value.toFixed(0)}°${speed}`, 0xdfe6ea, 3_000)
    }
    default:
      return null
  }
}

/** Whether dark ink reads better on a colour (relative luminance by ITU-R BT.709 on sRGB bytes). */
function bright(rgb: number): boolean {
  return 0.2126 * ((rgb >> 16) & 255) + 0.7152 * ((rgb >> 8) & 255) + 0.0722 * (rgb & 255) > 130
}
