import { expect, test } from 'vitest'
import { numberPoints } from '../../models/points.ts'
import { asset } from '../server/fixture.ts'

test('points are numbered by asset, then point, then part', () => {
  const points = numberPoints([
    asset('parking', { id: 'a', parts: 3 }),
    asset('parking', { id: 'b', parts: 2 }),
  ])
  expect(points.count).toBe(9)
  expect([...points.first]).toEqual([0, 5, 9])
  expect(points.find('a', 'stall', 2)).toBe(4)
  expect(points.find('b', 'occupied')).toBe(5)
  expect(points.find('b', 'stall', 1)).toBe(8)
})

test('what is not there is -1', () => {
  const points = numberPoints([asset('parking', { id: 'a', parts: 3 })])
  expect(points.find('a', 'stall', 3)).toBe(-1)
  expect(points.find('a', 'occupied', 1)).toBe(-1)
  expect(points.find('a', 'nothing')).toBe(-1)
  expect(points.find('b', 'stall')).toBe(-1)
})
