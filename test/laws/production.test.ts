import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allocationRatio,
  capability,
  energyConsumption,
  equipmentLoadRatio,
  fallOffRatio,
  inventoryTurns,
  materialRatios,
  productionProcessRatio,
  reliability,
  throughputRate,
  workerEfficiency,
  workUnitKpis,
} from '../../models/laws/iso22400.ts'
import { energyPerPiece, OEE_BENCH, oee } from '../../models/laws/production.ts'

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })

test('OEE is never above any of its factors, and what cannot be has none', () => {
  fc.assert(
    fc.property(
      real(1, 600),
      real(0, 1),
      real(0.1, 5),
      real(0, 1000),
      real(0, 1),
      (planned, share, idealCycle, total, goodShare) => {
        const o = oee({ planned, run: planned * share, idealCycle, total, good: total * goodShare })
        for (const factor of [o.availability, o.performance, o.quality]) {
          expect(factor).toBeGreaterThanOrEqual(0)
          expect(factor).toBeLessThanOrEqual(1 + 1e-12)
          expect(o.oee).toBeLessThanOrEqual(factor + 1e-12)
        }
      },
    ),
  )
  const shift = { planned: 480, run: 420, idealCycle: 1, total: 400, good: 380 }
  expect(oee({ ...shift, planned: 0, run: 0, total: 0, good: 0 }).oee).toBe(0)
  expect(oee({ ...shift, run: 500 }).oee).toBeNaN()
  expect(oee({ ...shift, good: 401 }).oee).toBeNaN()
  expect(oee({ ...shift, idealCycle: -1 }).oee).toBeNaN()
  expect(oee({ ...shift, total: Number.NaN }).oee).toBeNaN()
  expect(OEE_BENCH.worldClass).toBeGreaterThan(OEE_BENCH.bestPlants)
  expect(energyPerPiece(10, 0)).toBe(Number.POSITIVE_INFINITY)
  expect(energyPerPiece(-1, 5)).toBeNaN()
})

test('ISO 22400: the counting identity of the OEE index, and availability of its own kind', () => {
  const times = { plannedBusy: 480, busy: 450, production: 400, processing: 430, setup: 30, delay: 20 }
  const counts = {
    produced: 380,
    good: 361,
    scrap: 9,
    plannedScrap: 10,
    rework: 10,
    firstPass: 351,
    planRunTime: 1,
  }
  const k = workUnitKpis(times, counts)
  expect(k.oeeIndex).toBeCloseTo((361 * 1) / 480, 12)
  expect(k.neeIndex).toBeCloseTo((430 / 480) * (380 / 400) * (361 / 380), 12)
  expect(k).toMatchObject({
    allocationEfficiency: 450 / 480,
    utilisationEfficiency: 400 / 450,
    availability: 400 / 480,
  })
  expect(k).toMatchObject({ setupRatio: 30 / 430, technicalEfficiency: 400 / 420, firstPassYield: 351 / 380 })
  expect(k.scrapRatio + k.reworkRatio + k.qualityRatio).toBeCloseTo(1, 12)
  expect(k.actualToPlannedScrap).toBe(0.9)
  expect(workUnitKpis({ ...times, plannedBusy: 0 }, counts).availability).toBeNaN()
  expect(workUnitKpis({ ...times, production: -1 }, counts).utilisationEfficiency).toBeNaN()
})

test('ISO 22400: ratios of orders, stocks, materials and energy', () => {
  expect([
    throughputRate(100, 50),
    workerEfficiency(7, 8),
    allocationRatio(3, 4),
    productionProcessRatio(2, 4),
  ]).toEqual([2, 0.875, 0.75, 0.5])
  expect([fallOffRatio(5, 100), equipmentLoadRatio(90, 100), inventoryTurns(120, 10)]).toEqual([
    0.05, 0.9, 12,
  ])
  expect(energyConsumption([100, 50], 30)).toBe(5)
  const parts = materialRatios(100, { finished: 90, productionLoss: 6, transportLoss: 1, otherLoss: 3 })
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12)
  expect(throughputRate(1, 0)).toBeNaN()
})

test('ISO 22400: failures, repairs and the capability of a process', () => {
  expect(reliability(400, 20, 4, 60)).toEqual({ mtbf: 100, mttr: 5, correctiveRatio: 0.25 })
  expect(reliability(400, 0, 0).mtbf).toBe(Number.POSITIVE_INFINITY)
  expect(reliability(-1, 0, 1).mtbf).toBeNaN()
  expect(capability(9, 11, 10, 1 / 3)).toEqual({ cp: expect.closeTo(1, 9), cpk: expect.closeTo(1, 9) })
  expect(capability(9, 11, 10, 0).cp).toBeNaN()
  fc.assert(
    fc.property(real(-1, 1), real(0.01, 2), (off, deviation) => {
      const { cp, cpk } = capability(9, 11, 10 + off, deviation)
      expect(cpk).toBeLessThanOrEqual(cp + 1e-12)
    }),
  )
})
