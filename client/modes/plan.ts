import { Factory } from 'lucide-react'
import type { Light } from '../look.ts'
import { Clock } from '../panels/parts/Clock.tsx'
import { Foot } from '../panels/shell/foot/Foot.tsx'
import type { Mode } from '../state/mode.ts'
import './plan.css'

const paper: Light = {
  sun: 0xfffaf1,
  sunStrength: 1.9,
  sky: 0xf4f7fb,
  ground: 0xcfcac0,
  skyStrength: 1.75,
  zenith: 0xdfe6ec,
  horizon: 0xf5f4f1,
  night: 0,
}

/** Planners: a white architectural model. */
export const plan: Mode = {
  name: 'plan',
  title: { ko: '계획', en: 'Plan', ja: '計画', zh: '规划' },
  icon: Factory,
  layers: ['plots', 'labels', 'trees'],
  layersOpen: false,
  signScale: 1,
  scenery: false,
  desk: false,
  bar: [Clock],
  foot: [Foot],
  look: {
    quiet: true,
    dark: false,
    realSun: false,
    lowestSun: 4,
    day: paper,
    dim: { ...paper, sunStrength: 1.35, night: 0 },
    saturation: 0.25,
    contrast: 0.3,
    middle: 0.86,
    tint: 0xffffff,
    white: 0.9,
    whiteColour: 0xf6f4f0,
    detail: 0.22,
    relief: 1,
    grounds: {
      sea: 0xc8d5da,
      stream: 0xcbd8dc,
      forest: 0xd3d9cc,
      forestHigh: 0xcfd5c8,
      grass: 0xdfe2d6,
      field: 0xe3e4d8,
      city: 0xe9e6df,
      housing: 0xe8e5de,
      industry: 0xe8e6e1,
      yard: 0xe5e3de,
      park: 0xd9dfce,
      road: 0xd6d4cf,
      rail: 0xd2cec7,
      quay: 0xe4e2dd,
      tidal: 0xd9d9d2,
      rock: 0xdbd8d1,
      lot: 0xdad8d4,
      plaza: 0xeeebe5,
    },
    deepWater: 0xbccdd4,
    shoreWater: 0xcfdbde,
    gloss: 0.2,
    hazeDistance: 30_000,
    hazeMost: 0.85,
    trees: [0xbfcab6, 0xc6d0bb, 0xcad3bf, 0xced6c4],
    exposure: 0.98,
    mark: 0xe8663a,
  },
}
