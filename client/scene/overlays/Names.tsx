import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useRef, useState } from 'react'
import { Matrix4 } from 'three'
import { type Label, Labels } from '../../gpu/overlay/Labels.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useLanguage } from '../../state/language.ts'
import { useView } from '../../state/view.ts'
import { busy } from '../probe.ts'
import { useSignScale } from '../useSignScale.ts'
import { useWorld3D } from '../worldContext.ts'
import { onScreen } from './onScreen.ts'

/** Milliseconds between two layouts while the camera moves. */
const REST = 160

/** Names of districts and places, in Korean or English, over the world. */
export function Names({ loaded }: { readonly loaded: LoadedWorld }) {
  const { look } = useWorld3D()
  const visible = useView(view => view.layers.has('labels'))
  const korean = useLanguage(state => state.language === 'ko')
  const camera = useThree(state => state.camera)
  const size = useThree(state => state.size)
  const scaling = useSignScale()
  const invalidate = useThree(state => state.invalidate)
  const [labels, setLabels] = useState<Labels | null>(null)
  const laid = useRef({ at: 0, view: new Matrix4(), alarms: onScreen.alarms })

  useEffect(() => {
    let made: Labels | null = null
    let gone = false
    const done = busy('labels')
    const texts = labelsOf(loaded, korean)
    const sample = texts.map(label => label.text).join('')
    Promise.all(
      ['600 28px', '700 34px'].map(font => document.fonts.load(`${font} 'Pretendard Variable'`, sample)),
    )
      .catch(() => undefined)
      .then(() => {
        if (gone) return
        made = new Labels(texts, look.dark)
        laid.current.at = 0
        setLabels(made)
        invalidate()
      })
      .finally(done)
    return () => {
      gone = true
      setLabels(null)
      made?.dispose()
    }
  }, [loaded, korean, look, invalidate])

  useEffect(() => {
    if (labels) labels.scaling = scaling
    laid.current.at = 0
    invalidate()
  }, [labels, scaling, visible, invalidate])

  useFrame(() => {
    if (!labels || !visible) {
      onScreen.names = []
      return
    }
    const { at, view, alarms } = laid.current
    if (at > 0 && alarms === onScreen.alarms && view.equals(camera.matrixWorld)) return
    const now = performance.now()
    if (now - at < REST) {
      setTimeout(invalidate, REST)
      return
    }
    camera.updateMatrixWorld()
    onScreen.names = labels.layOut(camera, size.width / scaling, size.height / scaling, onScreen.alarms)
    laid.current.at = now
    laid.current.alarms = onScreen.alarms
    view.copy(camera.matrixWorld)
  })
  return labels && <primitive object={labels} visible={visible} />
}

/** Districts above all, then places by their rank. */
function labelsOf({ site, features }: LoadedWorld, korean: boolean): Label[] {
  const districts = site.subdistricts.map(
    ({ name, centre }): Label => ({ text: korean ? name.ko : name.en, place: centre, rank: 0, lift: 60 }),
  )
  const places = site.places.map(({ name, place, rank, feature }): Label => {
    const top = feature >= 0 ? (features.top[feature] ?? place[1]) - place[1] : 0
    return {
      text: short(korean ? name.ko : name.en),
      place,
      rank: Math.min(3, rank),
      lift: Math.max(8, top + 6),
    }
  })
  return [...districts, ...places]
}

/** Names without their explanations in brackets. */
function short(name: string): string {
  return name.replace(/\s*[(（].*$/, '').trim() || name
}
