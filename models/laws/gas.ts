/** Limits of a gas in ppm: 8-hour mean, 15-minute mean, immediately dangerous. null where no source is at hand. */
export interface ExposureLimits {
  readonly name: { readonly ko: string; readonly en: string }
  /** g/mol */
  readonly molarMass: number
  readonly twa: number | null
  readonly stel: number | null
  readonly idlh: number | null
}

/** Exposure limits: ACGIH and NIOSH figures as published; Korean ones marked in domain-models.md as assumptions are left out. */
export const GASES = {
  NH3: { name: { ko: '암모니아', en: 'Ammonia' }, molarMass: 17.03, twa: 25, stel: 35, idlh: 300 },
  H2S: { name: { ko: '황화수소', en: 'Hydrogen sulfide' }, molarMass: 34.08, twa: 10, stel: 15, idlh: 100 },
  CO: {
    name: { ko: '일산화탄소', en: 'Carbon monoxide' },
    molarMass: 28.01,
    twa: 25,
    stel: null,
    idlh: 1200,
  },
  Cl2: { name: { ko: '염소', en: 'Chlorine' }, molarMass: 70.9, twa: null, stel: null, idlh: 10 },
  HF: {
    name: { ko: '불화수소', en: 'Hydrogen fluoride' },
    molarMass: 20.01,
    twa: null,
    stel: null,
    idlh: 30,
  },
  SO2: { name: { ko: '이산화황', en: 'Sulfur dioxide' }, molarMass: 64.07, twa: null, stel: null, idlh: 100 },
} as const satisfies Record<string, ExposureLimits>
export type Gas = keyof typeof GASES

/** Molar volume of a gas at 25 °C and 1 atm, litres. */
const MOLAR_VOLUME = 24.47

/** Concentration in mg/m³ from ppm at a temperature in °C and 1 atm. */
export function ppmToMg(ppm: number, molarMass: number, temperature = 25): number {
  return (ppm * molarMass) / (MOLAR_VOLUME * ((temperature + 273.15) / 298.15))
}

/** Concentration in ppm from mg/m³ at a temperature in °C and 1 atm. */
export function mgToPpm(mg: number, molarMass: number, temperature = 25): number {
  return (mg * MOLAR_VOLUME * ((temperature + 273.15) / 298.15)) / molarMass
}

/** Eight-hour time-weighted mean of (concentration, hours) pairs, same unit. */
export function timeWeighted(
  exposures: readonly (readonly [concentration: number, hours: number])[],
): number {
  return exposures.reduce((sum, [c, t]) => sum + c * t, 0) / 8
}

/** How a detector must be set: highest set point and accuracy. */
export interface DetectorRule {
  readonly unit: '%LEL' | 'ppm'
  readonly highest: number
  /** Percent of the set point. */
  readonly accuracy: number
  /** Seconds to respond at 1.6 times the set point. */
  readonly response: number
}

/** Set point of a flammable-gas detector: at most 25 % of the lower explosive limit. Korean guideline on gas leak alarms. */
export const FLAMMABLE_DETECTOR: DetectorRule = { unit: '%LEL', highest: 25, accuracy: 25, response: 30 }

/** Set point of a toxic-gas detector: at most the 8-hour limit; null where none is known. NH3 and CO may take 60 s. */
export function toxicDetector(gas: Gas): DetectorRule | null {
  const { twa } = GASES[gas]
  return twa === null
    ? null
    : { unit: 'ppm', highest: twa, accuracy: 30, response: gas === 'NH3' || gas === 'CO' ? 60 : 30 }
}
