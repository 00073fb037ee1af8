import type { Ground } from '../geodata/paint.ts'

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
  /** Colour is kept for the abnormal (ISA-101): amounts are greys. */
  readonly quiet: boolean
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

/** A clear day with the sun high. */
export const CLEAR_DAY: Light = {
  sun: 0xfff3df,
  sunStrength: 2.9,
  sky: 0xbfd9f2,
  ground: 0x8d8672,
  skyStrength: 1.25,
  zenith: 0x3f7fc4,
  horizon: 0xc9dcea,
  night: 0,
}

/** Share of its own colours a small thing (a bus, a parked car) keeps in a look. */
export function keptOf({ quiet, saturation }: Look): number {
  return quiet ? saturation : 1
}
