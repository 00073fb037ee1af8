import { useThree } from '@react-three/fiber'
import { useCallback, useEffect, useMemo } from 'react'
import { kindOf } from '../../../models/kinds.ts'
import { Flows } from '../../gpu/overlay/Flows.ts'
import { serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useView } from '../../state/view.ts'
import { useWorld3D } from '../worldContext.ts'
import { useLayer } from './useLayer.ts'

/** Frames a second of the running dashes. */
const BEAT = 12

/** What flows along the lines of kinds whose layer is on. */
export function LineFlows({ loaded }: { readonly loaded: LoadedWorld }) {
  const invalidate = useThree(state => state.invalidate)
  const { quiet } = useWorld3D().look
  const layers = useView(view => view.layers)
  const software = useView(view => view.tier === 'software')
  const lines = useMemo(() => linesOf(loaded), [loaded])
  const on = lines.some(({ layer }) => layers.has(layer))
  const make = useCallback(
    () =>
      new Flows(
        lines.map(line => line.path),
        quiet,
      ),
    [lines, quiet],
  )
  const write = useCallback(
    (flows: Flows) => {
      const now = serverNow()
      lines.forEach(({ point, layer }, i) => {
        const { value, stale } = shownNow(loaded, point, now)
        flows.set(i, layers.has(layer) ? value : Number.NaN, stale)
      })
      return true
    },
    [lines, loaded, layers],
  )
  const flows = useLayer(make, write, on)

  useEffect(() => {
    if (!flows || !on || software || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const timer = setInterval(() => {
      flows.time = performance.now() / 1000
      invalidate()
    }, 1000 / BEAT)
    return () => clearInterval(timer)
  }, [flows, on, software, invalidate])
  return flows && <primitive object={flows} />
}

function linesOf(loaded: LoadedWorld) {
  return loaded.site.assets.flatMap((asset, i) => {
    const { path, layer } = kindOf(asset.kind)
    return asset.path && layer && path === 'flow'
      ? [{ path: asset.path, layer, point: pointOf(loaded, i) }]
      : []
  })
}
