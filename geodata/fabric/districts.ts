import type { GroundPoint, LonLat } from '../../models/units.ts'
import { toGround } from '../projection.ts'

/** What fills a quarter of the city, as shares that add up to about one. */
export interface Mix {
  readonly houses?: number
  readonly dense?: number
  readonly apartments?: number
  readonly shops?: number
  readonly industry?: number
}

/** A quarter of the city about a point. */
export interface District {
  readonly name: string
  readonly at: LonLat
  readonly mix: Mix
  /** How much of a centre it is, 0..1: taller shops. */
  readonly centre: number
}

/**
 * The quarters of the planned city, of Masan and of Jinhae's north, by judgement from general knowledge of the
 * city: approximate, not surveyed. A place belongs to the nearest.
 */
export const DISTRICTS: readonly District[] = [
  { name: '상남동', at: [128.682, 35.2225], mix: { shops: 0.85, apartments: 0.15 }, centre: 1 },
  { name: '중앙동', at: [128.6735, 35.225], mix: { shops: 0.6, apartments: 0.3, houses: 0.1 }, centre: 0.8 },
  {
    name: '용호동',
    at: [128.682, 35.2335],
    mix: { shops: 0.55, apartments: 0.25, houses: 0.2 },
    centre: 0.8,
  },
  { name: '용지동', at: [128.688, 35.234], mix: { apartments: 0.55, houses: 0.25, shops: 0.2 }, centre: 0.5 },
  { name: '신월동', at: [128.6905, 35.2275], mix: { apartments: 0.8, shops: 0.2 }, centre: 0.4 },
  { name: '사파동', at: [128.7, 35.2235], mix: { apartments: 0.5, houses: 0.35, shops: 0.15 }, centre: 0.3 },
  { name: '대방동', at: [128.711, 35.213], mix: { apartments: 0.8, houses: 0.1, shops: 0.1 }, centre: 0.2 },
  {
    name: '가음정동',
    at: [128.6985, 35.21],
    mix: { apartments: 0.6, houses: 0.25, shops: 0.15 },
    centre: 0.3,
  },
  { name: '남양동', at: [128.707, 35.204], mix: { houses: 0.6, apartments: 0.25, shops: 0.15 }, centre: 0.2 },
  { name: '성주동', at: [128.714, 35.1975], mix: { apartments: 0.85, shops: 0.15 }, centre: 0.2 },
  { name: '외동', at: [128.6755, 35.2185], mix: { houses: 0.5, apartments: 0.3, shops: 0.2 }, centre: 0.4 },
  { name: '내동', at: [128.667, 35.2235], mix: { apartments: 0.5, houses: 0.35, shops: 0.15 }, centre: 0.3 },
  { name: '반송동', at: [128.6715, 35.2355], mix: { apartments: 0.85, shops: 0.15 }, centre: 0.3 },
  {
    name: '반지동',
    at: [128.6615, 35.239],
    mix: { houses: 0.65, apartments: 0.2, shops: 0.15 },
    centre: 0.3,
  },
  { name: '대원동', at: [128.6535, 35.235], mix: { apartments: 0.5, houses: 0.3, shops: 0.2 }, centre: 0.4 },
  { name: '봉곡동', at: [128.6665, 35.2465], mix: { houses: 0.8, apartments: 0.1, shops: 0.1 }, centre: 0.2 },
  {
    name: '사림동',
    at: [128.6835, 35.2445],
    mix: { houses: 0.8, shops: 0.12, apartments: 0.08 },
    centre: 0.2,
  },
  { name: '명서동', at: [128.644, 35.246], mix: { houses: 0.75, apartments: 0.15, shops: 0.1 }, centre: 0.3 },
  {
    name: '명곡동',
    at: [128.6405, 35.253],
    mix: { apartments: 0.45, houses: 0.4, shops: 0.15 },
    centre: 0.3,
  },
  {
    name: '도계동',
    at: [128.634, 35.2595],
    mix: { houses: 0.6, apartments: 0.28, shops: 0.12 },
    centre: 0.3,
  },
  {
    name: '소답동',
    at: [128.623, 35.2585],
    mix: { houses: 0.5, apartments: 0.35, shops: 0.15 },
    centre: 0.3,
  },
  {
    name: '팔용동',
    at: [128.632, 35.2405],
    mix: { shops: 0.4, apartments: 0.4, industry: 0.2 },
    centre: 0.5,
  },
  {
    name: '의창동',
    at: [128.61, 35.262],
    mix: { houses: 0.45, apartments: 0.35, industry: 0.2 },
    centre: 0.2,
  },
  { name: '동읍', at: [128.68, 35.275], mix: { houses: 0.7, industry: 0.3 }, centre: 0 },
  { name: '양덕동', at: [128.587, 35.225], mix: { apartments: 0.55, dense: 0.3, shops: 0.15 }, centre: 0.5 },
  { name: '자유무역지역', at: [128.592, 35.2165], mix: { industry: 1 }, centre: 0 },
  { name: '봉암동', at: [128.6035, 35.217], mix: { industry: 0.55, dense: 0.45 }, centre: 0 },
  { name: '합성동', at: [128.585, 35.239], mix: { dense: 0.7, shops: 0.2, apartments: 0.1 }, centre: 0.5 },
  { name: '구암동', at: [128.592, 35.246], mix: { dense: 0.7, apartments: 0.2, shops: 0.1 }, centre: 0.2 },
  {
    name: '석전동',
    at: [128.5775, 35.2275],
    mix: { dense: 0.75, shops: 0.15, apartments: 0.1 },
    centre: 0.3,
  },
  { name: '회원동', at: [128.5695, 35.2185], mix: { dense: 0.85, apartments: 0.15 }, centre: 0.2 },
  { name: '산호동', at: [128.58, 35.2125], mix: { dense: 0.55, apartments: 0.25, shops: 0.2 }, centre: 0.5 },
  { name: '오동동', at: [128.5725, 35.207], mix: { dense: 0.55, shops: 0.45 }, centre: 0.5 },
  { name: '자산동', at: [128.5635, 35.208], mix: { dense: 0.9, apartments: 0.1 }, centre: 0.1 },
  { name: '문화동', at: [128.5665, 35.196], mix: { dense: 0.7, apartments: 0.2, shops: 0.1 }, centre: 0.2 },
  { name: '월영동', at: [128.563, 35.183], mix: { apartments: 0.75, dense: 0.15, shops: 0.1 }, centre: 0.3 },
  { name: '가포동', at: [128.57, 35.165], mix: { houses: 0.5, industry: 0.5 }, centre: 0 },
  { name: '양곡동', at: [128.628, 35.193], mix: { houses: 0.6, apartments: 0.3, shops: 0.1 }, centre: 0 },
  { name: '경화동', at: [128.69, 35.155], mix: { dense: 0.6, apartments: 0.25, shops: 0.15 }, centre: 0.2 },
  { name: '석동', at: [128.703, 35.158], mix: { apartments: 0.65, houses: 0.25, shops: 0.1 }, centre: 0.3 },
  { name: '여좌동', at: [128.662, 35.155], mix: { dense: 0.7, apartments: 0.2, shops: 0.1 }, centre: 0.1 },
  { name: '장유', at: [128.755, 35.19], mix: { apartments: 0.7, shops: 0.2, houses: 0.1 }, centre: 0.3 },
]

const centres = DISTRICTS.map(district => toGround(district.at))

/** The quarter a ground point belongs to: the one with the nearest centre. */
export function districtAt([x, z]: GroundPoint): District {
  let best = 0
  let nearest = Infinity
  centres.forEach(([cx, cz], i) => {
    const far = (cx - x) ** 2 + (cz - z) ** 2
    if (far < nearest) [nearest, best] = [far, i]
  })
  return DISTRICTS[best]!
}
