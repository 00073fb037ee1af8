import { useFrame, useThree } from '@react-three/fiber'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { Vector3 } from 'three'
import type { AlarmTally } from '../../../models/alarmSummary.ts'
import type { SitePoint } from '../../../models/units.ts'
import { type PlacedSign, Symbols } from '../../gpu/overlay/Symbols.ts'
import { registerPicker } from '../../gpu/pickers.ts'
import { alarmSummary } from '../../live/alarmSummary.ts'
import { health } from '../../live/health.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useLanguage } from '../../state/language.ts'
import { useDraws } from '../../state/view.ts'
import { WORDS } from '../../words/words.ts'
import { useSignScale } from '../useSignScale.ts'
import { areaSigns } from './areaSigns.ts'
import { FAR, WIDE } from './levels.ts'
import { onScreen } from './onScreen.ts'
import { alarmSign, SIGN_LIFT, urgency } from './signs.ts'
import { useLayer } from './useLayer.ts'

/** Pixels of the signs that tell from afar how a block and a sub-district stand. */
const BLOCK = 24
const DISTRICT = 32
/** Milliseconds that an unacknowledged sign is bright, and then dim. */
const BEAT = 600

/** Something in alarm, with the place of its sign and the asset that a click on it selects. */
interface InAlarm {
  readonly place: SitePoint
  readonly tally: AlarmTally
  readonly asset: number
  readonly size?: number
}

const foot = new Vector3()

/**
 * A sign over everything in alarm, on top of the world: severity by shape and colour, what it asks by filling. From
 * afar one for each troubled block, from farther one for each sub-district. The worst lies over the others.
 */
export function AlarmSigns({ loaded }: { readonly loaded: LoadedWorld }) {
  const visible = useDraws('alarms')
  const language = useLanguage(state => state.language)
  const camera = useThree(state => state.camera)
  const size = useThree(state => state.size)
  const invalidate = useThree(state => state.invalidate)
  const scaling = useSignScale()
  const shown = useRef<readonly InAlarm[]>([])
  const height = useRef(0)
  const places = useMemo(
    () => [
      ...loaded.site.assets.map(asset => asset.place),
      ...[...loaded.site.subdistricts, ...loaded.site.blocks].map(area => area.centre),
    ],
    [loaded],
  )
  const make = useCallback(
    () => new Symbols(places, SIGN_LIFT, { onTop: true, word: WORDS[language]['quality.simulated'] }),
    [places, language],
  )
  const write = useCallback(
    (symbols: Symbols) => {
      const lost = health.getState().line === 'lost'
      const list = inAlarm(loaded, height.current)
      const away = ({ place }: InAlarm) => foot.set(...place).distanceToSquared(camera.position)
      list.sort((a, b) => urgency(a.tally) - urgency(b.tally) || away(b) - away(a))
      shown.current = list
      symbols.show(
        list.map(({ place, tally, size }): PlacedSign => {
          const sign = alarmSign(tally, lost)
          return { place, sign: size ? { ...sign, size } : sign }
        }),
      )
      const taken = list.map(({ place }) => place)
      if (`${taken}` !== `${onScreen.alarms}`) onScreen.alarms = taken
      return symbols.takeNews()
    },
    [loaded, camera],
  )
  const symbols = useLayer(make, write, visible)

  useEffect(() => {
    if (!visible) onScreen.alarms = []
  }, [visible])

  useEffect(() => {
    if (symbols) symbols.scaling = scaling
    invalidate()
  }, [symbols, scaling, invalidate])

  useFrame(() => {
    const { y } = camera.position
    const same = [FAR, WIDE].every(level => y > level === height.current > level)
    height.current = y
    if (symbols && visible && !same) write(symbols)
  })

  useEffect(() => {
    if (!symbols || !visible) return
    return registerPicker(ray => {
      const hit = symbols.pick(ray, camera, size.height)
      const one = hit && shown.current[hit.index]
      // Nothing stands before what is drawn on top of everything.
      return one ? { distance: 0, target: { type: 'asset', index: one.asset } } : null
    })
  }, [symbols, visible, camera, size])

  useEffect(() => {
    if (!symbols || !visible || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    let bright = true
    const timer = setInterval(() => {
      if (bright && !symbols.flashing) return
      bright = !bright
      symbols.time = bright ? 0 : 0.5
      invalidate()
    }, BEAT)
    return () => clearInterval(timer)
  }, [symbols, visible, invalidate])

  return symbols && <primitive object={symbols} />
}

/** What has a sign of its own from this height of the eye. */
function inAlarm({ site }: LoadedWorld, height: number): InAlarm[] {
  const summary = alarmSummary()
  const reach = height > WIDE ? 'wide' : height > FAR ? 'far' : 'near'
  const { subdistricts, blocks, silent } = areaSigns(site, summary, reach)
  return [
    ...[...summary.assets].flatMap(([asset, tally]): InAlarm[] =>
      silent.has(asset) ? [] : [{ place: site.assets[asset]!.place, tally, asset }],
    ),
    ...[...blocks].map(
      ([k, { tally, asset }]): InAlarm => ({ place: site.blocks[k]!.centre, tally, asset, size: BLOCK }),
    ),
    ...[...subdistricts].map(
      ([k, { tally, asset }]): InAlarm => ({
        place: site.subdistricts[k]!.centre,
        tally,
        asset,
        size: DISTRICT,
      }),
    ),
  ]
}
