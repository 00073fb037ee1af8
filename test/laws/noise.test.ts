import fc from 'fast-check'
import { expect, test } from 'vitest'
import { airAbsorption, exactMidband } from '../../models/laws/airAbsorption.ts'
import { addLevels, barrierLoss, noiseLevel, splitSource } from '../../models/laws/noise.ts'
import { judgeNoise, NOISE_ZONES, noiseLimit, vibrationLimit } from '../../models/laws/noiseLimits.ts'
import { A_WEIGHTING, groundAttenuation, OCTAVES, octaveLevel } from '../../models/laws/noiseOctaves.ts'

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })
const HALL = [100, 98, 96, 95, 94, 92, 88, 80]
const path = { power: HALL, sourceHeight: 4, receiverHeight: 1.5, ground: [0, 0, 0] } as const

test('exact midbands are powers of ten of the nominal ones', () => {
  expect(exactMidband(1000)).toBe(1000)
  expect(exactMidband(63)).toBeCloseTo(63.0957, 3)
  expect(exactMidband(8000)).toBeCloseTo(7943.28, 1)
})

test('hard ground takes −3 dB near, and −6 dB far away at the lowest octave', () => {
  const hard = (octave: number, distance: number) => groundAttenuation(octave, { ...path, distance })
  expect(hard(3, 100)).toBeCloseTo(-3, 9)
  const q = 1 - (30 * 5.5) / 1000
  for (const octave of [0, 4, 7]) expect(hard(octave, 1000)).toBeCloseTo(-3 - 3 * q, 9)
})

test('porous ground swallows most in the middle octaves and nothing is left at the top', () => {
  const soft = OCTAVES.map((_, i) => groundAttenuation(i, { ...path, ground: [1, 1, 1], distance: 200 }))
  expect(Math.max(...soft)).toBeGreaterThan(3)
  expect([2, 3]).toContain(soft.indexOf(Math.max(...soft)))
  expect(soft[7]).toBeCloseTo(0, 9)
})

test('the octave sum is the level of its octaves, and fades with distance and ground', () => {
  fc.assert(
    fc.property(real(20, 2000), real(1.1, 3), real(0, 1), (distance, k, g) => {
      const ground = [g, g, g] as const
      const { level, octaves } = octaveLevel({ ...path, ground, distance })
      expect(addLevels(octaves.map((l, i) => l + A_WEIGHTING[i]!))).toBeCloseTo(level, 9)
      expect(octaveLevel({ ...path, ground, distance: distance * k }).level).toBeLessThan(level)
    }),
  )
})

test('over hard ground without air a level is the free field and its mirror', () => {
  const { octaves } = octaveLevel({ ...path, distance: 100, humidity: 70, temperature: 20 })
  const free =
    95 -
    (20 * Math.log10(Math.hypot(100, 2.5)) + 11) -
    (airAbsorption(exactMidband(500), 20, 70) * Math.hypot(100, 2.5)) / 1000
  expect(octaves[3]).toBeCloseTo(free + 3, 6)
})

test('a barrier never helps the sound, stays under its cap, and two edges screen more', () => {
  const direct = Math.hypot(100, 2.5)
  fc.assert(
    fc.property(real(0.01, 30), detour => {
      const half = (direct + detour) / 2
      const screened = octaveLevel({ ...path, distance: 100, barrier: { toSource: half, toReceiver: half } })
      const open = octaveLevel({ ...path, distance: 100 })
      for (const [i, level] of screened.octaves.entries()) {
        expect(level).toBeLessThanOrEqual(open.octaves[i]! + 1e-9)
        expect(open.octaves[i]! - level).toBeLessThanOrEqual(23 + 1e-9)
      }
      const thick = octaveLevel({
        ...path,
        distance: 100,
        barrier: { toSource: half - 5, toReceiver: half - 5, between: 10 },
      })
      expect(thick.level).toBeLessThanOrEqual(screened.level + 1e-9)
      expect(barrierLoss(detour)).toBeLessThanOrEqual(20)
      expect(barrierLoss(detour, 500, 2)).toBeLessThanOrEqual(25)
    }),
  )
  expect(barrierLoss(0)).toBe(0)
  expect(barrierLoss(Number.NaN)).toBe(0)
})

