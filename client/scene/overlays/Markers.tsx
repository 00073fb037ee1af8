import { useFrame, useThree } from '@react-three/fiber'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { Symbols } from '../../gpu/overlay/Symbols.ts'
import { registerPicker } from '../../gpu/pickers.ts'
import { alarms } from '../../live/alarms.ts'
import { health, serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import { rollUp } from '../../live/rollup.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useView } from '../../state/view.ts'
import { alongPath } from './alongPath.ts'
import { alarmSign, HIDDEN, LAYER_OF, quietSign } from './signs.ts'
import { useLayer } from './useLayer.ts'

/** Eye height in metres above which quiet devices would only clutter the picture. */
const FAR = 1_400
/** Pixels of the sign that tells from afar how a sub-district stands. */
const DISTRICT = 30
/** Pulses a second, and frames asked for each. */
const PULSE = 0.8
const STEPS = 10

/** A sign over every asset of the visible layers, severity by shape and colour, amounts by colour; from afar one for each troubled sub-district. */
export function Markers({ loaded }: { readonly loaded: LoadedWorld }) {
  const layers = useView(view => view.layers)
  const software = useView(view => view.tier === 'software')
  const camera = useThree(state => state.camera)
  const size = useThree(state => state.size)
  const invalidate = useThree(state => state.invalidate)
  const far = useRef(false)
  const drawn = useRef(0)
  const leads = useMemo(() => loaded.site.assets.map((_, i) => pointOf(loaded, i)), [loaded])

  const make = useCallback(
    () =>
      new Symbols(
        loaded.site.assets.map(asset => asset.place),
        9,
      ),
    [loaded],
  )
  const write = useCallback(
    (symbols: Symbols) => {
      const before = drawn.current
      drawn.current = 0
      const now = serverNow()
      const { assets: troubled, subdistricts } = rollUp(loaded, alarms.getState().byPoint.values())
      const lost = health.getState().line === 'lost'
      loaded.site.assets.forEach((asset, i) => {
        const layer = LAYER_OF[asset.kind]
        const worst = troubled.get(i)
        const alarmed = worst !== undefined && layers.has('control')
        if (!alarmed && !(layer && layers.has(layer))) {
          symbols.set(i, HIDDEN)
          return
        }
        const shown = shownNow(loaded, leads[i]!, now)
        if (asset.kind === 'bus' && asset.path)
          symbols.move(i, alongPath(asset.path, shown.value / 100).place)
        drawn.current++
        symbols.set(i, alarmed ? alarmSign(worst, lost) : quietSign(asset, shown, far.current))
      })
      const first = loaded.site.assets.length
      loaded.site.subdistricts.forEach((_, d) => {
        const worst = far.current && layers.has('control') ? subdistricts.get(d) : undefined
        symbols.set(first + d, worst ? { ...alarmSign(worst, lost), size: DISTRICT } : HIDDEN)
      })
      return drawn.current > 0 || before > 0
    },
    [loaded, layers, leads],
  )
  const symbols = useLayer(make, write, true)

  useFrame(() => {
    const nowFar = camera.position.y > FAR
    if (!symbols || nowFar === far.current) return
    far.current = nowFar
    write(symbols)
  })

  useEffect(() => {
    if (!symbols) return
    return registerPicker(ray => {
      const hit = symbols.pick(ray, camera, size.height)
      return hit && hit.index < loaded.site.assets.length
        ? { distance: hit.distance, target: { type: 'asset', index: hit.index } }
        : null
    })
  }, [symbols, camera, size, loaded])

  useEffect(() => {
    if (!symbols || software) return
    let beat = 0
    const timer = setInterval(
      () => {
        if (!symbols.pulsing) return
        beat = (beat + 1) % STEPS
        symbols.time = beat / STEPS
        invalidate()
      },
      1000 / (PULSE * STEPS),
    )
    return () => clearInterval(timer)
  }, [symbols, software, invalidate])

  return symbols && <primitive object={symbols} />
}
