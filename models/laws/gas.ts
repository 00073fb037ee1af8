/** Limits of a gas in ppm: 8-hour mean, 15-minute mean, immediately dangerous. null where no source is at hand. */
export interface ExposureLimits {
  readonly name: { readonly ko: string; readonly en: string }
  /** g/mol */
  readonly molarMass: number
  readonly twa: number | null
  readonly stel: number | null
  readonly idlh: number | null
}

/** Exposure limits as published by ACGIH, OSHA (HF) and NIOSH. */
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
  HF: { name: { ko: '불화수소', en: 'Hydrogen fluoride' }, molarMass: 20.01, twa: 3, stel: null, idlh: 30 },
  SO2: { name: { ko: '이산화황', en: 'Sulfur dioxide' }, molarMass: 64.07, twa: null, stel: null, idlh: 100 },
} as const satisfies Record<string, ExposureLimits>
export type Gas = keyof typeof GASES

/**
 * Korean limits of the labour ministry as far as they are generally known: assumptions until checked in its notice on
 * exposure limits, never shown without that word. `ceiling` marks a short-term limit that no moment may pass.
 */
export const KOREAN_LIMITS = {
  CO: { twa: 30, stel: 200, ceiling: false },
  Cl2: { twa: 0.5, stel: 1, ceiling: false },
  HF: { twa: 0.5, stel: 3, ceiling: true },
  SO2: { twa: 2, stel: 5, ceiling: false },
  benzene: { twa: 0.5, stel: 2.5, ceiling: false },
  toluene: { twa: 50, stel: 150, ceiling: false },
  xylene: { twa: 100, stel: 150, ceiling: false },
} as const

/** Molar volume of a gas at 25 °C and 1 atm, litres. */
const MOLAR_VOLUME = 24.47

/** Concentration in mg/m³ from ppm at a temperature in °C and 1 atm; NaN at absolute zero and below. */
export function ppmToMg(ppm: number, molarMass: number, temperature = 25): number {
  return (ppm * molarMass) / molarVolume(temperature)
}

/** Concentration in ppm from mg/m³ at a temperature in °C and 1 atm; NaN at absolute zero and below. */
export function mgToPpm(mg: number, molarMass: number, temperature = 25): number {
  return (mg * molarVolume(temperature)) / molarMass
}

function molarVolume(temperature: number): number {
  return temperature > -273.15 ? MOLAR_VOLUME * ((temperature + 273.15) / 298.15) : Number.NaN
}
