import { useFrame, useThree } from '@react-three/fiber'
import { useCallback, useEffect, useMemo } from 'react'
import { kindOf } from '../../../models/kinds.ts'
import { Things } from '../../gpu/overlay/Things.ts'
import { serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { keptOf } from '../../look.ts'
import { useWorld3D } from '../worldContext.ts'
import { alongPath } from './alongPath.ts'
import { useLayer } from './useLayer.ts'

/** Eye height in metres up to which small equipment is worth drawing. */
const LOW = 1_600

/** The things themselves: turbines, cabinets, spheres, poles, buses; buses ride along their lines. */
export function Equipment({ loaded }: { readonly loaded: LoadedWorld }) {
  const camera = useThree(state => state.camera)
  const invalidate = useThree(state => state.invalidate)
  const saturation = keptOf(useWorld3D().look)
  const stock = useMemo(() => stockOf(loaded), [loaded])
  const make = useCallback(() => new Things(stock), [stock])
  const write = useCallback(
    (things: Things) => {
      const now = serverNow()
      stock.forEach(({ path, point }, i) => {
        if (!path) return
        const { place, heading } = alongPath(path, shownNow(loaded, point, now).value / 100)
        things.move(i, place, heading)
      })
      return things.visible
    },
    [loaded, stock],
  )
  const things = useLayer(make, write, true)
  useEffect(() => {
    if (things) things.saturation = saturation
    invalidate()
  }, [things, saturation, invalidate])
  useFrame(() => {
    if (things) things.visible = camera.position.y < LOW
  })
  return things && <primitive object={things} />
}

/** Assets whose kind has a form, stretched to the asset's own height where the form says so. */
function stockOf(loaded: LoadedWorld) {
  return loaded.site.assets.flatMap((asset, i) => {
    const { form, path } = kindOf(asset.kind)
    if (!form || (asset.path && path === 'flow')) return []
    const scale = form.height && asset.size ? asset.size[1] / form.height : 1
    const moving =
      path === 'ride' ? { path: asset.path, point: pointOf(loaded, i) } : { path: undefined, point: -1 }
    return [{ form, place: asset.place, heading: asset.heading, scale, ...moving }]
  })
}
