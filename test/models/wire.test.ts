import { expect, test } from 'vitest'
import { isWatchOrder } from '../../models/wire.ts'

test.each([
  [{ topics: [] }],
  [{ topics: ['energy', 'control'] }],
  [{ topics: ['energy'], have: [{ channel: 7, epoch: 7, seq: 12 }] }],
])('takes %j', order => {
  expect(isWatchOrder(order)).toBe(true)
})

test.each([
  [null],
  ['energy'],
  [{}],
  [{ topics: 'energy' }],
  [{ topics: ['weather'] }],
  [{ topics: Array(100).fill('energy') }],
  [{ topics: ['energy'], have: {} }],
  [{ topics: ['energy'], have: [{ channel: 1, epoch: 1.5, seq: 0 }] }],
  [{ topics: ['energy'], have: [null] }],
  [{ topics: ['energy'], have: [{ channel: 12, epoch: 1, seq: 0 }] }],
])('refuses %j', order => {
  expect(isWatchOrder(order)).toBe(false)
})
