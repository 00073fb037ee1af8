import { requiredStalls } from './parking.ts'
import { type Rule, zoneLimits } from './planningRules.ts'
import { industrialWater } from './siteNeeds.ts'
import { standardRatio } from './standardRatio.ts'

/** Changwon's urban planning ordinance No. 2296, as read. */
const ORDINANCE = { from: '2026-02-13', until: null }

const percent = (part: number | undefined, whole: number): number => (100 * (part ?? Number.NaN)) / whole

/** What a plot may carry and must provide in Changwon: ratios, stalls, the sector's standard area, water. */
export const SITE_RULES: readonly Rule[] = [
  {
    id: 'coverage',
    name: { ko: '건폐율', en: 'Building coverage ratio' },
    unit: '%',
    bound: 'most',
    clause: '창원시 도시계획 조례 제2296호 (국토계획법 시행령 제84조)',
    ...ORDINANCE,
    limit: p => p.caps?.coverage ?? zoneLimits(p.zone, p.rural).coverage,
    value: p => percent(p.buildingArea, p.siteArea),
    note: p =>
      p.inComplex && p.caps?.coverage === undefined
        ? {
            ko: '산업단지 예외로 80 %까지일 수 있음 (시행령 제84조, 확인 필요)',
            en: 'the exception for industrial complexes may allow 80 % (decree art. 84, to be confirmed)',
          }
        : null,
  },
  {
    id: 'floorArea',
    name: { ko: '용적률', en: 'Floor-area ratio' },
    unit: '%',
    bound: 'most',
    clause: '창원시 도시계획 조례 제2296호 (국토계획법 시행령 제85조)',
    ...ORDINANCE,
    limit: p => p.caps?.floorArea ?? zoneLimits(p.zone, p.rural).floorArea,
    value: p => percent(p.floorArea, p.siteArea),
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
    note: () => ({
      ko: '창원시 조례 별표는 미확인, 시행령 기준 적용',
      en: "Changwon's own annex was not found; the decree's figures stand in",
    }),
  },
  {
    id: 'standardArea',
    name: { ko: '기준공장면적률', en: 'Standard factory area ratio' },
    unit: '%',
    bound: 'least',
    clause: '산업집적법 제8조 고시 별표 1',
    from: '2026-02-25',
    until: null,
    limit: p =>
      p.use !== 'factory'
        ? 'exempt'
        : (p.standardRatio ??
          (p.industry === undefined ? undefined : standardRatio(p.industry)) ??
          'unknown'),
    value: p => percent(p.floorArea, p.siteArea),
  },
  {
    id: 'water',
    name: { ko: '공업용수', en: 'Industrial water' },
    unit: 'm³/d',
    bound: 'most',
    clause: '용수 원단위 7.11 m³/일·1,000 m² (김 외 2017)',
    from: '2017-10-01',
    until: null,
    limit: p => (p.use !== 'factory' ? 'exempt' : (p.waterSupply ?? 'unknown')),
    value: p => industrialWater(p.siteArea),
  },
]
