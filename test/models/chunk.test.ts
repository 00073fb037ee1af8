import { deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readChunk, readSummary, writeChunk } from '../../models/chunk.ts'
import { readPage, writePage } from '../../models/chunkPage.ts'
import { combine, readRollups, regroup, rollUp, writeRollups } from '../../models/chunkRollup.ts'
import { SEAL, seal, unseal } from '../../models/chunkSeal.ts'
import { SampleList } from '../../models/sampleList.ts'
import { ByteReader, ByteWriter } from '../../models/varint.ts'

const BASE = Date.UTC(2026, 4, 12, 3)
const SPAN = 900_000
const deflate = (body: Uint8Array) => deflateRawSync(body)
const inflate = (body: Uint8Array, limit: number) => inflateRawSync(body, { maxOutputLength: limit + 1 })

/** Steps of a resolution at distinct ascending instants of a quarter of an hour, with any quality. */
const series = fc
  .uniqueArray(fc.integer({ min: 0, max: SPAN - 1 }), { maxLength: 200 })
  .map(offsets => offsets.sort((a, b) => a - b))
  .chain(offsets =>
    fc.record({
      offsets: fc.constant(offsets),
      steps: fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -2e9, max: 2e9 })), {
        minLength: offsets.length,
        maxLength: offsets.length,
      }),
      quality: fc.array(fc.integer({ min: 0, max: 4 }), {
        minLength: offsets.length,
        maxLength: offsets.length,
      }),
      resolution: fc.constantFrom(1, 0.5, 0.1, 0.01, 0.001, 0.0001),
    }),
  )
type Series = { offsets: number[]; steps: number[]; quality: number[]; resolution: number }

function listOf({ offsets, steps, quality, resolution }: Series): SampleList {
  const list = new SampleList(1)
  for (const [k, offset] of offsets.entries()) list.push(BASE + offset, steps[k]! * resolution, quality[k]!)
  return list
}

function encode(list: SampleList, resolution: number): Uint8Array {
  const out = new ByteWriter(8)
  writeChunk(out, list, BASE, resolution)
  return out.done().slice()
}

const columns = ({ n, at, value, quality }: SampleList) => ({
  at: [...at.subarray(0, n)],
  value: [...value.subarray(0, n)],
  quality: [...quality.subarray(0, n)],
})

test('a chunk gives back every time, every quality and every value to its resolution', () => {
  fc.assert(
    fc.property(series, one => {
      const list = listOf(one)
      const back = new SampleList()
      const reader = new ByteReader(encode(list, one.resolution))
      readChunk(reader, BASE, one.resolution, back)
      expect(columns(back)).toEqual(columns(list))
    }),
  )
})

test('the summary stands at the head and agrees with the samples', () => {
  fc.assert(
    fc.property(
      series.filter(one => one.offsets.length > 0),
      one => {
        const summary = readSummary(new ByteReader(encode(listOf(one), one.resolution)), BASE, one.resolution)
        expect(summary.n).toBe(one.offsets.length)
        expect(summary.first - BASE).toBe(one.offsets[0])
        expect(summary.last - BASE).toBe(one.offsets.at(-1))
        expect(summary.min).toBe(Math.min(...one.steps) * one.resolution)
        expect(summary.max).toBe(Math.max(...one.steps) * one.resolution)
        const sum = one.steps.reduce((a, b) => a + b, 0) * one.resolution
        expect(Math.abs(summary.sum - sum)).toBeLessThanOrEqual(Math.abs(sum) * 1e-12)
      },
    ),
  )
})

test('a byte changed, lost or added anywhere in a sealed page is an error', () => {
  fc.assert(
    fc.property(series, fc.nat(), fc.integer({ min: 1, max: 255 }), (one, where, flip) => {
      const page = writePage([
        { track: 7, resolution: one.resolution, bytes: encode(listOf(one), one.resolution) },
        { track: 9, resolution: 1, bytes: encode(new SampleList(), 1) },
      ])
      const sealed = seal(SEAL.samples, page, deflate)
      expect(readPage(unseal(SEAL.samples, sealed, inflate)).map(entry => entry.track)).toEqual([7, 9])
      const damaged = sealed.slice()
      damaged[where % sealed.length]! ^= flip
      expect(() => unseal(SEAL.samples, damaged, inflate)).toThrow()
      expect(() => unseal(SEAL.samples, sealed.subarray(0, where % sealed.length), inflate)).toThrow()
      expect(() => unseal(SEAL.samples, new Uint8Array([...sealed, flip]), inflate)).toThrow()
      expect(() => unseal(SEAL.rollups, sealed, inflate)).toThrow(/kind/)
    }),
  )
})

test('bytes that are no chunk end in an error or in samples that agree with their summary, never in a hang', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      const list = new SampleList()
      try {
        readChunk(new ByteReader(bytes), BASE, 1, list)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
        expect(list.n).toBe(0)
      }
    }),
  )
})

test('a quarter of an hour of a meter at one sample a second takes a twentieth of float64 pairs', () => {
  const list = new SampleList()
  for (let k = 0; k < 900; k++) list.push(BASE + k * 1000, 230 + Math.round(Math.sin(k / 40) * 20) / 10, 1)
  const sealed = seal(
    SEAL.samples,
    writePage([{ track: 0, resolution: 0.1, bytes: encode(list, 0.1) }]),
    deflate,
  )
  expect(sealed.length).toBeLessThan((900 * 17) / 20)
})

test('roll-ups of roll-ups are the roll-ups of the samples', () => {
  fc.assert(
    fc.property(series, one => {
      const list = listOf({ ...one, steps: one.steps.map(step => (step % 1e6) + 0) })
      const fine = rollUp(list, BASE, 60_000)
      const out = new ByteWriter(8)
      writeRollups(out, fine, BASE, 60_000, one.resolution)
      const back = readRollups(out.done(), BASE, 60_000, one.resolution)
      const coarse = rollUp(list, BASE, SPAN)
      for (const [a, b] of [
        [back, fine],
        [regroup(back, BASE, SPAN), coarse],
        [fine.length ? [combine(fine, BASE)] : [], coarse],
      ] as const) {
        expect(a.length).toBe(b.length)
        a.forEach((rollup, k) => {
          const { sum, ...rest } = b[k]!
          expect(rollup).toMatchObject(rest)
          expect(Math.abs(rollup.sum - sum)).toBeLessThan(one.resolution / 2 + Math.abs(sum) * 1e-9)
        })
      }
    }),
  )
})

test('a list settles into order of time and keeps the last of two at one instant', () => {
  const list = new SampleList(1)
  for (const [at, value] of [
    [30, 1],
    [10, 2],
    [20, 3],
    [10, 4],
  ] as const)
    list.push(at, value, 1)
  list.settle()
  expect(columns(list)).toMatchObject({ at: [10, 20, 30], value: [4, 3, 1] })
  expect([5, 10, 29, 30].map(at => list.until(at))).toEqual([0, 1, 2, 3])
})
