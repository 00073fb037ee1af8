import { Waves } from 'lucide-react'
import { operate } from '../../client/modes/operate.ts'
import { Clock } from '../../client/panels/parts/Clock.tsx'
import type { Mode } from '../../client/state/mode.ts'

/** A mode that the page does not have. */
export const warden: Mode = {
  name: 'warden',
  title: { ko: '하천', en: 'Warden', ja: '河川', zh: '河道' },
  icon: Waves,
  layers: ['water'],
  layersOpen: true,
  signScale: 1,
  scenery: false,
  desk: false,
  bar: [Clock],
  foot: [],
  look: operate.look,
}
