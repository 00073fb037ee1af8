import { useFrame, useThree } from '@react-three/fiber'
import { useCallback, useEffect, useMemo } from 'react'
import { rampColour, rampsFor } from '../../../models/ramps.ts'
import { isQuiet } from '../../gpu/looks.ts'
import { Flows } from '../../gpu/overlay/Flows.ts'
import { panelGeometry, Rows } from '../../gpu/overlay/Rows.ts'
import { serverNow } from '../../live/health.ts'
import { pointOf, shareOfRating, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useView } from '../../state/view.ts'
import { useWorld3D } from '../worldContext.ts'
import { useLayer } from './useLayer.ts'

/** Colour of modules when nobody asks how much they give; a look that keeps colour for the abnormal has them grey. */
const MODULE = 0x1c2f4c
const GREY_MODULE = 0x262b31
const STALE = 0x6b7178
/** Eye height in metres up to which single modules can be told apart. */
const LOW = 1_300

/** Panels on the roofs, coloured by output while the energy layer is on, and the flows along the feeders. */
export function Energy({ loaded }: { readonly loaded: LoadedWorld }) {
  const on = useView(view => view.layers.has('energy'))
  return (
    <>
      <Panels loaded={loaded} coloured={on} />
      <FeederFlows loaded={loaded} on={on} />
    </>
  )
}

function Panels({ loaded, coloured }: { readonly loaded: LoadedWorld; readonly coloured: boolean }) {
  const { look } = useWorld3D()
  const module = isQuiet(look) ? GREY_MODULE : MODULE
  const ramp = rampsFor(isQuiet(look)).output
  const arrays = useMemo(
    () =>
      loaded.site.assets.flatMap((asset, i) =>
        asset.kind === 'solar' && asset.rows ? [{ asset, point: pointOf(loaded, i) }] : [],
      ),
    [loaded],
  )
  const make = useCallback(() => {
    const groups = arrays.map(({ asset }) => ({ rows: asset.rows ?? [], y: asset.place[1], tilt: 12 }))
    return new Rows(panelGeometry(arrays[0]?.asset.size ?? [2, 0.1, 2]), groups, false)
  }, [arrays])
  const write = useCallback(
    (rows: Rows) => {
      const now = serverNow()
      arrays.forEach(({ asset, point }, g) => {
        const { value, stale } = shownNow(loaded, point, now)
        const share = shareOfRating(asset, value)
        rows.paint(g, !coloured ? module : stale || Number.isNaN(share) ? STALE : rampColour(ramp, share))
      })
      return rows.visible && coloured
    },
    [arrays, loaded, coloured, module, ramp],
  )
  const rows = useLayer(make, write, true)
  useFrame(({ camera }) => {
    if (rows) rows.visible = camera.position.y < LOW
  })
  return rows && <primitive object={rows} />
}

/** Frames a second of the running dashes. */
const BEAT = 12

function FeederFlows({ loaded, on }: { readonly loaded: LoadedWorld; readonly on: boolean }) {
  const invalidate = useThree(state => state.invalidate)
  const quiet = isQuiet(useWorld3D().look)
  const software = useView(view => view.tier === 'software')
  const feeders = useMemo(
    () =>
      loaded.site.assets.flatMap((asset, i) =>
        asset.path && asset.kind === 'grid' ? [{ path: asset.path, point: pointOf(loaded, i) }] : [],
      ),
    [loaded],
  )
  const make = useCallback(
    () =>
      new Flows(
        feeders.map(feeder => feeder.path),
        quiet,
      ),
    [feeders, quiet],
  )
  const write = useCallback(
    (flows: Flows) => {
      const now = serverNow()
      feeders.forEach(({ point }, i) => {
        const { value, stale } = shownNow(loaded, point, now)
        flows.set(i, value, stale)
      })
      return true
    },
    [feeders, loaded],
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
