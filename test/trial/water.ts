import { Waves } from 'lucide-react'
import type { Layer } from '../../client/state/layer.ts'

/** A layer that the page does not have. */
export const water: Layer = {
  name: 'water',
  title: { ko: '수위', en: 'Water', ja: '水位', zh: '水位' },
  icon: Waves,
}
