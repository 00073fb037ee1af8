import { useCallback } from 'react'
import { heightAt } from '../../../geodata/heights.ts'
import { ringCentre } from '../../../geodata/plane/ring.ts'
import { kindOf } from '../../../models/kinds.ts'
import type { SitePoint } from '../../../models/units.ts'
import { Symbols } from '../../gpu/overlay/Symbols.ts'
import { serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useSelection } from '../../state/selection.ts'
import type { Target } from '../../target.ts'
import { useSignScale } from '../useSignScale.ts'
import { useWorld3D } from '../worldContext.ts'
import { alongPath } from './alongPath.ts'
import { SIGN_LIFT } from './signs.ts'
import { useLayer } from './useLayer.ts'

/** Pixels across the mark, and of the largest sign it stands round. */
const ACROSS = 52
const SIGN = 24

/** A target round what is selected, on top of the world, light within dark so that it is seen in every look. */
export function SelectionMark({ loaded }: { readonly loaded: LoadedWorld }) {
  const selected = useSelection(selection => selection.selected)
  const { look } = useWorld3D()
  const scaling = useSignScale()
  const make = useCallback(() => new Symbols([[0, 0, 0]], SIGN_LIFT, { onTop: true }), [])
  const write = useCallback(
    (symbols: Symbols) => {
      const place = selected && placeOf(selected, loaded)
      symbols.scaling = scaling
      symbols.show(
        place ? [{ place, sign: { glyph: 'target', colour: look.mark, size: ACROSS, level: SIGN } }] : [],
      )
      return symbols.takeNews()
    },
    [selected, loaded, look, scaling],
  )
  const symbols = useLayer(make, write, true)
  return symbols && <primitive object={symbols} />
}

/** Where a target is, what rides where it is now; null for what this site does not have. */
function placeOf(target: Target, loaded: LoadedWorld): SitePoint | null {
  const { site, features } = loaded
  if (target.type === 'asset') {
    const asset = site.assets[target.index]
    if (!asset) return null
    if (kindOf(asset.kind).path !== 'ride' || !asset.path) return asset.place
    const { value } = shownNow(loaded, pointOf(loaded, target.index), serverNow())
    return Number.isNaN(value) ? asset.place : alongPath(asset.path, value / 100).place
  }
  if (target.type === 'feature')
    return target.id < features.count
      ? [features.x[target.id]!, features.top[target.id]!, features.z[target.id]!]
      : null
  if (target.type === 'plot') {
    const plot = site.plots.find(({ key }) => key === target.id)
    if (!plot) return null
    const [x, z] = ringCentre(plot.ring)
    return [x, heightAt(loaded.heights, x, z), z]
  }
  const place = site.places.find(each => each.id === target.id)
  if (!place) return null
  const top = place.feature >= 0 ? features.top[place.feature] : undefined
  return [place.place[0], Math.max(place.place[1], top ?? 0), place.place[2]]
}
