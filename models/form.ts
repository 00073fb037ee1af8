import type { Degrees } from './units.ts'

/** A coloured part of a form: a box, an upright rod or a ball in metres, moved so that its middle is at `at`. */
export interface Solid {
  readonly box?: readonly [width: number, height: number, depth: number]
  readonly rod?: readonly [radius: number, height: number, sides: number, top: number]
  readonly ball?: number
  /** 0xRRGGBB */
  readonly colour: number
  readonly at: Place
  /** Turned about its own middle before it is moved. */
  readonly turn?: { readonly x?: Degrees; readonly z?: Degrees }
}

/** Shape of a small thing, metres, standing on y = 0 and facing north (−z). One draw call a form. */
export interface Form {
  readonly solids: readonly Solid[]
  /** Height that an asset's own size stretches the form to; without one it has this size always. */
  readonly height?: number
}

type Place = readonly [x: number, y: number, z: number]

/** A box of width, height and depth. */
export function box(size: Place, colour: number, at: Place, turn: Solid['turn'] = {}): Solid {
  return { box: size, colour, at, turn }
}

/** An upright rod; `top` is its radius above where that is another. */
export function rod(
  radius: number,
  height: number,
  colour: number,
  at: Place,
  more: { readonly sides?: number; readonly top?: number; readonly turn?: Solid['turn'] } = {},
): Solid {
  const { sides = 8, top = radius, turn = {} } = more
  return { rod: [radius, height, sides, top], colour, at, turn }
}

/** A ball. */
export function ball(radius: number, colour: number, at: Place): Solid {
  return { ball: radius, colour, at }
}

/** A mast with instruments at its top. */
export const MAST: Form = {
  solids: [
    rod(0.16, 10, 0xc4ccd1, [0, 5, 0], { sides: 6, top: 0.08 }),
    box([2, 0.1, 0.1], 0xaab2b7, [0, 9.6, 0]),
    ball(0.3, 0xe8ecee, [1, 9.8, 0]),
    ball(0.3, 0xe8ecee, [-1, 9.8, 0]),
  ],
}
