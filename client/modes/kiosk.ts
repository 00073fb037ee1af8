import { Signpost } from 'lucide-react'
import { CLEAR_DAY } from '../look.ts'
import { Clock } from '../panels/parts/Clock.tsx'
import { Foot } from '../panels/shell/foot/Foot.tsx'
import type { Mode } from '../state/mode.ts'
import './kiosk.css'

/** Visitors: a clear day, large and high in contrast. */
export const kiosk: Mode = {
  name: 'kiosk',
  title: { ko: '안내', en: 'Kiosk', ja: '案内', zh: '导览' },
  icon: Signpost,
  layers: ['parking', 'environment', 'labels', 'trees'],
  layersOpen: true,
  signScale: 1.35,
  scenery: true,
  desk: false,
  bar: [Clock],
  foot: [Foot],
  look: {
    quiet: false,
    dark: false,
    realSun: false,
    lowestSun: 25,
    day: { ...CLEAR_DAY, sunStrength: 2.8, skyStrength: 1.6, zenith: 0x4f9be0, horizon: 0xd6e9f5 },
    dim: { ...CLEAR_DAY, sunStrength: 2.6, skyStrength: 1.6, zenith: 0x4f9be0, horizon: 0xd6e9f5 },
    saturation: 1.12,
    contrast: 1.12,
    middle: 0.55,
    tint: 0xffffff,
    white: 0,
    whiteColour: 0xffffff,
    detail: 0.8,
    relief: 0.9,
    grounds: {
      sea: 0x3b86a5,
      stream: 0x5fa0b0,
      forest: 0x55793f,
      forestHigh: 0x5e7d48,
      grass: 0x93ad62,
      field: 0xb0b574,
      city: 0xc6c3ba,
      housing: 0xc3beb3,
      industry: 0xc9c6bf,
      yard: 0xcdcac3,
      park: 0x83a857,
      road: 0x85878a,
      rail: 0x988e82,
      quay: 0xd1cec6,
      tidal: 0xa49d86,
      rock: 0xa8a297,
      lot: 0x90939a,
      plaza: 0xdad5cb,
    },
    deepWater: 0x1f6f94,
    shoreWater: 0x59a6b4,
    gloss: 0.7,
    hazeDistance: 40_000,
    hazeMost: 0.8,
    trees: [0x47703a, 0x5f8842, 0x6a934a, 0x719950],
    exposure: 1,
    mark: 0x0b7fd0,
  },
}
