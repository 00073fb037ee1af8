import { useCallback, useEffect, useMemo } from 'react'
import { Vector3 } from 'three'
import { heightAt } from '../../../geodata/heights.ts'
import { ringIndex } from '../../../geodata/plane/boxIndex.ts'
import { inRing } from '../../../geodata/plane/ring.ts'
import { PlotLines } from '../../gpu/overlay/PlotLines.ts'
import { registerPicker } from '../../gpu/pickers.ts'
import { rayGround } from '../../gpu/rayGround.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useDraws } from '../../state/view.ts'
import { useLayer } from './useLayer.ts'

const at = new Vector3()
const still = () => false

/** The plots of the site on the ground; a click on open ground selects the one it lies in. */
export function Plots({ loaded }: { readonly loaded: LoadedWorld }) {
  const on = useDraws('plots')
  const { heights } = loaded
  const { plots } = loaded.site
  const make = useCallback(
    () => new PlotLines(plots, (x, z) => Math.max(0, heightAt(heights, x, z))),
    [plots, heights],
  )
  const lines = useLayer(make, still, on)
  const near = useMemo(() => ringIndex(plots.map(plot => plot.ring)), [plots])

  useEffect(() => {
    if (!on) return
    return registerPicker(ray => {
      const distance = rayGround(ray, heights)
      if (!Number.isFinite(distance)) return null
      const { x, z } = ray.at(distance, at)
      const found = near([x, z, x, z]).find(i => inRing(plots[i]!.ring, x, z))
      return found === undefined ? null : { distance, target: { type: 'plot', id: plots[found]!.key } }
    })
  }, [on, plots, near, heights])
  return lines && <primitive object={lines} />
}
