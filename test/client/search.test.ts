import { describe, expect, test } from 'vitest'
import { findHangul, plain } from '../../client/panels/shell/search/hangul.ts'
import { find, grouped, search, searchIndex } from '../../client/panels/shell/search/searchIndex.ts'
import type { Asset } from '../../models/asset.ts'
import type { Place, Site } from '../../models/site.ts'

const place = (id: string, ko: string, en: string, rank = 1): Place => ({
  id,
  name: { ko, en },
  category: 'plant',
  place: [0, 0, 0],
  feature: -1,
  provenance: 'surveyed',
  source: 'test',
  rank,
})
const asset = (id: string, ko: string, en: string): Asset => ({
  id,
  kind: 'solar',
  name: { ko, en },
  place: [0, 0, 0],
  heading: 0,
  provenance: 'synthetic',
  source: 'test',
  feature: -1,
  block: -1,
  subdistrict: -1,
})
const site = {
  places: [
    place('s1', '두산에너빌리티 창원공장', 'Doosan Enerbility Changwon Plant', 0),
    place('s2', '두산로보틱스', 'Doosan Robotics', 2),
    place('s3', 'LG전자 창원1사업장', 'LG Electronics Plant 1'),
    place('s4', '창원중앙역', 'Changwon Jungang Station'),
    place('s5', '대산', 'Daesan'),
  ],
  assets: [asset('solar-doosan-1', '두산 태양광 1', 'Doosan solar 1')],
  subdistricts: [{ name: { ko: '차룡단지', en: 'Charyong', ja: '車龍団地', zh: '车龙园区' } }],
} as unknown as Site
const index = searchIndex(site)
const found = (query: string) => search(index, query, 10).map(entry => entry.name.ko)

test('a Korean beginning finds, the more important place first and assets after places', () => {
  expect(found('두산')).toEqual(['두산에너빌리티 창원공장', '두산로보틱스', '두산 태양광 1'])
})

test('initial consonants find', () => {
  expect(found('ㄷㅅㄹㅂ')).toEqual(['두산로보틱스'])
  expect(found('ㅊㅇㅈㅇㅇ')).toEqual(['창원중앙역'])
})

test('initials and syllables mix, and a syllable still being typed finds', () => {
  expect(found('두ㅅ')).toContain('두산로보틱스')
  expect(found('두사')).toContain('두산로보틱스')
  expect(found('둣')).toContain('두산로보틱스')
  expect(found('둣')).not.toContain('대산')
})

test('English finds by substring, whatever the case and spacing', () => {
  expect(found('robot')).toEqual(['두산로보틱스'])
  expect(found('LG ELEC')).toEqual(['LG전자 창원1사업장'])
})

test('a whole name comes before a beginning, a beginning before the inside', () => {
  expect(found('창원')[0]).toBe('창원중앙역')
  expect(found('대산')[0]).toBe('대산')
})

test('an asset is found by its id', () => {
  expect(found('solar-doosan')).toEqual(['두산 태양광 1'])
})

test('blanks and nonsense find nothing', () => {
  expect(found('  ')).toEqual([])
  expect(found('zzzz')).toEqual([])
})

test('the place of a match is told', () => {
  expect(findHangul(plain('LG전자 창원'), plain('ㅊㅇ'))).toBe(4)
  expect(findHangul(plain('두산'), 'ㅅㅅ')).toBe(-1)
})

test('ten thousand names answer within a keystroke', () => {
  const many = searchIndex({
    ...site,
    assets: Array.from({ length: 10_000 }, (_, i) =>
      asset(`solar-${i}`, `태양광 ${i}호기`, `Solar array ${i}`),
    ),
  })
  expect(search(many, 'ㅌㅇㄱ9', 12)).toHaveLength(12)
})

describe('what people type', () => {
  const typed = searchIndex({
    ...site,
    places: [
      place('p1', '(주)가람정밀', 'Garam Precision'),
      place('p2', '부산물 처리장', 'Byproduct yard'),
      place('p3', '라군 쉼터', 'Lagoon rest'),
      place('p4', '나주 창고', 'Naju store'),
    ],
    assets: Array.from({ length: 130 }, (_, i) =>
      asset(`gas-${i + 1}`, `가스 감지기 ${i + 1}`, `Gas detector ${i + 1}`),
    ),
  } as unknown as Site)
  const names = (query: string) => search(typed, query, 200).map(entry => entry.name.ko)

  test.each([
    ['ㄳ', 'ㄱㅅ', '가스 감지기 1'],
    ['ㅄ', 'ㅂㅅ', '부산물 처리장'],
    ['ㄺ', 'ㄹㄱ', '라군 쉼터'],
    ['ㄵ', 'ㄴㅈ', '나주 창고'],
  ])('%s finds what %s finds', (joined, parts, first) => {
    expect(names(joined)).toEqual(names(parts))
    expect(names(joined)[0]).toBe(first)
  })

  test.each([
    '주식회사 가람정밀',
    '㈜가람정밀',
    '(주) 가람 정밀',
    '가람정밀(주)',
    '가람정멸',
    'Garam Precison',
  ])('%s finds the firm, whatever form, spaces or one wrong key', query => {
    expect(names(query)).toEqual(['(주)가람정밀'])
  })

  test('a number is a number: it is found whole first and never nearly', () => {
    expect(names('가스 감지기 120')[0]).toBe('가스 감지기 120')
    expect(names('가스 감지기 1')[0]).toBe('가스 감지기 1')
    expect(names('가스 감지기 999')).toEqual([])
    expect(names('감지기 12').slice(0, 2)).toEqual(['가스 감지기 12', '가스 감지기 120'])
    expect(names('gas detctor 12')[0]).toBe('가스 감지기 12')
  })

  test('two wrong keys, and words too short to judge, find nothing', () => {
    expect(names('거럼정멸')).toEqual([])
    expect(names('xas')).toEqual([])
  })
})

test('districts are found, by name, initials and in other languages', () => {
  for (const query of ['차룡', 'ㅊㄹㄷㅈ', 'charyong', '車龍'])
    expect(find(index, query, 5)[0]?.entry.target).toEqual({ type: 'district', index: 0 })
})

test('answers stand in groups by what they are, the group of the best first', () => {
  const groups = grouped(find(index, '두산', 10))
  expect(
    groups.map(({ heading, found }) => [
      typeof heading === 'string' ? heading : heading.ko,
      found.map(({ entry }) => entry.name.ko),
    ]),
  ).toEqual([
    ['place', ['두산에너빌리티 창원공장', '두산로보틱스']],
    ['태양광', ['두산 태양광 1']],
  ])
  expect(grouped([])).toEqual([])
})

test.each([
  ['대산', 'whole'],
  ['두산로', 'begins'],
  ['전자', 'inside'],
  ['창원공장', 'word'],
  ['ㄷㅅㄹ', 'initials'],
  ['robotics', 'language'],
  ['solar-doosan', 'id'],
  ['두산로보턱스', 'nearly'],
])('%s is explained: %s', (query, why) => {
  expect(find(index, query, 1)[0]?.why).toBe(why)
})
