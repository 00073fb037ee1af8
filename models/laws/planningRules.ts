/** Zones the rules know. */
export const ZONES = ['exclusive industrial', 'general industrial', 'semi-industrial'] as const
export type Zone = (typeof ZONES)[number]

/** A proposal as the rules see it: areas in m², lengths in metres; a field left out is not known. */
export interface Proposal {
  readonly zone: Zone
  readonly use: 'factory' | 'warehouse' | 'office' | 'other'
  readonly inComplex: boolean
  readonly siteArea: number
  readonly buildingArea?: number
  readonly floorArea?: number
  readonly height?: number
  readonly frontSetback?: number
  readonly neighbourSetback?: number
  readonly roadWidth?: number
  readonly roadContact?: number
  readonly greenArea?: number
  readonly stalls?: number
  /** Standard factory area ratio of the sector, percent. */
  readonly standardRatio?: number
}

/** Which way a limit binds. */
export type Bound = 'most' | 'least'

/** Limit a rule sets for a proposal; 'exempt' when it does not bind, 'unknown' when the rule itself is not known. */
export type Limit = number | 'exempt' | 'unknown'

/** A rule: dated data and how to read value and limit from a proposal. */
export interface Rule {
  readonly id: string
  readonly name: { readonly ko: string; readonly en: string }
  readonly unit: '%' | 'm' | 'm²' | 'stalls'
  readonly bound: Bound
  readonly clause: string
  /** First and last day this text was in force, yyyy-mm-dd; null for open. */
  readonly from: string
  readonly until: string | null
  readonly limit: (proposal: Proposal) => Limit
  /** NaN when the proposal does not say. */
  readonly value: (proposal: Proposal) => number
}

const CAPS: Readonly<Record<Zone, readonly [coverage: number, floor: number]>> = {
  'exclusive industrial': [70, 300],
  'general industrial': [70, 350],
  'semi-industrial': [70, 400],
}

/** Highest coverage and floor-area ratio of a zone in the city of Changwon, percent. Urban planning ordinance No. 2296. */
export function zoneLimits(zone: Zone): { readonly coverage: number; readonly floorArea: number } {
  const [coverage, floorArea] = CAPS[zone]
  return { coverage, floorArea }
}

/** Least distances in metres from the building line and the neighbours; null when the factory row of the annex does not apply. Building ordinance No. 2315, annex 3. */
export function setbacks(
  proposal: Pick<Proposal, 'zone' | 'use' | 'floorArea' | 'inComplex'>,
): { readonly front: number; readonly neighbour: number } | null {
  const { zone, use, floorArea = Number.NaN, inComplex } = proposal
  if (use !== 'factory' && use !== 'warehouse') return null
  if (zone !== 'semi-industrial' || inComplex) return null
  return floorArea >= 500 ? { front: 1.5, neighbour: 1 } : { front: 1, neighbour: 1 }
}

/** Share of the site to plant, percent; 'exempt' where article 27 frees it. Building Act decree art. 27. */
export function landscaping({
  use,
  inComplex,
  siteArea,
  floorArea = Number.NaN,
}: Pick<Proposal, 'use' | 'inComplex' | 'siteArea' | 'floorArea'>): number | 'exempt' {
  if (use === 'factory' && (inComplex || siteArea < 5000 || floorArea < 1500)) return 'exempt'
  if (use === 'factory') return floorArea >= 2000 ? 10 : 5
  return floorArea >= 2000 ? 15 : floorArea >= 1000 ? 10 : 5
}

/** Width of the road and length of contact a building needs, metres. Building Act art. 44, decree art. 28(2). */
export function roadNeeded({ use, floorArea = Number.NaN }: Pick<Proposal, 'use' | 'floorArea'>): {
  readonly width: number
  readonly contact: number
} {
  const large = use === 'factory' ? floorArea >= 3000 : floorArea >= 2000
  return large ? { width: 6, contact: 4 } : { width: 4, contact: 2 }
}

/** Land that a factory's floor area justifies, m². Industrial Cluster Act art. 8. */
export function standardFactoryLand(floorArea: number, ratio: number): number {
  return (floorArea * 100) / ratio
}

/** Land recognised with the allowance, and what lies idle beyond it, m². */
export function idleLand(
  floorArea: number,
  ratio: number,
  land: number,
  allowance = 0.2,
): { readonly recognised: number; readonly excess: number } {
  const recognised = standardFactoryLand(floorArea, ratio) * (1 + allowance)
  return { recognised, excess: Math.max(0, land - recognised) }
}

/** Water a plant of this site area takes, m³ a day: 7.11 for 1,000 m² (Kim et al. 2017, all manufacturing). */
export function industrialWater(siteArea: number): number {
  return (siteArea * 7.11) / 1000
}
