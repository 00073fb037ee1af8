import { GASES, type Gas } from './gas.ts'

/** How a detector must be set: highest set point and accuracy. Korean technical guideline on gas leak alarms. */
export interface DetectorRule {
  readonly unit: '%LEL' | 'ppm'
  readonly highest: number
  /** Percent of the set point. */
  readonly accuracy: number
  /** Seconds to respond at 1.6 times the set point. */
  readonly response: number
  /** Upper end of the scale in the unit. */
  readonly scale: number
}

/** Lower explosive limits, volume percent (assumptions). */
export const LOWER_EXPLOSIVE = { H2: 4, CH4: 5 } as const

/** Set point of a flammable-gas detector: at most 25 % of the lower explosive limit; a second stage at 50 % is common (assumption). */
export const FLAMMABLE_DETECTOR: DetectorRule = {
  unit: '%LEL',
  highest: 25,
  accuracy: 25,
  response: 30,
  scale: 100,
}

/** Set point of a toxic-gas detector: at most the 8-hour limit, for NH3 indoors 50 ppm; null where no limit is known. NH3 and CO may take 60 s. */
export function toxicDetector(gas: Gas, indoors = false): DetectorRule | null {
  const { twa } = GASES[gas]
  if (twa === null) return null
  return {
    unit: 'ppm',
    highest: gas === 'NH3' && indoors ? 50 : twa,
    accuracy: 30,
    response: gas === 'NH3' || gas === 'CO' ? 60 : 30,
    scale: gas === 'NH3' ? 150 : 3 * twa,
  }
}

/** The rule of a gas that may burn, be toxic or both: toxic governs. null where neither rule applies. */
export function detectorFor(gas: Gas | null, flammable: boolean, indoors = false): DetectorRule | null {
  return (gas && toxicDetector(gas, indoors)) ?? (flammable ? FLAMMABLE_DETECTOR : null)
}

/** Detectors along the perimeter (m) of equipment: one for each 10 m indoors and 20 m outdoors (high-pressure gas rules); NaN for a negative perimeter. */
export function detectorsAlong(perimeter: number, indoors: boolean): number {
  return perimeter >= 0 ? Math.max(1, Math.ceil(perimeter / (indoors ? 10 : 20) - 1e-9)) : Number.NaN
}

/** Volume percent at a set point in %LEL. */
export function volumePercent(gas: keyof typeof LOWER_EXPLOSIVE, lel: number): number {
  return lel >= 0 ? (LOWER_EXPLOSIVE[gas] * lel) / 100 : Number.NaN
}
