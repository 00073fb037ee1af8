import { Monitor } from 'lucide-react'
import type { Light } from '../look.ts'
import { Desk } from '../panels/operate/desk/Desk.tsx'
import { OperateFoot } from '../panels/operate/OperateFoot.tsx'
import { DataQuality } from '../panels/operate/quality/DataQuality.tsx'
import { AlarmStrip } from '../panels/operate/strip/AlarmStrip.tsx'
import type { Mode } from '../state/mode.ts'
import './operate.css'

const slate: Light = {
  sun: 0xf4f7fa,
  sunStrength: 2.5,
  sky: 0xc3ccd6,
  ground: 0x5a6068,
  skyStrength: 2.1,
  zenith: 0x59636e,
  horizon: 0x8b95a0,
  night: 0,
}

/** The control room: slate greys, colour for the abnormal alone. */
export const operate: Mode = {
  name: 'operate',
  title: { ko: '관제', en: 'Operate', ja: '監視', zh: '监控' },
  icon: Monitor,
  layers: ['control', 'labels', 'trees'],
  layersOpen: true,
  signScale: 1,
  scenery: false,
  desk: true,
  bar: [],
  foot: [DataQuality, OperateFoot, Desk, AlarmStrip],
  look: {
    quiet: true,
    dark: true,
    realSun: false,
    lowestSun: 32,
    day: slate,
    dim: {
      ...slate,
      sunStrength: 1.25,
      skyStrength: 1.35,
      sky: 0xb4bfcc,
      zenith: 0x1c2126,
      horizon: 0x363d45,
      night: 0.35,
    },
    saturation: 0.1,
    contrast: 0.55,
    middle: 0.6,
    tint: 0xb9c2cc,
    white: 0,
    whiteColour: 0xffffff,
    detail: 0.55,
    relief: 0.8,
    grounds: {
      sea: 0x38414b,
      stream: 0x3f4953,
      forest: 0x4d5653,
      forestHigh: 0x49524f,
      grass: 0x5b6361,
      field: 0x5e6562,
      city: 0x646b73,
      housing: 0x626970,
      industry: 0x656c74,
      yard: 0x686f77,
      park: 0x58615e,
      road: 0x545b63,
      rail: 0x575d63,
      quay: 0x6b727a,
      tidal: 0x4b545c,
      rock: 0x62666a,
      lot: 0x595f67,
      plaza: 0x6c737b,
    },
    deepWater: 0x313a44,
    shoreWater: 0x3c4651,
    gloss: 0.15,
    hazeDistance: 26_000,
    hazeMost: 0.75,
    trees: [0x4a534f, 0x4f5854, 0x535c58, 0x555e5a],
    exposure: 1,
    mark: 0xe4edf5,
  },
}
