import { useFrame, useThree } from '@react-three/fiber'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { SitePoint } from '../../../models/units.ts'
import { isQuiet } from '../../gpu/looks.ts'
import { Symbols } from '../../gpu/overlay/Symbols.ts'
import { registerPicker } from '../../gpu/pickers.ts'
import { health, serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import { rolledUp } from '../../live/rollup.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useView } from '../../state/view.ts'
import { useSignScale } from '../useSignScale.ts'
import { useWorld3D } from '../worldContext.ts'
import { alongPath } from './alongPath.ts'
import { areaSigns, type Speaker } from './areaSigns.ts'
import { onScreen } from './onScreen.ts'
import { alarmSign, HIDDEN, LAYER_OF, quietSign } from './signs.ts'
import { useLayer } from './useLayer.ts'

/** Eye heights in metres: above the first quiet devices would only clutter the picture and blocks speak for them; above the second sub-districts speak for all. */
const FAR = 1_400
const WIDE = 4_000
/** Pixels of the signs that tell from afar how a block and a sub-district stand. */
const BLOCK = 24
const DISTRICT = 32
/** Pulses a second, and frames asked for each. */
const PULSE = 0.8
const STEPS = 10

/** A sign over every asset of the visible layers, severity by shape and colour, amounts by colour; from afar one for each troubled block, from farther one for each sub-district. */
export function Markers({ loaded }: { readonly loaded: LoadedWorld }) {
  const quiet = isQuiet(useWorld3D().look)
  const layers = useView(view => view.layers)
  const software = useView(view => view.tier === 'software')
  const camera = useThree(state => state.camera)
  const size = useThree(state => state.size)
  const scaling = useSignScale()
  const invalidate = useThree(state => state.invalidate)
  const height = useRef(0)
  const speakers = useRef<(Speaker | undefined)[]>([])
  const drawn = useRef(0)
  const leads = useMemo(() => loaded.site.assets.map((_, i) => pointOf(loaded, i)), [loaded])

  const winds = useMemo(
    () =>
      loaded.site.assets.map((asset, i) =>
        asset.kind === 'weather' ? pointOf(loaded, i, 'windDirection') : -1,
      ),
    [loaded],
  )
  const areas = useMemo(() => [...loaded.site.subdistricts, ...loaded.site.blocks], [loaded])

  const make = useCallback(
    () =>
      new Symbols([...loaded.site.assets.map(asset => asset.place), ...areas.map(area => area.centre)], 9),
    [loaded, areas],
  )
  const write = useCallback(
    (symbols: Symbols) => {
      const before = drawn.current
      drawn.current = 0
      const alarmed: SitePoint[] = []
      const now = serverNow()
      const rolled = rolledUp(loaded)
      const lost = health.getState().line === 'lost'
      const far = height.current > FAR
      const spoken = areaSigns(loaded.site, rolled, far ? (height.current > WIDE ? 'wide' : 'far') : 'near')
      loaded.site.assets.forEach((asset, i) => {
        const layer = LAYER_OF[asset.kind]
        const worst = rolled.assets.get(i)
        const inAlarm = worst !== undefined && layers.has('control')
        if (inAlarm ? spoken.silent.has(i) : !(layer && layers.has(layer))) {
          symbols.set(i, HIDDEN)
          return
        }
        const shown = shownNow(loaded, leads[i]!, now)
        if (asset.kind === 'bus' && asset.path)
          symbols.move(i, alongPath(asset.path, shown.value / 100).place)
        drawn.current++
        if (inAlarm) alarmed.push(asset.place)
        const sign = inAlarm ? alarmSign(worst, lost) : quietSign(asset, shown, far, quiet)
        const wind = winds[i]! < 0 ? Number.NaN : shownNow(loaded, winds[i]!, now).value
        symbols.set(i, Number.isNaN(wind) ? sign : { ...sign, level: ((wind + 180) % 360) / 360 })
      })
      const first = loaded.site.assets.length
      const districts = loaded.site.subdistricts.length
      speakers.current = areas.map((_, k) =>
        !layers.has('control')
          ? undefined
          : k < districts
            ? spoken.subdistricts.get(k)
            : spoken.blocks.get(k - districts),
      )
      speakers.current.forEach((speaker, k) => {
        if (speaker) alarmed.push(areas[k]!.centre)
        const size = k < districts ? DISTRICT : BLOCK
        symbols.set(first + k, speaker ? { ...alarmSign(speaker.worst, lost), size } : HIDDEN)
      })
      if (`${alarmed}` !== `${onScreen.alarms}`) onScreen.alarms = alarmed
      return drawn.current > 0 || before > 0
    },
    [loaded, layers, leads, winds, areas, quiet],
  )
  const symbols = useLayer(make, write, true)

  useEffect(() => {
    if (symbols) symbols.scaling = scaling
    invalidate()
  }, [symbols, scaling, invalidate])

  useFrame(() => {
    const { y } = camera.position
    const same = [FAR, WIDE].every(level => y > level === height.current > level)
    height.current = y
    if (symbols && !same) write(symbols)
  })

  useEffect(() => {
    if (!symbols) return
    return registerPicker(ray => {
      const hit = symbols.pick(ray, camera, size.height)
      const { length } = loaded.site.assets
      const index = hit && hit.index >= length ? speakers.current[hit.index - length]?.asset : hit?.index
      return hit && index !== undefined ? { distance: hit.distance, target: { type: 'asset', index } } : null
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
