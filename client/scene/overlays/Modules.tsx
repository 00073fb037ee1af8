import { useFrame } from '@react-three/fiber'
import { useCallback, useMemo } from 'react'
import { kindOf } from '../../../models/kinds.ts'
import { panelGeometry, Rows } from '../../gpu/overlay/Rows.ts'
import { serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useView } from '../../state/view.ts'
import { useWorld3D } from '../worldContext.ts'
import { amountColour, amountShare } from './amount.ts'
import { useLayer } from './useLayer.ts'

/** Colour of modules when nobody asks how much they give; a look that keeps colour for the abnormal has them grey. */
const MODULE = 0x1c2f4c
const GREY_MODULE = 0x262b31
const STALE = 0x6b7178
/** Eye height in metres up to which single modules can be told apart. */
const LOW = 1_300

/** Modules in rows on the roofs, coloured by the amount while the layer of their kind is on. */
export function Modules({ loaded }: { readonly loaded: LoadedWorld }) {
  const { quiet } = useWorld3D().look
  const module = quiet ? GREY_MODULE : MODULE
  const layers = useView(view => view.layers)
  const arrays = useMemo(
    () =>
      loaded.site.assets.flatMap((asset, i) =>
        asset.rows && kindOf(asset.kind).rows?.of === 'modules' ? [{ asset, point: pointOf(loaded, i) }] : [],
      ),
    [loaded],
  )
  const make = useCallback(() => {
    const groups = arrays.map(({ asset }) => ({ rows: asset.rows ?? [], y: asset.place[1], tilt: 12 }))
    return new Rows(panelGeometry(arrays[0]?.asset.size ?? [2, 0.1, 2]), groups)
  }, [arrays])
  const write = useCallback(
    (rows: Rows) => {
      const now = serverNow()
      let coloured = false
      arrays.forEach(({ asset, point }, g) => {
        const { layer } = kindOf(asset.kind)
        const on = layer !== undefined && layers.has(layer)
        coloured ||= on
        const { value, stale } = shownNow(loaded, point, now)
        const share = stale ? Number.NaN : amountShare(asset, value)
        const told = Number.isNaN(share) ? STALE : amountColour(asset, share, quiet)
        rows.paint(g, on ? told : module)
      })
      return rows.visible && coloured
    },
    [arrays, loaded, layers, module, quiet],
  )
  const rows = useLayer(make, write, true)
  useFrame(({ camera }) => {
    if (rows) rows.visible = camera.position.y < LOW
  })
  return rows && <primitive object={rows} />
}
