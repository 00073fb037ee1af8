import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo, useRef, useState } from 'react'
import { kindOf } from '../../../models/kinds.ts'
import { Tags as TagField } from '../../gpu/overlay/Tags.ts'
import { serverNow } from '../../live/health.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useView } from '../../state/view.ts'
import { busy } from '../probe.ts'
import { useSignScale } from '../useSignScale.ts'
import { useWorld3D } from '../worldContext.ts'
import { onScreen } from './onScreen.ts'
import { panelsNow } from './panelsNow.ts'
import { tagOf } from './tagOf.ts'
import { whenLive } from './useLayer.ts'
import { useLayout } from './useLayout.ts'

/** Eye height in metres above which some are silent, as their kinds say. */
const HIGH = 1_200
/** Metres a tag stands over its place: above the sign of the same asset. */
const LIFT = 9

/** Live numbers where they belong: free places of car parks, fine dust, temperature and wind. */
export function Tags({ loaded }: { readonly loaded: LoadedWorld }) {
  const { quiet } = useWorld3D().look
  const layers = useView(view => view.layers)
  const camera = useThree(state => state.camera)
  const size = useThree(state => state.size)
  const scaling = useSignScale()
  const tagged = useMemo(
    () => loaded.site.assets.flatMap((asset, index) => (kindOf(asset.kind).tag ? [{ asset, index }] : [])),
    [loaded],
  )
  const [field, setField] = useState<TagField | null>(null)
  const high = useRef(false)
  const write = useRef(() => {})

  // Before the layout of the same frame: what is written there is laid out there.
  useFrame(() => {
    if (!field) return
    const now = camera.position.y > HIGH
    if (now === high.current) return
    high.current = now
    write.current()
  })
  const again = useLayout(
    field &&
      (() =>
        field.layOut(camera, size.width / scaling, size.height / scaling, [
          ...onScreen.names,
          ...panelsNow(scaling),
        ])),
  )

  useEffect(() => {
    let made: TagField | null = null
    let gone = false
    const done = busy('tags')
    document.fonts
      .load("600 26px 'Pretendard Variable'", '0123456789P°%')
      .catch(() => undefined)
      .then(() => {
        if (gone) return
        made = new TagField(
          tagged.map(({ asset }) => asset.place),
          LIFT,
        )
        setField(made)
      })
      .finally(done)
    return () => {
      gone = true
      setField(null)
      made?.dispose()
    }
  }, [tagged])

  useEffect(() => {
    if (!field) return
    write.current = () => {
      const now = serverNow()
      let news = false
      tagged.forEach(({ asset, index }, i) => {
        const { layer, tag } = kindOf(asset.kind)
        const wanted = layer && layers.has(layer) && (!high.current || (tag?.high?.(asset) ?? true))
        if (field.set(i, wanted ? tagOf(loaded, asset, index, now, quiet) : null)) news = true
      })
      if (!news) return
      again()
    }
    return whenLive(() => write.current())
  }, [field, tagged, layers, loaded, quiet, again])

  useEffect(() => {
    if (field) field.scaling = scaling
    again()
  }, [field, scaling, again])
  return field && <primitive object={field} />
}
