import { deflateSync } from 'fflate'
import { beforeEach, expect, test } from 'vitest'
import { forgetHeard, heardTopics, openTelemetry, receive, telemetry } from '../../client/live/telemetry.ts'
import { encodeFrame, type FrameSource } from '../../models/frame.ts'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'

const points = numberPoints([
  {
    id: 'gas-1',
    kind: 'gasSensor',
    name: { ko: '가스', en: 'Gas' },
    place: [0, 0, 0],
    heading: 0,
    provenance: 'synthetic',
    source: 'test',
    feature: -1,
    block: -1,
    subdistrict: -1,
  },
])
const resolution = Float64Array.from(points.spec, spec => spec.resolution)
let sent: Int32Array

/** A frame of the server, as the ticker makes it. */
function frame(full: boolean, epoch: number, seq: number, values: Record<number, number>): Uint8Array {
  const source: FrameSource = {
    values: new Float64Array(points.count),
    quality: new Uint8Array(points.count),
    times: new Float64Array(points.count).fill(1_000),
  }
  const indices = Object.keys(values).map(Number)
  for (const i of indices) {
    source.values[i] = values[i]!
    source.quality[i] = QUALITY.good
  }
  return encodeFrame(
    { full, topic: 0, epoch, seq, at: 1_000 },
    indices,
    source,
    resolution,
    sent,
    deflateSync,
  )
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
  expect(heardTopics()).toEqual([{ topic: 'control', epoch: 1, seq: 5 }])
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
