import { beforeEach, expect, test } from 'vitest'
import {
  forgetHeard,
  forgetTopics,
  heardTopics,
  openTelemetry,
  receive,
  telemetry,
} from '../../client/live/telemetry.ts'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import { frameOf, sensor } from './sensor.ts'

const points = numberPoints([sensor('gas-1')])
let sent: Int32Array

/** A frame of the server, as the ticker makes it. */
function frame(full: boolean, epoch: number, seq: number, values: Record<number, number>): Uint8Array {
  return frameOf(points, { full, epoch, seq }, values, sent)
}

const value = (point: number) => telemetry.getState().state.values[point]

beforeEach(() => {
  openTelemetry(points)
  sent = new Int32Array(points.count)
})

test('a full frame and the next delta are written in place', () => {
  const { values } = telemetry.getState().state
  expect(receive(frame(true, 1, 4, { 0: 5, 1: 20 }))).toBe(true)
  expect(receive(frame(false, 1, 5, { 0: 5.5 }))).toBe(true)
  expect(value(0)).toBeCloseTo(5.5, 5)
  expect(value(1)).toBeCloseTo(20, 5)
  expect(telemetry.getState().state.values).toBe(values)
  expect([...telemetry.getState().touched]).toEqual([0])
  expect(heardTopics()).toEqual([{ channel: 0, epoch: 1, seq: 5 }])
})

test('a delta without a full frame before it is a gap', () => {
  expect(receive(frame(false, 1, 1, { 0: 5 }))).toBe(false)
  expect(value(0)).toBeNaN()
})

test('a lost frame is a gap, and nothing is written', () => {
  receive(frame(true, 1, 1, { 0: 5 }))
  frame(false, 1, 2, { 0: 6 })
  expect(receive(frame(false, 1, 3, { 0: 7 }))).toBe(false)
  expect(value(0)).toBeCloseTo(5, 5)
})

test('a frame heard twice is not applied twice', () => {
  receive(frame(true, 1, 1, { 0: 5 }))
  const delta = frame(false, 1, 2, { 0: 6 })
  receive(delta)
  expect(receive(delta)).toBe(true)
  expect(value(0)).toBeCloseTo(6, 5)
})

test('a delta of another run of the server is a gap', () => {
  receive(frame(true, 1, 1, { 0: 5 }))
  expect(receive(frame(false, 2, 2, { 0: 6 }))).toBe(false)
})

test('after forgetting, only a full frame is taken', () => {
  receive(frame(true, 1, 1, { 0: 5 }))
  forgetHeard()
  expect(heardTopics()).toEqual([])
  expect(receive(frame(false, 1, 2, { 0: 6 }))).toBe(false)
  expect(receive(frame(true, 1, 2, { 0: 6 }))).toBe(true)
})

test('bytes that are no frame throw', () => {
  expect(() => receive(new Uint8Array([1, 2, 3]))).toThrow('not a twin frame')
})

test('a domain that is watched no longer leaves no value behind, and comes back whole', () => {
  receive(frame(true, 1, 4, { 0: 5, 1: 20 }))
  forgetTopics(points, ['energy'])
  expect(value(0)).toBeCloseTo(5, 5)
  forgetTopics(points, ['control'])
  const { state, touched } = telemetry.getState()
  expect([value(0), state.times[0], state.quality[0]]).toEqual([Number.NaN, Number.NaN, QUALITY.none])
  expect([...touched]).toEqual(expect.arrayContaining([0, 1]))
  expect(heardTopics()).toEqual([])
  expect(receive(frame(false, 1, 5, { 0: 6 }))).toBe(false)
  expect(receive(frame(true, 1, 6, { 0: 6 }))).toBe(true)
  expect(value(0)).toBeCloseTo(6, 5)
})
