import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  concentration,
  doubts,
  hazardDistance,
  highestGround,
  type Release,
} from '../../models/laws/plume.ts'
import { type Spread, STABILITIES, sigma } from '../../models/laws/plumeSpread.ts'
import { driftTo, stabilityOf } from '../../models/laws/stability.ts'

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })
const SPREADS: readonly Spread[] = ['pasquillGifford', 'briggsRural', 'briggsUrban']
const release = fc.record({
  rate: real(0.01, 500),
  height: real(0, 80),
  wind: real(1, 15),
  stability: fc.constantFrom(...STABILITIES),
  spread: fc.constantFrom(...SPREADS),
})

test('no mass is lost: what crosses any upright plane a second is what the source gives', () => {
  fc.assert(
    fc.property(release, real(150, 3000), (r, x) => {
      const s = sigma(x, r.stability, r.spread)
      const [dy, dz] = [s.y / 6, Math.min(s.z / 6, 10)]
      let flux = 0
      for (let y = -6 * s.y + dy / 2; y < 6 * s.y; y += dy)
        for (let z = dz / 2; z < r.height + 6 * s.z; z += dz)
          flux += concentration(r, x, y, z) * r.wind * dy * dz
      expect(flux / r.rate).toBeGreaterThan(0.99)
      expect(flux / r.rate).toBeLessThan(1.01)
    }),
    { numRuns: 25 },
  )
})

test('the plume is even on both sides, thinner aside, and twice as dense from twice the source', () => {
  fc.assert(
    fc.property(release, real(50, 5000), real(0, 300), real(0, 60), (r, x, y, z) => {
      const here = concentration(r, x, y, z)
      expect(concentration(r, x, -y, z)).toBeCloseTo(here, 12)
      expect(here).toBeLessThanOrEqual(concentration(r, x, 0, z) + 1e-15)
      expect(concentration({ ...r, rate: 2 * r.rate }, x, y, z)).toBeCloseTo(2 * here, 9)
      expect(concentration(r, -x, y, z)).toBe(0)
    }),
  )
})

test('spread grows downwind without a break at the edges of its tables', () => {
  for (const spread of SPREADS) {
    for (const stability of STABILITIES) {
      let last = sigma(20, stability, spread)
      for (let x = 20.4; x < 60_000; x *= 1.02) {
        const next = sigma(x, stability, spread)
        expect(next.y, `${spread} ${stability} ${x}`).toBeGreaterThan(last.y)
        expect(next.z / last.z, `${spread} ${stability} ${x}`).toBeGreaterThan(0.994)
        expect(next.z / last.z, `${spread} ${stability} ${x}`).toBeLessThan(1.06)
        last = next
      }
    }
  }
})

test('the highest ground concentration lies near σz = H/√2', () => {
  const stack: Release = { rate: 80, height: 60, wind: 6, stability: 'D', spread: 'briggsRural' }
  const { x, concentration: peak } = highestGround(stack)
  expect(sigma(x, 'D', 'briggsRural').z / (60 / Math.SQRT2)).toBeCloseTo(1, 0)
  expect(peak).toBeGreaterThan(concentration(stack, x * 0.8))
  expect(peak).toBeGreaterThan(concentration(stack, x * 1.25))
})

test('hazard: the threshold is met at its distance, and less gas, more wind or a higher threshold bring it nearer', () => {
  const spill = (rate: number, wind: number): Release => ({
    rate,
    height: 0,
    wind,
    stability: 'D',
    spread: 'briggsRural',
  })
  fc.assert(
    fc.property(real(10, 800), real(1, 10), real(20, 1000), real(1.05, 3), (rate, wind, ppm, k) => {
      const distance = hazardDistance(spill(rate, wind), 'NH3', ppm)
      expect(hazardDistance(spill(rate, wind), 'NH3', ppm * k)).toBeLessThanOrEqual(distance)
      expect(hazardDistance(spill(rate, wind * k), 'NH3', ppm)).toBeLessThanOrEqual(distance)
      expect(hazardDistance(spill(rate * k, wind), 'NH3', ppm)).toBeGreaterThanOrEqual(distance)
      if (distance > 1 && distance < 100_000) {
        const there = (concentration(spill(rate, wind), distance) * 1000 * 24.47) / 17.03
        expect(there / ppm).toBeCloseTo(1, 2)
      }
    }),
    { numRuns: 40 },
  )
  expect(hazardDistance(spill(0, 3), 'NH3', 30)).toBe(0)
  expect(hazardDistance(spill(100, 3), 'NH3', 0)).toBeNaN()
  expect(hazardDistance(spill(-1, 3), 'NH3', 30)).toBeNaN()
})

test('what cannot be has no concentration, and doubts are spoken', () => {
  const r: Release = { rate: 10, height: 5, wind: 3, stability: 'C', spread: 'briggsUrban' }
  expect(concentration({ ...r, rate: -1 }, 100)).toBeNaN()
  expect(concentration(r, Number.NaN)).toBeNaN()
  expect(concentration(r, 100, 0, -1)).toBeNaN()
  expect(concentration({ ...r, wind: Number.NaN }, 100)).toBeNaN()
  expect(concentration({ ...r, wind: 0.1 }, 100)).toBe(concentration({ ...r, wind: 1 }, 100))
  expect(sigma(-5, 'A', 'pasquillGifford').z).toBeNaN()
  expect(doubts({ ...r, wind: 0.5 }, 50, 'Cl2')).toEqual(['near', 'calm', 'dense'])
  expect(doubts(r, 500, 'NH3')).toEqual([])
})

test('stability: strong sun and little wind A, wind D, clear calm nights F, overcast D', () => {
  expect(stabilityOf(1, 900, false)).toBe('A')
  expect(stabilityOf(7, 900, false)).toBe('C')
  expect(stabilityOf(7, 100, false)).toBe('D')
  expect(stabilityOf(2, 0, true, 0)).toBe('F')
  expect(stabilityOf(1, 200, false, 8)).toBe('D')
  expect(stabilityOf(1, 0, true, 8)).toBe('D')
  expect(() => stabilityOf(Number.NaN, 0, true)).toThrow(RangeError)
  expect(() => stabilityOf(2, -1, false)).toThrow(RangeError)
  expect(driftTo(270)).toBe(90)
})
