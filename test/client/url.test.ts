import { expect, test } from 'vitest'
import { type Address, MAX_ADDRESS, readAddress, writeAddress } from '../../client/state/url.ts'

const LAYERS = ['control', 'energy', 'parking']
const whole: Address = {
  pose: { eye: [-1200.5, 340, 88], target: [0, 12.3, -900] },
  layers: ['control', 'parking'],
  picked: { type: 'asset', id: 'solar-doosan-1' },
  sceneTime: Date.parse('2026-06-21T19:30:00+09:00'),
  past: Date.UTC(2026, 10, 24, 10),
  tool: 'sources',
  language: 'en',
  tier: 'high',
}
const nothing: Address = {
  pose: null,
  layers: null,
  picked: null,
  sceneTime: null,
  past: null,
  tool: null,
  language: null,
  tier: null,
}

test('what is written is read back', () => {
  expect(readAddress(writeAddress(whole), LAYERS)).toEqual({ address: whole, problems: [] })
})

test('no layer at all is something else than no word about layers', () => {
  expect(readAddress(writeAddress({ ...nothing, layers: [] }), LAYERS).address.layers).toEqual([])
  expect(readAddress('', LAYERS).address.layers).toBeNull()
})

test('a building and a place with letters of any script come back', () => {
  for (const picked of [
    { type: 'feature', id: 'hjscgnmv' } as const,
    { type: 'feature', id: 'car-park:hjscgnmv/2' } as const,
    { type: 'feature', id: '20481' } as const,
    { type: 'plot', id: 'hrtrmtsd' } as const,
    { type: 'place', id: '창원중앙역 & ?s=1' } as const,
  ])
    expect(readAddress(writeAddress({ ...nothing, picked }), LAYERS)).toMatchObject({
      address: { picked },
      problems: [],
    })
})

test('nothing to say is no query', () => {
  expect(writeAddress(nothing)).toBe('')
  expect(readAddress('', LAYERS)).toEqual({ address: nothing, problems: [] })
})

test('scene time is Korean time', () => {
  expect(writeAddress({ ...nothing, sceneTime: Date.UTC(2026, 0, 1, 15, 5) })).toBe('?t=2026-01-02T00:05')
})

test.each([
  ['c', '1,2,3', 'camera'],
  ['c', '1,2,3,4,5,NaN', 'camera'],
  ['c', '1,2,3,4,5,1e9', 'camera'],
  ['c', '1,2,3,1,2,3', 'camera'],
  ['l', 'control,lasers', 'layers'],
  ['s', 'solar-1', 'selection'],
  ['s', 'feature:-4', 'selection'],
  ['t', '2026-13-40T25:00', 'time'],
  ['t', '2026-02-30T10:00', 'time'],
  ['lang', 'klingon', 'language'],
  ['at', '2026-11-24T25:00:00Z', 'moment'],
  ['at', 'yesterday', 'moment'],
  ['desk', 'kitchen', 'desk'],
  ['q', 'ultra', 'tier'],
])('%s=%s is ignored and named', (parameter, value, remedy) => {
  const { address, problems } = readAddress(`?${parameter}=${encodeURIComponent(value)}&lang=en`, LAYERS)
  expect(problems).toEqual([{ parameter, value, remedy }])
  expect(address).toEqual({ ...nothing, language: parameter === 'lang' ? null : 'en' })
})

test('an endless address is cut and named, and the rest still holds', () => {
  const { address, problems } = readAddress(`?lang=en&s=place:${'x'.repeat(5_000)}`, LAYERS)
  expect(address.language).toBe('en')
  expect(problems.map(problem => problem.remedy)).toContain('length')
})

test('no written address is longer than 2,000 characters', () => {
  const id = '가'.repeat(1_000)
  expect(writeAddress({ ...whole, picked: { type: 'place', id } }).length).toBeLessThanOrEqual(MAX_ADDRESS)
})

test('a broken percent sign does not throw', () => {
  expect(() => readAddress('?s=%E0%A4%A&c=%', LAYERS)).not.toThrow()
})
