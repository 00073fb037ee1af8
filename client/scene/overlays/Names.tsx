import { useThree } from '@react-three/fiber'
import { useEffect, useRef, useState } from 'react'
import { nameIn } from '../../../models/nameIn.ts'
import { type Label, Labels } from '../../gpu/overlay/Labels.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useInsets } from '../../state/insets.ts'
import { useLanguage } from '../../state/language.ts'
import { useDraws } from '../../state/view.ts'
import { busy } from '../probe.ts'
import { useSignScale } from '../useSignScale.ts'
import { useWorld3D } from '../worldContext.ts'
import { onScreen } from './onScreen.ts'
import { panelsNow } from './panelsNow.ts'
import { useLayout } from './useLayout.ts'

/** Names of districts and places over the world, in the language of the screen. */
export function Names({ loaded }: { readonly loaded: LoadedWorld }) {
  const { look } = useWorld3D()
  const visible = useDraws('names')
  const language = useLanguage(state => state.language)
  const camera = useThree(state => state.camera)
  const size = useThree(state => state.size)
  const scaling = useSignScale()
  const [labels, setLabels] = useState<Labels | null>(null)
  const laid = useRef({ alarms: onScreen.alarms, boxes: useInsets.getState().boxes })
  const lay = (field: Labels) => {
    onScreen.names = field.layOut(
      camera,
      size.width / scaling,
      size.height / scaling,
      onScreen.alarms,
      panelsNow(scaling),
    )
    laid.current = { alarms: onScreen.alarms, boxes: useInsets.getState().boxes }
  }
  const again = useLayout(
    labels && visible ? () => lay(labels) : null,
    () => laid.current.alarms !== onScreen.alarms || laid.current.boxes !== useInsets.getState().boxes,
  )

  useEffect(() => {
    let made: Labels | null = null
    let gone = false
    const done = busy('labels')
    const texts = labelsOf(loaded, language)
    const sample = texts.map(label => label.text).join('')
    Promise.all(
      ['600 28px', '700 34px'].map(font => document.fonts.load(`${font} 'Pretendard Variable'`, sample)),
    )
      .catch(() => undefined)
      .then(() => {
        if (gone) return
        made = new Labels(texts, look.dark)
        setLabels(made)
        again()
      })
      .finally(done)
    return () => {
      gone = true
      setLabels(null)
      made?.dispose()
    }
  }, [loaded, language, look, again])

  useEffect(() => {
    if (labels) labels.scaling = scaling
    if (!labels || !visible) onScreen.names = []
    again()
  }, [labels, scaling, visible, again])

  return labels && <primitive object={labels} visible={visible} />
}

/** Districts above all, then places by their rank. */
function labelsOf({ site, features }: LoadedWorld, language: string): Label[] {
  const districts = site.subdistricts.map(
    ({ name, centre }): Label => ({ text: nameIn(name, language), place: centre, rank: 0, lift: 60 }),
  )
  const places = site.places.map(({ name, place, rank, feature }): Label => {
    const top = feature >= 0 ? (features.top[feature] ?? place[1]) - place[1] : 0
    return {
      text: short(nameIn(name, language)),
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
