/**
 * Standard factory area ratio in percent by code of the Korean Standard Industrial Classification (rev. 10), the longest
 * code that begins a firm's own counts. Industrial Cluster Act art. 8, notice of 2026-02-25, annex 1, as far as it was
 * found: codes that are not here, and aircraft (3 to 5 by product), have no known ratio.
 */
const RATIOS: Readonly<Record<string, number>> = {
  '24219': 3,
  '24290': 3,
  '243': 12,
  '25': 12,
  '25200': 3,
  '25922': 20,
  '25923': 20,
  '25931': 15,
  '26': 12,
  '261': 10,
  '27': 15,
  '27216': 20,
  '28': 12,
  '283': 15,
  '285': 15,
  '28519': 20,
  '28901': 20,
  '28903': 20,
  '29120': 12,
  '29131': 20,
  '29132': 20,
  '29133': 15,
  '29141': 12,
  '29142': 12,
  '29161': 10,
  '29171': 20,
  '29172': 20,
  '29173': 20,
  '29177': 7,
  '29191': 7,
  '29199': 10,
  '29210': 12,
  '2922': 15,
  '29230': 15,
  '2924': 10,
  '29271': 15,
  '29272': 15,
  '29280': 15,
  '29293': 15,
  '30': 12,
  '302': 10,
  '30393': 15,
  '311': 7,
  '312': 12,
  '31910': 3,
}

/** Ratio of a knowledge-industry centre, percent. */
export const KNOWLEDGE_CENTRE_RATIO = 40

/** Standard factory area ratio of an industry code (29133 or C29133), percent; undefined where none is known. */
export function standardRatio(code: string): number | undefined {
  const digits = code.trim().replace(/^[A-Z]/, '')
  if (!/^\d{2,5}$/.test(digits)) return undefined
  for (let length = digits.length; length >= 2; length--) {
    const ratio = RATIOS[digits.slice(0, length)]
    if (ratio !== undefined) return ratio
  }
  return undefined
}

/** Land that a factory's floor area justifies, m². Industrial Cluster Act art. 8. NaN for a negative area or a ratio of 0 and less. */
export function standardFactoryLand(floorArea: number, ratio: number): number {
  return floorArea >= 0 && ratio > 0 ? (floorArea * 100) / ratio : Number.NaN
}

/** Share and cap (m²) of the allowance on top: 20 %, in restricted zones 10 % and 3,000 m² at most. */
const ALLOWANCE = { common: 0.2, restricted: 0.1, restrictedMost: 3000 } as const

/** Land recognised with the allowance, and what lies idle beyond it, m². NaN for figures that cannot be. */
export function idleLand(
  floorArea: number,
  ratio: number,
  land: number,
  allowance: number = ALLOWANCE.common,
): { readonly recognised: number; readonly excess: number } {
  const recognised = standardFactoryLand(floorArea, ratio) * (1 + allowance)
  if (!(land >= 0 && allowance >= 0)) return { recognised: Number.NaN, excess: Number.NaN }
  return { recognised, excess: Math.max(0, land - recognised) }
}

/** Land recognised in a restricted zone, m². */
export function recognisedInRestrictedZone(floorArea: number, ratio: number): number {
  const land = standardFactoryLand(floorArea, ratio)
  return land + Math.min(land * ALLOWANCE.restricted, ALLOWANCE.restrictedMost)
}