test('long-term means fall by C0 far away and not near by', () => {
  const at = (distance: number, meteorology: number) => octaveLevel({ ...path, distance, meteorology }).level
  expect(at(50, 3)).toBeCloseTo(at(50, 0), 9)
  expect(at(2000, 0) - at(2000, 3)).toBeCloseTo(3 * (1 - 55 / 2000), 9)
})

test('both methods of ISO 9613-2 agree within 3.5 dB for a broad spectrum over porous ground', () => {
  const flat = OCTAVES.map((_, i) => (i === 0 || i === 7 ? -40 : -7.8) - A_WEIGHTING[i]! + 100)
  for (const distance of [100, 200, 400]) {
    const simple = noiseLevel({ power: 100, distance, sourceHeight: 4, receiverHeight: 1.5 }).level
    const octave = octaveLevel({ ...path, power: flat, ground: [1, 1, 1], distance }).level
    expect(Math.abs(simple - octave), `${distance} m: ${simple} and ${octave}`).toBeLessThan(3.5)
  }
})

test('what cannot be heard has no level', () => {
  expect(octaveLevel({ ...path, distance: 0 }).level).toBeNaN()
  expect(octaveLevel({ ...path, distance: 10, power: [90] }).level).toBeNaN()
  expect(octaveLevel({ ...path, distance: 10, sourceHeight: -1 }).level).toBeNaN()
  expect(noiseLevel({ power: 100, distance: 10, sourceHeight: -1, receiverHeight: 1 }).level).toBeNaN()
  expect(airAbsorption(500, 20, 120)).toBeNaN()
  expect(airAbsorption(500, 20, 50, 0)).toBeNaN()
  expect(addLevels([])).toBe(Number.NEGATIVE_INFINITY)
})

test('absorption grows with the tone', () => {
  fc.assert(
    fc.property(
      real(-10, 40),
      real(15, 100),
      real(50, 8000),
      (t, h, f) => airAbsorption(f * 1.1, t, h) > airAbsorption(f, t, h),
    ),
  )
})

test('limits: night never above evening, evening never above day, hours that are none have none', () => {
  for (const zone of NOISE_ZONES) {
    expect(noiseLimit(zone, 3)).toBeLessThan(noiseLimit(zone, 20))
    expect(noiseLimit(zone, 20)).toBeLessThan(noiseLimit(zone, 12))
    expect([5.99, 6, 17.99, 18, 23.99].map(h => noiseLimit(zone, h))).toEqual(
      [3, 12, 12, 20, 20].map(h => noiseLimit(zone, h)),
    )
    expect(noiseLimit(zone, 24)).toBeNaN()
    expect(noiseLimit(zone, Number.NaN)).toBeNaN()
  }
  expect(vibrationLimit('industrial', -1)).toBeNaN()
  expect(judgeNoise(58, 'industrial', 3, true)).toEqual({
    limit: 60,
    margin: 2,
    housing: { limit: 45, margin: -13 },
  })
  expect(judgeNoise(58, 'industrial', 3).housing).toBeNull()
})

test('a wide source split into points loses no power, and no point stands for more than 100 m', () => {
  fc.assert(
    fc.property(real(0, 900), real(0, 900), (width, depth) => {
      const points = splitSource(110, width, depth)
      expect(addLevels(points.map(p => p.power))).toBeCloseTo(110, 9)
      expect(points.length).toBeGreaterThanOrEqual((width * depth) / 10_000)
      for (const { x, z } of points) expect(Math.abs(x) <= width / 2 && Math.abs(z) <= depth / 2).toBe(true)
      expect(points.reduce((sum, p) => sum + p.x + p.z, 0)).toBeCloseTo(0, 6)
    }),
  )
  expect(splitSource(110, -1, 5)).toEqual([])
})
