import { expect, test } from 'vitest'
import { judge, median, table } from './verdict.ts'

test('the median stands in the middle, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([])).toBeNaN()
})

test('a goal is reached when the ratio of medians is not above it, and never without figures', () => {
  expect(judge('p99', [20, 25, 30], [20, 22, 100], 1.25)).toMatchObject({ ours: 25, peer: 22, reached: true })
  expect(judge('p99', [30], [20], 1.25).reached).toBe(false)
  expect(judge('p99', [], [20], 1.25).reached).toBe(false)
  expect(table([judge('p99', [30], [20], 1.25)])).toContain(
    '| p99 | 30.000 | 20.000 | 1.500 | ≤ 1.250 | no |',
  )
})
