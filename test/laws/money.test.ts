import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bill } from '../../models/laws/bill.ts'
import { billingDemand, monthPeak } from '../../models/laws/billingDemand.ts'
import { contractClass, contractFor, gapCharge, supplyOf, voltageClass } from '../../models/laws/contract.ts'
import { emissions, gridFactor, latestGridFactor } from '../../models/laws/emissions.ts'
import { daysInMonth } from '../../models/laws/holidays.ts'
import {
  monthlyRevenue,
  REC_SOURCES,
  recWeight,
  renewableRevenue,
} from '../../models/laws/renewableRevenue.ts'
import { powerFactorShare, surchargesOf } from '../../models/laws/surcharges.ts'
import { band, bandRule, energyCharge, energyPrice, priceTable, seasonOf } from '../../models/laws/tariff.ts'
import { BANDS, PRICE_TABLES } from '../../models/laws/tariffRates.ts'

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })
const option = fc.constantFrom('I' as const, 'II' as const, 'III' as const)
const month = fc.record({
  year: fc.integer({ min: 2025, max: 2029 }),
  month: fc.integer({ min: 1, max: 12 }),
})

test('bands: every hour of every day known has one, and light is never dearer than peak', () => {
  fc.assert(
    fc.property(
      month,
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 0, max: 23 }),
      option,
      (m, day, hour, o) => {
        const date = { ...m, day }
        const table = priceTable(date)
        const season = seasonOf(m.month)
        expect(BANDS).toContain(band(bandRule(date), season, 'weekday', hour))
        expect(energyPrice(o, season, 'light', table)).toBeLessThan(energyPrice(o, season, 'mid', table))
        expect(energyPrice(o, season, 'mid', table)).toBeLessThan(energyPrice(o, season, 'peak', table))
        expect(band(bandRule(date), season, 'saturday', hour)).not.toBe('peak')
        expect(band(bandRule(date), season, 'sunday_or_holiday', hour)).toBe('light')
      },
    ),
  )
})

test('the reform of 16 April 2026 changes hours and prices in the middle of the month', () => {
  const before = { year: 2026, month: 4, day: 15 }
  const after = { year: 2026, month: 4, day: 16 }
  expect(band(bandRule(before), 'spring_autumn', 'weekday', 14)).toBe('peak')
  expect(band(bandRule(after), 'spring_autumn', 'weekday', 14)).toBe('mid')
  expect(energyPrice('I', 'spring_autumn', 'peak', priceTable(before))).toBe(169.6)
  expect(energyPrice('I', 'spring_autumn', 'peak', priceTable(after))).toBe(156.4)
  const april = energyCharge(2026, 4, 'I', day => (day === 15 ? 100 : 0))
  expect(april.discount).toBe(0)
  expect(april.beforeDiscount).toBeCloseTo(100 * (10 * 116.4 + 8 * 138.9 + 6 * 169.6), 6)
})

test('a Sunday of May at noon costs half, a Sunday of July does not, and none does after 2030', () => {
  const at = (year: number, m: number, day: number) =>
    energyCharge(year, m, 'I', (d, hour) => (d === day && hour === 12 ? 100 : 0))
  expect(at(2026, 5, 10).discount).toBeCloseTo(0.5 * at(2026, 5, 10).beforeDiscount, 9)
  expect(at(2026, 7, 5).discount).toBe(0)
  expect(at(2026, 5, 12).discount).toBe(0)
})

test('dates outside the life of a table, months and hours that are none are refused by name', () => {
  expect(() => energyCharge(2023, 4, 'I', () => 1)).toThrow(
    /no KEPCO prices are known for 2023-04-01.*2024-10-24/,
  )
  expect(() => bandRule({ year: 2010, month: 1, day: 1 })).toThrow(/2013-11-21/)
  expect(() => energyCharge(2026, 13, 'I', () => 1)).toThrow(/month 13/)
  expect(() => energyCharge(2026, 5, 'I', () => Number.NaN)).toThrow(/load of day 1, 0 h is NaN/)
  expect(() => energyCharge(2026, 5, 'I', () => -1)).toThrow(RangeError)
  expect(() => band(bandRule({ year: 2026, month: 5, day: 1 }), 'summer', 'weekday', 24)).toThrow(/hour 24/)
  expect(() => surchargesOf(2022, 6)).toThrow(/2022-06-01/)
  expect(PRICE_TABLES.every((t, i) => i === 0 || t.until! < PRICE_TABLES[i - 1]!.from)).toBe(true)
})

