import { Compass } from 'lucide-react'
import { CLEAR_DAY } from '../look.ts'
import { Clock } from '../panels/parts/Clock.tsx'
import { Foot } from '../panels/shell/foot/Foot.tsx'
import type { Mode } from '../state/mode.ts'
import './tour.css'

/** Investors and guests: daylight at the real sun, lit windows at night. */
export const tour: Mode = {
  name: 'tour',
  title: { ko: '둘러보기', en: 'Tour', ja: 'ツアー', zh: '游览' },
  icon: Compass,
  layers: ['energy', 'mobility', 'labels', 'trees'],
  layersOpen: false,
  signScale: 1,
  scenery: true,
  desk: false,
  bar: [Clock],
  foot: [Foot],
  look: {
    quiet: false,
    dark: false,
    realSun: true,
    lowestSun: -90,
    day: CLEAR_DAY,
    dim: CLEAR_DAY,
    saturation: 1,
    contrast: 1,
    middle: 0.5,
    tint: 0xffffff,
    white: 0,
    whiteColour: 0xffffff,
    detail: 1,
    relief: 1,
    grounds: {
      sea: 0x2d5a6e,
      stream: 0x4f7478,
      forest: 0x4b5f3a,
      forestHigh: 0x556444,
      grass: 0x85905f,
      field: 0x9c9c69,
      city: 0x9d998f,
      housing: 0x9b958a,
      industry: 0x9f9c95,
      yard: 0xa6a39b,
      park: 0x6d8350,
      road: 0x6b6c6c,
      rail: 0x7f766b,
      quay: 0xadaaa2,
      tidal: 0x857f6c,
      rock: 0x8b867c,
      lot: 0x74757a,
      plaza: 0xb6b0a5,
    },
    deepWater: 0x123f56,
    shoreWater: 0x3b7d86,
    gloss: 1,
    hazeDistance: 16_000,
    hazeMost: 0.92,
    trees: [0x43583a, 0x5a7141, 0x647c46, 0x6a804e],
    exposure: 1.08,
    mark: 0x36b8e6,
  },
}
