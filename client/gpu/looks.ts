import type { Ground } from '../../geodata/paint.ts'

/** The four looks; the same words as the modes of the page. */
export type LookName = 'operate' | 'tour' | 'plan' | 'kiosk'

/** Light of one moment. Colours are sRGB 0xRRGGBB, strengths are plain factors on them. */
export interface Light {
  readonly sun: number
  readonly sunStrength: number
  /** Light from above and from below. */
  readonly sky: number
  readonly ground: number
  readonly skyStrength: number
  /** Colours of the drawn sky. */
  readonly zenith: number
  readonly horizon: number
  /** 0 by day to 1 in full night: lit windows, street lights. */
  readonly night: number
}

/** How the world is shown to one audience: data only. Colours are sRGB 0xRRGGBB. */
export interface Look {
  readonly name: LookName
  /** True when the picture is darker than its labels: labels are light. */
  readonly dark: boolean
  /** Whether light follows the real sun into dusk and night, or only its direction by day. */
  readonly realSun: boolean
  /** Altitude in degrees below which a look without the real sun lights its model from a fixed place. */
  readonly lowestSun: number
  /** Light by day; for a look without the real sun also the only one, but for `night`. */
  readonly day: Light
  /** Light at night of a look without the real sun. */
  readonly dim: Light
  /** Share of its own colour a surface keeps, 0 grey to 1. */
  readonly saturation: number
  /** Brightness of surfaces is moved to `middle + contrast · (brightness − middle)`. */
  readonly contrast: number
  readonly middle: number
  /** Colour the surfaces are multiplied with. */
  readonly tint: number
  /** Share of plain model white, and that white. */
  readonly white: number
  readonly whiteColour: number
  /** Strength of façades, seams and noise, 0 to 1. */
  readonly detail: number
  /** Strength of the gradients at the foot of walls and of the slope shading, 0 to 1. */
  readonly relief: number
  readonly grounds: Readonly<Record<Ground, number>>
  readonly deepWater: number
  readonly shoreWater: number
  /** Mirror of the sky and glint of the sun on water, 0 to 1. */
  readonly gloss: number
  /** Distance in metres at which haze hides 63 % of a thing, and the most it hides. */
  readonly hazeDistance: number
  readonly hazeMost: number
  /** Colours of trees by kind: pine, broadleaf, avenue, shrub. */
  readonly trees: readonly [number, number, number, number]
  readonly exposure: number
  /** Colour of what is selected. */
  readonly mark: number
}

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

const daylight: Light = {
  sun: 0xfff3df,
  sunStrength: 2.9,
  sky: 0xbfd9f2,
  ground: 0x8d8672,
  skyStrength: 1.25,
  zenith: 0x3f7fc4,
  horizon: 0xc9dcea,
  night: 0,
}

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

/** The looks as data. */
export const LOOKS: Readonly<Record<LookName, Look>> = {
  operate: {
    name: 'operate',
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
  tour: {
    name: 'tour',
    dark: false,
    realSun: true,
    lowestSun: -90,
    day: daylight,
    dim: daylight,
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
  plan: {
    name: 'plan',
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
  kiosk: {
    name: 'kiosk',
    dark: false,
    realSun: false,
    lowestSun: 25,
    day: { ...daylight, sunStrength: 2.8, skyStrength: 1.6, zenith: 0x4f9be0, horizon: 0xd6e9f5 },
    dim: { ...daylight, sunStrength: 2.6, skyStrength: 1.6, zenith: 0x4f9be0, horizon: 0xd6e9f5 },
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

/** Share of its own colours a small thing (a bus, a parked car) keeps in a look. */
export function keptOf(look: Look): number {
  return isQuiet(look) ? look.saturation : 1
}

/** Whether a look keeps saturated colour for the abnormal (ISA-101). */
export function isQuiet({ saturation }: Look): boolean {
  return saturation < 0.5
}
