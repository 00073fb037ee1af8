import type { Names } from '../units.ts'
import {
  type Limit,
  landscaping,
  type Proposal,
  plantedShare,
  type Rule,
  roadNeeded,
  setbacks,
} from './planningRules.ts'
import { SUN_RULE, sunHours } from './sunHours.ts'

/** Texts the rules were read from: the Building Act's enforcement decree and Changwon's building ordinance No. 2315. */
const DECREE = { from: '2026-10-06', until: null }
const ORDINANCE = { from: '2026-05-15', until: null }

const given = (value: number | undefined): number => value ?? Number.NaN
const there = (thing: boolean | undefined): number => (thing === undefined ? Number.NaN : thing ? 1 : 0)

/** How a building must stand in Changwon: setbacks, planting, roads, lifts, and the sun it leaves its neighbours. */
export const BUILDING_RULES: readonly Rule[] = [
  setbackRule('front', { ko: '건축선 이격', en: 'Setback from the building line' }, p => p.frontSetback),
  setbackRule('neighbour', { ko: '인접 대지 이격', en: 'Setback from neighbours' }, p => p.neighbourSetback),
  {
    id: 'landscaping',
    name: { ko: '조경 면적', en: 'Landscaped share' },
    unit: '%',
    bound: 'least',
    clause: '건축법 시행령 제27조, 창원시 건축 조례 제26조',
    ...DECREE,
    limit: landscaping,
    value: p => {
      const asked = landscaping(p)
      return plantedShare(p, typeof asked === 'number' ? asked : 0)
    },
  },
  {
    id: 'roadWidth',
    name: { ko: '접도 폭', en: 'Width of the road' },
    unit: 'm',
    bound: 'least',
    clause: '건축법 시행령 제28조 제2항',
    ...DECREE,
    limit: p => (p.floorArea === undefined ? 'unknown' : roadNeeded(p).width),
    value: p => given(p.roadWidth),
  },
  {
    id: 'roadContact',
    name: { ko: '접도 길이', en: 'Contact with the road' },
    unit: 'm',
    bound: 'least',
    clause: '건축법 시행령 제28조 제2항',
    ...DECREE,
    limit: p => (p.floorArea === undefined ? 'unknown' : roadNeeded(p).contact),
    value: p => given(p.roadContact),
  },
  {
    id: 'lot',
    name: { ko: '대지의 최소 면적', en: 'Least area of a lot' },
    unit: 'm²',
    bound: 'least',
    clause: '건축법 시행령 제80조 (공업지역)',
    ...DECREE,
    limit: () => 150,
    value: p => p.siteArea,
  },
  {
    id: 'sunlight',
    name: { ko: '일조 높이 제한', en: 'Height limit for sunlight' },
    unit: 'm',
    bound: 'most',
    clause: '건축법 시행령 제86조, 창원시 건축 조례 제33조 (전용·일반주거지역만)',
    ...DECREE,
    limit: () => 'exempt',
    value: p => given(p.height),
  },
  {
    id: 'sunHours',
    name: { ko: '이웃 주택의 동지 일조', en: 'Winter sun of neighbouring dwellings' },
    unit: '%',
    bound: 'least',
    clause: '수인한도: 부산지법 2021가합46557, 서울고법 94나11806 (연속 2시간 또는 총 4시간)',
    from: '1996-03-29',
    until: null,
    limit: p => (p.neighbourSun?.length === 0 ? 'exempt' : 100),
    value: p => worstSun(p),
  },
  {
    id: 'emergencyLift',
    name: { ko: '비상용 승강기', en: 'Emergency lift' },
    unit: '1',
    bound: 'least',
    clause: '건축법 제64조, 시행령 제90조 (높이 31 m 초과)',
    ...DECREE,
    limit: p => (p.height === undefined ? 'unknown' : p.height > 31 ? 1 : 'exempt'),
    value: p => there(p.emergencyLift),
  },
  {
    id: 'distributionSpace',
    name: { ko: '전기 배전 공간', en: 'Space for power distribution gear' },
    unit: '1',
    bound: 'least',
    clause: '건축법 시행령 제87조 제6항 (연면적 500 m² 이상)',
    ...DECREE,
    limit: p => (p.floorArea === undefined ? 'unknown' : p.floorArea >= 500 ? 1 : 'exempt'),
    value: p => there(p.distributionSpace),
  },
]

/** Industrial complexes and pure industrial zones are outside the annex's factory row; whether the general row binds there is unclear, so it is a note. */
function setbackRule(
  side: 'front' | 'neighbour',
  name: Names,
  value: (p: Proposal) => number | undefined,
): Rule {
  const general = side === 'front' ? 1 : 0.5
  const limit = (p: Proposal): Limit => {
    const found = setbacks(p)
    if (found) return found[side]
    const free = p.inComplex || p.zone !== 'semi-industrial'
    return (p.use === 'factory' || p.use === 'warehouse') && free ? 'exempt' : 'unknown'
  }
  return {
    id: `${side}Setback`,
    name,
    unit: 'm',
    bound: 'least',
    clause: '창원시 건축 조례 제2315호 제30조 별표 3 (건축법 시행령 제80조의2)',
    ...ORDINANCE,
    limit,
    value: p => given(value(p)),
    note: p =>
      limit(p) === 'exempt'
        ? {
            ko: `일반 기준 ${general} m 적용 여부 불분명`,
            en: `whether the general row of ${general} m binds here is unclear`,
          }
        : null,
  }
}

/** What the worst-lit neighbour keeps, as percent of what the courts ask: the better of 2 h unbroken and 4 h in all. */
function worstSun({ neighbourSun }: Proposal): number {
  if (neighbourSun === undefined) return Number.NaN
  const shares = neighbourSun.map(spans => {
    const { continuous, total } = sunHours(spans)
    return 100 * Math.max(continuous / SUN_RULE.continuous, total / SUN_RULE.total)
  })
  return shares.length ? Math.min(...shares) : Number.NaN
}
