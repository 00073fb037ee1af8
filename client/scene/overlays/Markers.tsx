import { useFrame, useThree } from '@react-three/fiber'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { kindOf } from '../../../models/kinds.ts'
import { Symbols } from '../../gpu/overlay/Symbols.ts'
import { registerPicker } from '../../gpu/pickers.ts'
import { alarmSummary } from '../../live/alarmSummary.ts'
import { serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useDraws, useView } from '../../state/view.ts'
import { useSignScale } from '../useSignScale.ts'
import { useWorld3D } from '../worldContext.ts'
import { alongPath } from './alongPath.ts'
import { FAR } from './levels.ts'
import { HIDDEN, quietSign, SIGN_LIFT } from './signs.ts'
import { useLayer } from './useLayer.ts'

/** A sign over every asset of the visible layers that is not in alarm: watched devices, and amounts by colour. */
export function Markers({ loaded }: { readonly loaded: LoadedWorld }) {
  const { quiet } = useWorld3D().look
  const layers = useView(view => view.layers)
  const alarms = useDraws('alarms')
  const camera = useThree(state => state.camera)
  const size = useThree(state => state.size)
  const scaling = useSignScale()
  const invalidate = useThree(state => state.invalidate)
  const far = useRef(false)
  const leads = useMemo(() => loaded.site.assets.map((_, i) => pointOf(loaded, i)), [loaded])
  const turns = useMemo(
    () =>
      loaded.site.assets.map(({ kind }, i) => {
        const turn = kindOf(kind).sign?.turn
        return turn ? pointOf(loaded, i, turn) : -1
      }),
    [loaded],
  )
  const make = useCallback(
    () =>
      new Symbols(
        loaded.site.assets.map(asset => asset.place),
        SIGN_LIFT,
      ),
    [loaded],
  )
  const write = useCallback(
    (symbols: Symbols) => {
      const now = serverNow()
      const { assets } = alarmSummary()
      loaded.site.assets.forEach((asset, i) => {
        const { layer, sign: spec, path } = kindOf(asset.kind)
        const inAlarm = alarms && assets.has(i)
        if (inAlarm || !spec || !layer || !layers.has(layer)) {
          symbols.set(i, HIDDEN)
          return
        }
        const shown = shownNow(loaded, leads[i]!, now)
        if (path === 'ride' && asset.path) symbols.move(i, alongPath(asset.path, shown.value / 100).place)
        const sign = quietSign(asset, shown, far.current, quiet)
        const from = turns[i]! < 0 ? Number.NaN : shownNow(loaded, turns[i]!, now).value
        symbols.set(i, Number.isNaN(from) ? sign : { ...sign, level: ((from + 180) % 360) / 360 })
      })
      return symbols.takeNews()
    },
    [loaded, layers, alarms, leads, turns, quiet],
  )
  const symbols = useLayer(make, write, true)

  useEffect(() => {
    if (symbols) symbols.scaling = scaling
    invalidate()
  }, [symbols, scaling, invalidate])

  useFrame(() => {
    const now = camera.position.y > FAR
    if (now === far.current) return
    far.current = now
    if (symbols) write(symbols)
  })

  useEffect(() => {
    if (!symbols) return
    return registerPicker(ray => {
      const hit = symbols.pick(ray, camera, size.height)
      return hit && { distance: hit.distance, target: { type: 'asset', index: hit.index } }
    })
  }, [symbols, camera, size])

  return symbols && <primitive object={symbols} />
}
