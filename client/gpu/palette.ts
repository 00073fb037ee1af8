import { NORMAL_COLOUR } from '../../models/ramps.ts'

/** Colour of each severity, 0xRRGGBB; told apart by shape as well: dot, square, triangle, diamond. */
export const SEVERITY_COLOURS = [NORMAL_COLOUR, 0xf5e04b, 0xffa53b, 0xff4d4f] as const

/** Colour of what is not known or no longer fresh. */
export const UNKNOWN_COLOUR = 0x8b949e
