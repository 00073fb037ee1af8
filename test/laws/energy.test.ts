import fc from 'fast-check'
import { expect, test } from 'vitest'
import { airDensity, idealGasDensity } from '../../models/laws/airDensity.ts'
import { electricalEfficiency, fuelCellFlow, rampTo, yearlyEnergy } from '../../models/laws/fuelCell.ts'
import {
  electrolyserEfficiency,
  electrolyserLoad,
  electrolyserOutput,
  HYDROGEN_LHV,
  liquefactionPower,
  normalVolume,
} from '../../models/laws/hydrogen.ts'
import { FILLS, poissonArrivals, serveDay, vehiclesServed } from '../../models/laws/hydrogenStation.ts'
import { queueWait } from '../../models/laws/queue.ts'
import { batteryOf, deliverable, stepBattery } from '../../models/laws/storage.ts'
import {
  capacityFactor,
  cubicPower,
  curvePower,
  curvePowerInAir,
  energyCubicPower,
  hellman,
  logProfile,
  rayleighCapacityFactor,
} from '../../models/laws/wind.ts'

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })
const TURBINE = { cutIn: 3, ratedSpeed: 12, cutOut: 25, rated: 10 }

test('wind: profiles leave the speed at its own height and rise with it', () => {
  fc.assert(
    fc.property(real(0.1, 30), real(5, 50), real(1, 5), (speed, height, times) => {
      expect(hellman(speed, height, height)).toBeCloseTo(speed, 9)
      expect(logProfile(speed, height, height, 0.5)).toBeCloseTo(speed, 9)
      expect(hellman(speed, height, height * times)).toBeGreaterThanOrEqual(speed - 1e-9)
      expect(logProfile(speed, height, height * times, 0.5)).toBeGreaterThanOrEqual(speed - 1e-9)
    }),
  )
  expect(logProfile(5, 10, 100, 0.15, 20)).toBeNaN()
  expect(logProfile(5, 10, 100, 0)).toBeNaN()
  expect(hellman(-1, 10, 100)).toBeNaN()
  expect(hellman(5, 0, 100)).toBeNaN()
})

test('wind: both generic curves meet at the ends, and the air of the curve changes nothing', () => {
  for (const v of [2.9, 3, 12, 25, 25.1])
    expect(cubicPower(v, TURBINE)).toBeCloseTo(energyCubicPower(v, TURBINE), 9)
  expect(energyCubicPower(6, TURBINE) / cubicPower(6, TURBINE)).toBeGreaterThan(2.5)
  const [speeds, powers] = [
    [3, 6, 9, 12],
    [0, 2, 7, 10],
  ]
  fc.assert(
    fc.property(real(0, 14), v => {
      expect(curvePowerInAir(v, speeds!, powers!, 1.225)).toBeCloseTo(curvePower(v, speeds!, powers!), 9)
    }),
  )
  expect(curvePower(Number.NaN, speeds!, powers!)).toBeNaN()
  expect(cubicPower(Number.NaN, TURBINE)).toBeNaN()
  expect(curvePowerInAir(6, speeds!, powers!, 0)).toBeNaN()
})

test('wind: capacity factors stay in bounds, and the basin promises a few percent at most', () => {
  fc.assert(
    fc.property(real(0.5, 15), mean => {
      const factor = rayleighCapacityFactor(mean, TURBINE)
      expect(factor).toBeGreaterThanOrEqual(0)
      expect(factor).toBeLessThan(1)
    }),
  )
  expect(rayleighCapacityFactor(2.6, TURBINE)).toBeLessThan(0.05)
  expect(rayleighCapacityFactor(0, TURBINE)).toBeNaN()
  expect(capacityFactor(-1, 1)).toBeNaN()
  expect(capacityFactor(1, 0)).toBeNaN()
  expect(airDensity(101_325, 0, 0, 0)).toBeNaN()
  expect(Math.abs(airDensity(101_325, 0, 0, 288.15) - idealGasDensity(101_325, 0, 0, 288.15))).toBeLessThan(
    0.001,
  )
})

test('fuel cell: power and heat are what the gas brought, less the losses', () => {
  fc.assert(
    fc.property(real(0, 5000), real(0.3, 0.6), real(0.6, 1), (power, electrical, total) => {
      const { gas, heat } = fuelCellFlow(power, electrical, total)
      expect(power + heat).toBeCloseTo(total * gas * 10.5, 6)
    }),
  )
  expect(fuelCellFlow(100, 0.9, 0.5).gas).toBeNaN()
  expect(fuelCellFlow(-1, 0.43, 0.9).heat).toBeNaN()
  // Changwon's urban plan: 150,000 MWh from 25.8 million m³ is about 55 %, and a capacity factor of 0.89.
  expect(electricalEfficiency(150_000_000, 25_800_000)).toBeCloseTo(0.55, 2)
  expect(yearlyEnergy(19.2, 0.892)).toBeCloseTo(150_000, -3)
  expect(yearlyEnergy(19.2, 1.2)).toBeNaN()
  expect(rampTo(0, 100, 5, 10)).toBe(50)
  expect(rampTo(100, 0, 5, 60)).toBe(0)
  expect(rampTo(0, 100, -1, 1)).toBeNaN()
})

