/** Colour of a device that watches and finds nothing, 0xRRGGBB. */
export const NORMAL_COLOUR = 0x9aa4ae

/** Colours of amounts, the same in the picture and in its legends. Ramps run from low to high; each brightens steadily, so that they read in grey and with any colour vision. */
export const RAMPS = {
  /** Output as a share of the rating. */
  output: [0x21384f, 0x1f6f8b, 0x31c7b0, 0xf4f1a0],
  /** Load of a plant as a share of its rating. */
  demand: [0x2a3340, 0x3a5275, 0x6a7fc0, 0xc9a7f0],
  /** Share of stalls taken: free is deep blue, full is warm. */
  parking: [0x2166ac, 0x6baed6, 0xfdd49e, 0xd94801],
  /** PM2.5 by the Korean grades 0, 15, 35, 75 µg/m³. */
  air: [0x3182bd, 0x5cb85c, 0xf0c419, 0xd9342b],
} as const satisfies Record<string, readonly number[]>
export type RampName = keyof typeof RAMPS

/** The same where colour is kept for the abnormal (ISA-101): amounts are greys, and only bad air has colour. */
export const QUIET_RAMPS: Readonly<Record<RampName, readonly number[]>> = {
  output: [0x2c3238, 0x5a636b, 0x98a1a9, 0xe3e8ec],
  demand: [0x3a4047, 0x565e66, 0x7d868e, 0xbac2c9],
  parking: [0x4a5159, 0x6c757d, 0x9aa2aa, 0xdfe4e8],
  air: [0x8d979f, 0xaab2b9, 0xffa53b, 0xff4d4f],
}

/** The ramps of a picture that keeps colour for the abnormal, or of one that does not. */
export function rampsFor(quiet: boolean): Readonly<Record<RampName, readonly number[]>> {
  return quiet ? QUIET_RAMPS : RAMPS
}

/** Colour at a share 0..1 of a ramp, 0xRRGGBB. */
export function rampColour(ramp: readonly number[], share: number): number {
  const at = Math.min(1, Math.max(0, share)) * (ramp.length - 1)
  const i = Math.min(ramp.length - 2, Math.floor(at))
  const f = at - i
  const [a, b] = [ramp[i]!, ramp[i + 1]!]
  const mix = (shift: number): number => Math.round(((a >> shift) & 255) * (1 - f) + ((b >> shift) & 255) * f)
  return (mix(16) << 16) | (mix(8) << 8) | mix(0)
}

/** Ramps whose colours end at values of their own instead of in equal steps. */
const BANDS: Partial<Record<RampName, readonly number[]>> = { air: [0, 15, 35, 75] }

/** Share of a ramp, 0..1, for a value of which `full` is the end, or the unit of the ramp's bands. NaN stays NaN. */
export function rampShare(name: RampName, value: number, full: number): number {
  const x = value / full
  const bands = BANDS[name]
  if (!bands || Number.isNaN(x)) return Math.min(1, Math.max(0, x))
  const i = bands.findLastIndex(low => x >= low)
  if (i < 0) return 0
  const next = bands[i + 1]
  return next === undefined ? 1 : (i + (x - bands[i]!) / (next - bands[i]!)) / (bands.length - 1)
}
