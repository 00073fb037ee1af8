import { expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { Batch } from '../../../server/ingest/Batch.ts'
import { Intake } from '../../../server/ingest/Intake.ts'
import { LatestQueue } from '../../../server/ingest/LatestQueue.ts'
import { stand } from './stand.ts'

test('a queue gives its samples in the order they came', () => {
  const queue = new LatestQueue(10, 4)
  const batch = new Batch(3)
  for (const point of [5, 6, 5]) queue.push(point, point * 10, 1, QUALITY.good)
  expect(queue.drain(batch)).toBe(false)
  expect([...batch.point.subarray(0, batch.size)]).toEqual([5, 6, 5])
  batch.clear()
  for (const point of [1, 2, 3, 4]) queue.push(point, point, 1, QUALITY.good)
  expect(queue.drain(batch)).toBe(true)
  expect([...batch.value.subarray(0, batch.size)]).toEqual([1, 2, 3])
})

test('when it is full a newer value replaces that of its point, and a new point is dropped; both are counted', () => {
  const queue = new LatestQueue(10, 3)
  for (const [point, value] of [
    [1, 10],
    [2, 20],
    [3, 30],
    [2, 21],
    [4, 40],
    [2, 22],
  ] as const)
    queue.push(point, value, 1, QUALITY.good)
  expect(queue.state).toEqual({ length: 3, capacity: 3, replaced: 2, dropped: 1 })
  const batch = new Batch(10)
  queue.drain(batch)
  expect([...batch.value.subarray(0, batch.size)]).toEqual([10, 22, 30])
  expect(queue.push(4, 41, 1, QUALITY.good)).toBe(true)
})

test('a flood is handed on in turns, never holds more than it may, and its loss is counted', async () => {
  const { gate, twin, points } = stand()
  const intake = new Intake(gate, 'flood', 100)
  const stalls = points.find('parking', 'stall')
  for (let n = 0; n < 1_000; n++) intake.push(stalls + (n % 60), n % 2, Number.NaN, QUALITY.good)
  const pm = points.find('airstation', 'pm25')
  intake.push(pm, 3, Number.NaN, QUALITY.good)
  expect(intake.state).toMatchObject({ length: 100, replaced: 900, dropped: 1 })
  expect(gate.rejected.get('flood overrun')).toBe(1)
  await new Promise(resolve => setImmediate(() => setImmediate(resolve)))
  expect(gate.accepted.get('flood')).toBe(100)
  intake.push(pm, 4, Number.NaN, QUALITY.good)
  intake.stop()
  expect(twin.values[pm]).toBe(4)
})
