import type { Names } from '../units.ts'
import type { LitSpan } from './sunHours.ts'

/** Zones the rules know. */
export const ZONES = ['exclusive industrial', 'general industrial', 'semi-industrial'] as const
export type Zone = (typeof ZONES)[number]

/** A proposal as the rules see it: areas in m², lengths in metres; a field left out is not known. */
export interface Proposal {
  readonly zone: Zone
  readonly use: 'factory' | 'warehouse' | 'office' | 'other'
  readonly inComplex: boolean
  /** In one of the city's eup or myeon; not when left out. */
  readonly rural?: boolean
  /** Caps in percent of a district-unit or management plan, where the plot has its own. */
  readonly caps?: { readonly coverage?: number; readonly floorArea?: number }
  readonly siteArea: number
  readonly buildingArea?: number
  readonly floorArea?: number
  readonly height?: number
  readonly frontSetback?: number
  readonly neighbourSetback?: number
  readonly roadWidth?: number
  readonly roadContact?: number
  readonly greenArea?: number
  /** Planting on roofs: two thirds of it count, up to half of what is asked. */
  readonly greenRoof?: number
  readonly stalls?: number
  /** Standard factory area ratio of the sector, percent. */
  readonly standardRatio?: number
  /** Code of the industry, from which the ratio is looked up when it is not given. */
  readonly industry?: string
  /** Water that may be drawn, m³ a day. */
  readonly waterSupply?: number
  readonly hazardousStorage?: boolean
  readonly emergencyLift?: boolean
  readonly distributionSpace?: boolean
  /** Spans of sun that each dwelling in its shadow keeps on the winter solstice; empty where none stands near. */
  readonly neighbourSun?: readonly (readonly LitSpan[])[]
}

/** Which way a limit binds. */
export type Bound = 'most' | 'least'

/** Limit a rule sets for a proposal; 'exempt' when it does not bind, 'unknown' when the rule or what it hangs on is not known. */
export type Limit = number | 'exempt' | 'unknown'

/** A rule: dated data and how to read value and limit from a proposal. */
export interface Rule {
  readonly id: string
  readonly name: Names
  /** '1' counts a thing that must be there. */
  readonly unit: '%' | 'm' | 'm²' | 'm³/d' | 'stalls' | '1'
  readonly bound: Bound
  readonly clause: string
  /** First and last day this text was in force, yyyy-mm-dd; null for open. */
  readonly from: string
  readonly until: string | null
  readonly limit: (proposal: Proposal) => Limit
  /** NaN when the proposal does not say. */
  readonly value: (proposal: Proposal) => number
  /** What the figure leaves open for this proposal, if anything. */
  readonly note?: (proposal: Proposal) => Names | null
}

const CAPS: Readonly<Record<Zone, readonly [coverage: number, floor: number]>> = {
  'exclusive industrial': [70, 300],
  'general industrial': [70, 350],
  'semi-industrial': [70, 400],
}

/** Highest coverage and floor-area ratio of a zone in the city of Changwon, percent. Urban planning ordinance No. 2296. */
export function zoneLimits(
  zone: Zone,
  rural = false,
): { readonly coverage: number; readonly floorArea: number } {
  const [coverage, floorArea] = CAPS[zone]
  return { coverage, floorArea: rural && zone === 'semi-industrial' ? 200 : floorArea }
}

/**
 * Least distances in metres from the building line and the neighbours; null when the factory row of the annex does not apply
 * (exclusive and general industrial zones, industrial complexes, other uses) or the floor area is not known. Building
 * ordinance No. 2315, art. 30 and annex 3.
 */
export function setbacks(
  proposal: Pick<Proposal, 'zone' | 'use' | 'floorArea' | 'inComplex' | 'hazardousStorage'>,
): { readonly front: number; readonly neighbour: number } | null {
  const { zone, use, floorArea, inComplex, hazardousStorage } = proposal
  if (hazardousStorage) return { front: 2, neighbour: 1 }
  if (use !== 'factory' && use !== 'warehouse') return null
  if (zone !== 'semi-industrial' || inComplex || floorArea === undefined) return null
  return floorArea >= 500 ? { front: 1.5, neighbour: 1 } : { front: 1, neighbour: 1 }
}

/** Share of the site to plant, percent; 'exempt' where article 27 frees it, 'unknown' where it hangs on a floor area not given. Building Act decree art. 27, ordinance art. 26. */
export function landscaping({
  use,
  inComplex,
  siteArea,
  floorArea,
}: Pick<Proposal, 'use' | 'inComplex' | 'siteArea' | 'floorArea'>): Limit {
  if (use === 'factory' && (inComplex || siteArea < 5000)) return 'exempt'
  if (floorArea === undefined) return 'unknown'
  if (use === 'factory') return floorArea < 1500 ? 'exempt' : floorArea >= 2000 ? 10 : 5
  return floorArea >= 2000 ? 15 : floorArea >= 1000 ? 10 : 5
}

/** Planted share of the site that counts, percent, for a share asked. NaN when no planting is named. */
export function plantedShare({ siteArea, greenArea, greenRoof = 0 }: Proposal, asked: number): number {
  if (greenArea === undefined) return Number.NaN
  return (100 * greenArea) / siteArea + Math.min((100 * greenRoof * 2) / 3 / siteArea, asked / 2)
}

/** Width of the road and length of contact a building needs, metres. Building Act art. 44, decree art. 28(2). */
export function roadNeeded({ use, floorArea = Number.NaN }: Pick<Proposal, 'use' | 'floorArea'>): {
  readonly width: number
  readonly contact: number
} {
  const large = use === 'factory' ? floorArea >= 3000 : floorArea >= 2000
  return large ? { width: 6, contact: 4 } : { width: 4, contact: 2 }
}
