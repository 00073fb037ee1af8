import { deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyFrame, encodeFrame, frameState, readHead } from '../../models/frame.ts'
import { QUALITY } from '../../models/quality.ts'
import { ByteReader, ByteWriter } from '../../models/varint.ts'

const COUNT = 200
const resolution = new Float64Array(COUNT).fill(0.5)
const inflate = (body: Uint8Array, limit: number) => inflateRawSync(body, { maxOutputLength: limit })
const AT = 1_800_000_000_000
const change = fc.record({
  steps: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  quality: fc.integer({ min: 0, max: 4 }),
  age: fc.integer({ min: 0, max: 90_000 }),
})
const changes = fc.dictionary(fc.integer({ min: 0, max: COUNT - 1 }).map(String), change)

test('a full frame and the deltas after it bring the present over, deflated or not', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 5 }), fc.boolean(), (rounds, packed) => {
      const source = {
        values: new Float64Array(COUNT),
        quality: new Uint8Array(COUNT),
        times: new Float64Array(COUNT).fill(Number.NaN),
      }
      const sent = new Int32Array(COUNT)
      const state = frameState(resolution)
      const deflate = packed ? (body: Uint8Array) => deflateRawSync(body) : undefined
      const all = Array.from({ length: COUNT }, (_, i) => i)
      const deliver = (full: boolean, seq: number, indices: number[]) => {
        const head = { full, channel: 2, epoch: 7, seq, at: AT }
        applyFrame(encodeFrame(head, indices, source, resolution, sent, deflate), state, inflate)
      }
      deliver(true, 0, all)
      rounds.forEach((round, n) => {
        for (const [key, { steps, quality, age }] of Object.entries(round)) {
          source.values[+key] = steps * 0.5
          source.quality[+key] = quality
          source.times[+key] = AT - age * 1000
        }
        deliver(
          false,
          n + 1,
          Object.keys(round)
            .map(Number)
            .sort((a, b) => a - b),
        )
      })
      for (const i of all) {
        const none = source.quality[i] === QUALITY.none
        expect(state.quality[i]).toBe(source.quality[i])
        expect(state.values[i]).toBe(none ? Number.NaN : source.values[i])
        expect(state.times[i]).toBe(none ? Number.NaN : source.times[i])
      }
    }),
    { numRuns: 60 },
  )
})

test('malformed bytes end in an error, never in a hang', () => {
  const good = encodeFrame(
    { full: true, channel: 0, epoch: 1, seq: 1, at: AT },
    [1, 5, 9],
    {
      values: new Float64Array(COUNT),
      quality: new Uint8Array(COUNT).fill(1),
      times: new Float64Array(COUNT).fill(AT),
    },
    resolution,
    new Int32Array(COUNT),
  )
  expect(readHead(good)).toMatchObject({ full: true, count: 3 })
  for (let cut = 0; cut < good.length; cut++)
    expect(() => applyFrame(good.slice(0, cut), frameState(resolution), inflate)).toThrow()
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.uint8Array({ maxLength: 40 }), (at, byte, tail) => {
      const bytes = new Uint8Array([...good, ...tail])
      bytes[at] = byte
      try {
        expect(applyFrame(bytes, frameState(resolution), inflate).length).toBeLessThanOrEqual(COUNT)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }),
  )
})

test('numbers come back from their bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), numbers => {
      const out = new ByteWriter(1)
      for (const n of numbers) out.zigzag(n)
      const reader = new ByteReader(out.done())
      expect(numbers.map(() => reader.zigzag())).toEqual(numbers)
    }),
  )
  expect(() => new ByteReader(new Uint8Array(9).fill(255)).varint()).toThrow(RangeError)
})