test('demand: at least 30 % of the contract, never below this month, and monotonic in every peak', () => {
  const peak = fc.record({
    year: fc.constantFrom(2025, 2026),
    month: fc.integer({ min: 1, max: 12 }),
    peak: real(0, 9000),
  })
  fc.assert(
    fc.property(
      fc.array(peak, { maxLength: 12 }),
      real(0, 9000),
      real(0, 9000),
      real(0, 500),
      (history, now, contract, more) => {
        const current = { year: 2026, month: 11, peak: now }
        const demand = billingDemand(current, history, contract)
        expect(demand).toBeGreaterThanOrEqual(Math.max(now, 0.3 * contract))
        const raised = history.map(p => ({ ...p, peak: p.peak + more }))
        expect(billingDemand(current, raised, contract)).toBeGreaterThanOrEqual(demand)
      },
    ),
  )
  expect(() => billingDemand({ year: 2026, month: 1, peak: Number.NaN }, [], 1)).toThrow(RangeError)
  expect(() => billingDemand({ year: 2026, month: 1, peak: 1 }, [], -1)).toThrow(RangeError)
})

test('demand: a spike of a quarter hour counts, one in light hours or on a Sunday does not', () => {
  const spike = (day: number, at: number) =>
    monthPeak(2026, 7, (d, hour) => (d === day && hour === at ? 900 : 400)).peak
  expect(spike(15, 16.75)).toBe(900)
  expect(spike(15, 3.25)).toBe(400)
  expect(spike(5, 16.75)).toBe(400)
})

test('a bill adds up from its parts, whatever is used', () => {
  fc.assert(
    fc.property(month, option, real(0, 8000), real(0.5, 1), (m, o, kW, factor) => {
      const energy = energyCharge(m.year, m.month, o, () => kW)
      const b = bill({
        option: o,
        demand: kW,
        energy,
        surcharges: surchargesOf(m.year, m.month),
        powerFactor: { day: factor },
      })
      const lines = b.basic + b.powerFactor + b.energy + b.climate + b.fuel + b.vat + b.fund
      expect(b.total).toBe(lines - b.cut)
      expect(b.total % 10).toBe(0)
      expect(b.cut).toBeGreaterThanOrEqual(0)
      expect(b.cut).toBeLessThan(10)
      expect(Math.sign(b.powerFactor)).toBe(
        kW < 1 ? Math.sign(b.powerFactor) : -Math.sign(Math.round(1000 * factor) - 900),
      )
      const hours = 24 * daysInMonth(m.year, m.month)
      expect(b.climate).toBe(Math.floor(9 * (energy.kWh.light + energy.kWh.mid + energy.kWh.peak)))
      expect(energy.kWh.light + energy.kWh.mid + energy.kWh.peak).toBeCloseTo(kW * hours, 3)
    }),
    { numRuns: 60 },
  )
})

test('the month of April 2023 at 400 kW, priced by the reform, makes this bill', () => {
  const energy = energyCharge(2023, 4, 'I', () => 400, bandRule({ year: 2026, month: 5, day: 1 }))
  expect(energy.charge).toBeCloseTo(37_486_800, 3)
  const b = bill({
    option: 'I',
    demand: 400,
    energy,
    surcharges: { climate: 9, fuel: 5, fund: 0.027, vat: 0.1 },
  })
  // By hand: 400 × 7,220 + 37,486,800 + 288,000 × (9 + 5) = 44,406,800; VAT 4,440,680; fund 1,198,980.
  expect(b).toMatchObject({ basic: 2_888_000, energy: 37_486_800, climate: 2_592_000, fuel: 1_440_000 })
  expect(b).toMatchObject({ vat: 4_440_680, fund: 1_198_980, total: 50_046_460, cut: 0 })
})

