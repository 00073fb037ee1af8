import { requiredStalls } from './parking.ts'
import {
  type Limit,
  landscaping,
  type Proposal,
  type Rule,
  roadNeeded,
  setbacks,
  zoneLimits,
} from './planningRules.ts'

/** What a rule says of a proposal. */
export interface Finding {
  readonly rule: string
  readonly name: Rule['name']
  readonly unit: Rule['unit']
  readonly bound: Rule['bound']
  readonly limit: Limit
  /** NaN when the proposal does not say. */
  readonly value: number
  /** Room left in the unit, negative when broken; NaN when exempt or unknown. */
  readonly margin: number
  readonly verdict: 'met' | 'broken' | 'exempt' | 'unknown'
  readonly clause: string
  /** Day the text was read as in force. */
  readonly asOf: string
}

const ratio = (part: number | undefined, whole: number): number =>
  part === undefined ? Number.NaN : (100 * part) / whole

/** The rules of plants in Changwon with their clauses. The texts read are those in force in 2026. */
export const RULES: readonly Rule[] = [
  {
    id: 'coverage',
    name: { ko: '건폐율', en: 'Building coverage ratio' },
    unit: '%',
    bound: 'most',
    clause: '창원시 도시계획 조례 제2296호 (국토계획법 시행령 제84조)',
    from: '2026-02-13',
    until: null,
    limit: p => zoneLimits(p.zone).coverage,
    value: p => ratio(p.buildingArea, p.siteArea),
  },
  {
    id: 'floorArea',
    name: { ko: '용적률', en: 'Floor-area ratio' },
    unit: '%',
    bound: 'most',
    clause: '창원시 도시계획 조례 제2296호 (국토계획법 시행령 제85조)',
    from: '2026-02-13',
    until: null,
    limit: p => zoneLimits(p.zone).floorArea,
    value: p => ratio(p.floorArea, p.siteArea),
  },
  {
    id: 'frontSetback',
    name: { ko: '건축선 이격', en: 'Setback from the building line' },
    unit: 'm',
    bound: 'least',
    clause: '창원시 건축 조례 제2315호 별표 3 (건축법 시행령 제80조의2)',
    from: '2026-05-15',
    until: null,
    limit: p => setbackLimit(p, 'front'),
    value: p => p.frontSetback ?? Number.NaN,
  },
  {
    id: 'neighbourSetback',
    name: { ko: '인접 대지 이격', en: 'Setback from neighbours' },
    unit: 'm',
    bound: 'least',
    clause: '창원시 건축 조례 제2315호 별표 3 (건축법 시행령 제80조의2)',
    from: '2026-05-15',
    until: null,
    limit: p => setbackLimit(p, 'neighbour'),
    value: p => p.neighbourSetback ?? Number.NaN,
  },
  {
    id: 'landscaping',
    name: { ko: '조경 면적', en: 'Landscaped share' },
    unit: '%',
    bound: 'least',
    clause: '건축법 시행령 제27조',
    from: '2025-01-01',
    until: null,
    limit: p => landscaping(p),
    value: p => ratio(p.greenArea, p.siteArea),
  },
  {
    id: 'roadWidth',
    name: { ko: '접도 폭', en: 'Width of the road' },
    unit: 'm',
    bound: 'least',
    clause: '건축법 시행령 제28조 제2항',
    from: '2025-01-01',
    until: null,
    limit: p => roadNeeded(p).width,
    value: p => p.roadWidth ?? Number.NaN,
  },
  {
    id: 'roadContact',
    name: { ko: '접도 길이', en: 'Contact with the road' },
    unit: 'm',
    bound: 'least',
    clause: '건축법 시행령 제28조 제2항',
    from: '2025-01-01',
    until: null,
    limit: p => roadNeeded(p).contact,
    value: p => p.roadContact ?? Number.NaN,
  },
  {
    id: 'parking',
    name: { ko: '부설 주차장', en: 'Parking stalls' },
    unit: 'stalls',
    bound: 'least',
    clause: '주차장법 시행령 별표 1',
    from: '2025-08-17',
    until: null,
    limit: p => (p.floorArea === undefined ? 'unknown' : requiredStalls([{ use: p.use, area: p.floorArea }])),
    value: p => p.stalls ?? Number.NaN,
  },
  {
    id: 'standardArea',
    name: { ko: '기준공장면적률', en: 'Standard factory area ratio' },
    unit: '%',
    bound: 'least',
    clause: '산업집적법 제8조 고시 별표 1',
    from: '2026-02-25',
    until: null,
    limit: p => (p.use !== 'factory' ? 'exempt' : (p.standardRatio ?? 'unknown')),
    value: p => ratio(p.floorArea, p.siteArea),
  },
  {
    id: 'sunlight',
    name: { ko: '일조 높이 제한', en: 'Height limit for sunlight' },
    unit: 'm',
    bound: 'most',
    clause: '건축법 시행령 제86조 (주거지역만)',
    from: '2025-01-01',
    until: null,
    limit: () => 'exempt',
    value: p => p.height ?? Number.NaN,
  },
]

/** Every rule's word on a proposal as of a day (yyyy-mm-dd). A rule not in force that day answers 'unknown'. Throws RangeError on areas that are no area. */
export function assess(proposal: Proposal, asOf: string, rules: readonly Rule[] = RULES): Finding[] {
  const areas = [
    proposal.siteArea,
    proposal.buildingArea ?? 0,
    proposal.floorArea ?? 0,
    proposal.greenArea ?? 0,
  ]
  if (!(proposal.siteArea > 0) || areas.some(a => !(a >= 0)))
    throw new RangeError('areas of a proposal must be numbers of m², the site above 0')
  return rules.map(rule => finding(rule, proposal, asOf))
}

function finding(rule: Rule, proposal: Proposal, asOf: string): Finding {
  const inForce = rule.from <= asOf && (rule.until === null || asOf <= rule.until)
  const limit = inForce ? rule.limit(proposal) : 'unknown'
  const value = rule.value(proposal)
  const margin =
    typeof limit === 'number' ? (rule.bound === 'most' ? limit - value : value - limit) : Number.NaN
  const { id, name, unit, bound, clause } = rule
  return {
    rule: id,
    name,
    unit,
    bound,
    limit,
    value,
    margin,
    verdict: verdictOf(limit, margin),
    clause,
    asOf,
  }
}

function verdictOf(limit: Limit, margin: number): Finding['verdict'] {
  if (limit === 'exempt') return 'exempt'
  if (limit === 'unknown' || Number.isNaN(margin)) return 'unknown'
  return margin >= -1e-9 ? 'met' : 'broken'
}

/** Industrial complexes and pure industrial zones are outside the annex's factory row; whether the general row binds there is unclear. */
function setbackLimit(p: Proposal, side: 'front' | 'neighbour'): Limit {
  if (p.use !== 'factory' && p.use !== 'warehouse') return 'unknown'
  return setbacks(p)?.[side] ?? 'exempt'
}
