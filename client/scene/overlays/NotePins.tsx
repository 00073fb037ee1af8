import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { SitePoint } from '../../../models/units.ts'
import { type PlacedSign, Symbols } from '../../gpu/overlay/Symbols.ts'
import { records, recordsOf } from '../../live/records.ts'
import { useLanguage } from '../../state/language.ts'
import { WORDS } from '../../words/words.ts'
import { useSignScale } from '../useSignScale.ts'
import { useWorld3D } from '../worldContext.ts'
import { SIGN_LIFT } from './signs.ts'
import { useLayer } from './useLayer.ts'

/** Pins drawn at most, and pixels across each. */
const MOST = 200
const ACROSS = 13
const NOWHERE: SitePoint = [0, 0, 0]

/** Open notes on the ground, each a sign with its word over the point it is pinned on. */
export function NotePins() {
  const { language } = useLanguage()
  const { look } = useWorld3D()
  const scaling = useSignScale()
  const version = useStore(records, state => state.version)
  const word = WORDS[language]['notes.pin']
  const make = useCallback(
    () => new Symbols(Array<SitePoint>(MOST).fill(NOWHERE), SIGN_LIFT, { onTop: true, word }),
    [word],
  )
  const write = useCallback(
    (symbols: Symbols) => {
      const pins: PlacedSign[] = recordsOf('note').flatMap(({ value: { at, state } }) =>
        at && state === 'open'
          ? [{ place: at, sign: { glyph: 'square', colour: look.mark, size: ACROSS, worded: true } }]
          : [],
      )
      symbols.scaling = scaling
      symbols.show(pins.slice(0, MOST))
      return symbols.takeNews()
    },
    [look, scaling, version],
  )
  const symbols = useLayer(make, write, true)
  return symbols && <primitive object={symbols} />
}