test('power factor: nothing at 90 %, a rebate to 95, a charge to 60, leading at night', () => {
  expect(powerFactorShare(0.9)).toBeCloseTo(0, 12)
  expect(powerFactorShare(1)).toBeCloseTo(-0.01, 12)
  expect(powerFactorShare(0.85)).toBeCloseTo(0.01, 12)
  expect(powerFactorShare(0.2)).toBeCloseTo(powerFactorShare(0.6), 12)
  expect(powerFactorShare(0.9, 0.9)).toBeCloseTo(0.01, 12)
  expect(() => powerFactorShare(1.1)).toThrow(RangeError)
  fc.assert(
    fc.property(
      real(0.01, 0.99),
      real(0, 0.01),
      (f, more) => powerFactorShare(f + more) <= powerFactorShare(f) + 1e-12,
    ),
  )
})

test('contracts: classes, supply, gap prices of their own life', () => {
  expect([4, 299, 300].map(contractClass)).toEqual(['gap', 'gap', 'eul'])
  expect([0.38, 22.9, 154, 345].map(voltageClass)).toEqual(['low', 'A', 'B', 'C'])
  expect([10_000, 10_001, 40_001].map(supplyOf)).toEqual([
    { kV: 22.9, dedicated: false },
    { kV: 22.9, dedicated: true },
    { kV: 154, dedicated: true },
  ])
  expect(contractFor(45_000)).toBe(100)
  expect(contractFor(-1)).toBeNaN()
  expect(gapCharge(2026, 7, 100, 1000)).toEqual({ basic: 555_000, energy: 116_200 })
  expect(() => gapCharge(2024, 9, 100, 1000)).toThrow(/2024-10-24/)
  expect(() => contractClass(0)).toThrow(RangeError)
  expect(() => supplyOf(-5)).toThrow(RangeError)
  expect(() => voltageClass(Number.NaN)).toThrow(RangeError)
})

test('carbon: a factor is never borrowed from another year unless it says whose it is', () => {
  expect(gridFactor('2024')).toBeUndefined()
  expect(gridFactor('toString')).toBeUndefined()
  expect(latestGridFactor(2026)).toEqual({ year: 2023, factor: 0.4173 })
  expect(latestGridFactor(2020)).toBeUndefined()
  expect(emissions(1000, 0.4173)).toBeCloseTo(417.3, 9)
  expect(emissions(-1000, 0.4173)).toBeCloseTo(-417.3, 9)
  expect(emissions(1, -1)).toBeNaN()
})

test('revenue: weights of the revision of 2021 and whole certificates', () => {
  expect(recWeight('roofSolar', 3000)).toBe(1.5)
  expect(recWeight('roofSolar', 6000)).toBeCloseTo(1.25, 12)
  expect(recWeight('groundSolar', 200)).toBeCloseTo(1.1, 12)
  expect(recWeight('fuelCell', 440)).toBe(1.9)
  fc.assert(
    fc.property(fc.constantFrom(...REC_SOURCES), real(1, 20_000), real(1, 20_000), (source, kW, more) => {
      expect(recWeight(source, kW + more)).toBeLessThanOrEqual(recWeight(source, kW) + 1e-12)
      expect((kW + more) * recWeight(source, kW + more)).toBeGreaterThanOrEqual(kW * recWeight(source, kW))
    }),
  )
  expect(monthlyRevenue(3600, 100, 70_000, 1.5)).toEqual({ market: 360_000, certificates: 5, won: 710_000 })
  expect(monthlyRevenue(-1, 100, 70_000).won).toBeNaN()
  expect(recWeight('roofSolar', 0)).toBeNaN()
  expect(renewableRevenue(100, -1)).toBeNaN()
  expect(renewableRevenue(-3, 0)).toBe(-3)
})