test('storage: what a cycle gives back is its round trip, in any battery and order of wishes', () => {
  fc.assert(
    fc.property(
      real(10, 5000),
      real(0.1, 2),
      fc.constantFrom('indoor' as const, 'outdoor' as const),
      fc.array(real(-4000, 4000), { minLength: 1, maxLength: 40 }),
      (capacity, cRate, place, wishes) => {
        const battery = batteryOf(capacity, cRate, place)
        let charge = battery.lowest
        let [put, got] = [0, 0]
        for (const wish of [...wishes, ...Array(200).fill(capacity)]) {
          const step = stepBattery(battery, charge, wish, 0.25)
          expect(Math.sign(step.power) * Math.sign(wish)).toBeGreaterThanOrEqual(0)
          expect(Math.abs(step.power)).toBeLessThanOrEqual(Math.min(battery.power, Math.abs(wish)) + 1e-9)
          charge = step.charge
          expect(charge).toBeLessThanOrEqual(battery.highest + 1e-9)
          expect(charge).toBeGreaterThanOrEqual(battery.lowest - 1e-9)
          if (step.power > 0) got += step.power * 0.25
          else put -= step.power * 0.25
        }
        expect(charge).toBeCloseTo(battery.lowest, 6)
        expect(got).toBeCloseTo(battery.roundTrip * put, 4)
      },
    ),
    { numRuns: 40 },
  )
})

test('storage: what is no battery, charge or wish is refused or left alone', () => {
  const battery = batteryOf(100, 0.5, 'indoor')
  expect(battery.highest).toBe(0.8)
  expect(deliverable(battery, 0.1)).toBe(0)
  expect(deliverable(battery, 0.8)).toBeCloseTo(0.7 * 100 * Math.sqrt(0.85), 9)
  expect(stepBattery(battery, 0.5, Number.NaN, 1)).toEqual({ charge: 0.5, power: 0 })
  expect(stepBattery(battery, 0.5, 10, -1)).toEqual({ charge: 0.5, power: 0 })
  expect(() => stepBattery({ ...battery, roundTrip: 1.2 }, 0.5, 1, 1)).toThrow(/round trip 1.2/)
  expect(() => stepBattery({ ...battery, lowest: 0.9 }, 0.5, 1, 1)).toThrow(RangeError)
  expect(() => stepBattery(battery, Number.NaN, 1, 1)).toThrow(/state of charge NaN/)
})

test('hydrogen: no electrolyser makes more energy than it takes, and its load has a floor and a roof', () => {
  fc.assert(
    fc.property(real(0, 20_000), real(100, 10_000), real(33.3, 83), (offered, rated, demand) => {
      const taken = electrolyserLoad(offered, rated)
      expect(taken).toBeLessThanOrEqual(Math.min(offered, 1.3 * rated) + 1e-9)
      expect(taken === 0 || taken >= 0.05 * rated - 1e-9).toBe(true)
      expect(electrolyserOutput(taken, demand) * HYDROGEN_LHV).toBeLessThanOrEqual(taken + 1e-9)
    }),
  )
  expect(electrolyserEfficiency(0)).toBeNaN()
  expect(electrolyserOutput(-1, 55)).toBeNaN()
  expect(liquefactionPower(10)).toBe(120)
  expect(liquefactionPower(-1)).toBeNaN()
  expect(normalVolume(0.0899)).toBeCloseTo(1, 9)
})

test('station: everyone is filled or refused, and no hour gives more than its kilograms', () => {
  const arrival = fc.record({ at: real(0, 1439), kind: fc.constantFrom('car' as const, 'bus' as const) })
  fc.assert(
    fc.property(
      fc.array(arrival, { maxLength: 120 }),
      fc.integer({ min: 1, max: 4 }),
      real(5, 80),
      (arrivals, dispensers, hourly) => {
        const day = serveDay({ dispensers, hourly }, arrivals)
        expect(day.filled + day.refused).toBe(arrivals.length)
        expect(day.dispensed).toBeLessThanOrEqual(hourly * 24 + FILLS.bus.mass)
        expect(day.meanWait).toBeGreaterThanOrEqual(0)
      },
    ),
  )
  // Yangdeok: 60 kg/h are twelve cars an hour; a thirteenth in the same hour goes away.
  const cars = Array.from({ length: 13 }, (_, i) => ({ at: i, kind: 'car' as const }))
  expect(serveDay({ dispensers: 13, hourly: 60 }, cars)).toMatchObject({
    filled: 12,
    refused: 1,
    dispensed: 60,
  })
  expect(() => serveDay({ dispensers: 0, hourly: 60 }, cars)).toThrow(RangeError)
  expect(vehiclesServed(-1, 5)).toBeNaN()
  expect(vehiclesServed(60, 0)).toBeNaN()
})

test('station: Poisson arrivals come at their rate and by their seed; a queue of them waits as M/D/1 says', () => {
  let state = 7
  const random = () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
  const arrivals = poissonArrivals(8, [0, 60 * 2000], 'car', random)
  expect(arrivals.length / 2000).toBeCloseTo(8, 0)
  const { meanWait, refused } = serveDay({ dispensers: 1, hourly: 1000 }, arrivals)
  expect(refused).toBe(0)
  expect((meanWait * 60) / queueWait(8, 300)).toBeCloseTo(1, 0)
  expect(poissonArrivals(0, [0, 60], 'car', random)).toEqual([])
  expect(() => poissonArrivals(-1, [0, 60], 'car', random)).toThrow(RangeError)
})

test('a queue: nobody waits at an empty one, for ever at a full one', () => {
  expect(queueWait(0)).toBe(0)
  expect(queueWait(600, 6)).toBe(Number.POSITIVE_INFINITY)
  expect(queueWait(-1)).toBeNaN()
  fc.assert(fc.property(real(0, 590), real(0, 9), (a, more) => queueWait(a + more) >= queueWait(a)))
})
