import { expect, test } from 'vitest'
import { QUALITY, qualityNow, staleAfter } from '../../models/quality.ts'

test('a value is stale after two missed periods and a half, never before ten seconds', () => {
  expect(staleAfter(60)).toBe(150)
  expect(staleAfter(1)).toBe(10)
})

test('good and simulated values grow stale; bad and missing ones stay what they are', () => {
  const old = (code: number): number => qualityNow(code, 0, 60, 150_001)
  expect(old(QUALITY.good)).toBe(QUALITY.stale)
  expect(old(QUALITY.simulated)).toBe(QUALITY.stale)
  expect(old(QUALITY.bad)).toBe(QUALITY.bad)
  expect(old(QUALITY.none)).toBe(QUALITY.none)
  expect(qualityNow(QUALITY.good, 0, 60, 150_000)).toBe(QUALITY.good)
})
