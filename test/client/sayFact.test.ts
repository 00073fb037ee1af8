import { expect, test } from 'vitest'
import { sayFact } from '../../client/panels/parts/sayFact.ts'
import { FACTS } from '../../client/words/facts.ts'
import { PLACE_FACTS } from '../../client/words/placeFacts.ts'
import { PRODUCTS } from '../../client/words/products.ts'

test('a source is said in the language of the screen, piece by piece, names and dates as they are', () => {
  const made = 'placed by the generator of Changwon Twin, 2026-11-23; not surveyed'
  expect(sayFact(made, 'ko')).toBe('창원 트윈 생성기가 배치 (2026-11-23) · 실측 아님')
  expect(sayFact(made, 'en')).toBe('placed by the generator of Changwon Twin, 2026-11-23 · not surveyed')
  expect(sayFact('bus stops 창원역 (2026-11-23)', 'ja')).toBe('バス停 창원역 (2026-11-23)')
  expect(sayFact('AirKorea station list, geocoded (a/b) (2026-11-23)', 'zh')).toBe(
    '由 AirKorea 监测站名录地址转换坐标（a/b） (2026-11-23)',
  )
})

test('a piece that nobody has translated stays, the others are said', () => {
  expect(sayFact('etnews 2012: an agreement; not surveyed', 'ko')).toBe(
    'etnews 2012: an agreement · 실측 아님',
  )
})

test('every piece fills in the same in all languages', () => {
  const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(match => match[1]).sort()
  for (const { en, ...others } of [...FACTS, ...PLACE_FACTS, ...PRODUCTS])
    for (const text of Object.values(others)) expect(holes(text), en).toEqual(holes(en))
})
