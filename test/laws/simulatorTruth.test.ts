import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { patternOf } from '../../models/kinds/factory.ts'
import { arrivalRate, dayShiftPresence } from '../../models/laws/arrivals.ts'
import { dayType } from '../../models/laws/holidays.ts'
import { loadShare } from '../../models/laws/loadProfile.ts'
import { linkeTurbidity, pvEnergy } from '../../models/laws/pvChain.ts'
import { arrayPower, skySeries } from '../../models/laws/pvFleet.ts'
import { BELIEVABLE_YEAR } from '../../models/laws/pvYield.ts'
import { numberPoints } from '../../models/points.ts'
import { type Ambient, ambientAt } from '../../models/simulation/ambient.ts'
import { channelOf } from '../../models/simulation/noise.ts'
import { weatherAt } from '../../models/simulation/weather.ts'
import type { LonLat } from '../../models/units.ts'
import { Gate } from '../../server/ingest/accept.ts'
import { Run } from '../../server/ingest/simulator/simulator.ts'
import { Twin } from '../../server/twin/twin.ts'
import { asset, smallSite, TestClock } from '../server/fixture.ts'

const HOUR = 3_600_000
const SEED = 1974
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const PLACE: LonLat = [128.66, 35.21]
const AIR_FILE = '../shared/geodata-reference/air_quality_hourly_changwon_2024.csv'
/** Korean midnight of a day. */
const midnight = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - 9 * HOUR

/** Run assets over a day from Korean midnight and take readings every `minutes`; `read` names asset and point. */
function simulated(assets: ReturnType<typeof asset>[], from: number, minutes: number, seed = SEED) {
  const site = smallSite(assets)
  const points = numberPoints(site.assets)
  const twin = new Twin(points)
  const run = new Run(site, seed, new Gate(points, twin, new TestClock(from)))
  const steps = Array.from({ length: (24 * 60) / minutes }, (_, i) => {
    run.all(from + i * minutes * 60_000)
    return Float64Array.from(twin.values)
  })
  return (id: string, point: string): number[] => steps.map(values => values[points.find(id, point)]!)
}

/** Midnight of the first day of June, in any year and of any seed, under a sky of at most half an okta all day. */
function clearJuneDay(): { readonly seed: number; readonly from: number } {
  for (let seed = 1; seed < 200; seed++)
    for (let day = 1; day <= 30; day++) {
      const from = midnight(2026, 6, day)
      const hours = Array.from({ length: 16 }, (_, i) => weatherAt(seed, from + (5 + i) * HOUR).oktas)
      if (Math.max(...hours) < 0.5) return { seed, from }
    }
  throw new Error('no seed has a clear day in June')
}

test('a clear June day of 1 kWp integrates to what the PV chain says, and its meter counts the same', () => {
  const { seed, from } = clearJuneDay()
  const read = simulated([asset('solar', { rating: 1 })], from, 5, seed)
  const energy = read('solar', 'power').reduce((sum, kW) => sum + kW / 12, 0)
  const array = { rated: 1, tilt: 12, azimuth: 180 }
  const chain = (cloudless: boolean): number =>
    pvEnergy(from, from + 24 * HOUR, PLACE, array, at => {
      const { temperature, wind, oktas } = weatherAt(seed, at)
      return { air: temperature, wind, oktas: cloudless ? 0 : oktas, linke: linkeTurbidity(6) }
    })
  expect(energy / chain(false)).toBeGreaterThan(0.9)
  expect(energy / chain(false)).toBeLessThan(1.1)
  expect(energy / chain(true)).toBeGreaterThan(0.9)
  expect(energy).toBeGreaterThan(4.5)
  expect(read('solar', 'energyToday').at(-1)! / energy).toBeCloseTo(1, 1)
})

describe('simulated years', () => {
  const start = midnight(2026, 1, 1)
  const years = [SEED, 1, 7, 42].map(seed =>
    Array.from({ length: 8760 }, (_, i) => ambientAt(seed, PLACE, start + (i + 0.5) * HOUR)),
  )
  const months = (hours: readonly Ambient[], values: ArrayLike<number>): number[] => {
    const sums = new Array<number>(12).fill(0)
    for (const [i, { time }] of hours.entries()) sums[time.month - 1]! += values[i]!
    return sums
  }
  const total = (of: readonly number[]): number => of.reduce((sum, month) => sum + month, 0)

  test('give 1 kWp to the south what is believed of Changwon, most in spring and least in winter', () => {
    const yields = years.map(hours => {
      const sky = skySeries(
        hours.map(({ at, sun, light, weather }) => ({
          at,
          sun,
          light,
          air: weather.temperature,
          wind: weather.wind,
        })),
      )
      return months(hours, arrayPower(sky, { rated: 1, tilt: 25, azimuth: 180 }))
    })
    for (const year of yields) {
      expect(total(year)).toBeGreaterThan(BELIEVABLE_YEAR.least)
      expect(total(year)).toBeLessThan(BELIEVABLE_YEAR.most)
    }
    const mean = HOURS.slice(0, 12).map(month => total(yields.map(year => year[month]!)) / yields.length)
    expect([4, 5]).toContain(mean.indexOf(Math.max(...mean)) + 1)
    expect([11, 12, 1]).toContain(mean.indexOf(Math.min(...mean)) + 1)
    expect(Math.max(mean[6]!, mean[7]!)).toBeLessThan(mean[4]!)
  })

  test('rain about as much as Changwon, most in summer, under a mean wind of about 2 m/s', () => {
    for (const hours of years) {
      const rain = months(
        hours,
        hours.map(({ weather }) => weather.rain),
      )
      expect(total(rain)).toBeGreaterThan(1545 * 0.75)
      expect(total(rain)).toBeLessThan(1545 * 1.25)
      expect(rain[5]! + rain[6]! + rain[7]!).toBeGreaterThan(total(rain) * 0.4)
      expect(Math.abs(total(hours.map(({ weather }) => weather.wind)) / 8760 - 2)).toBeLessThan(0.4)
    }
  })
})

test('the meter caught up at noon has what the power gave since midnight', () => {
  const { seed, from } = clearJuneDay()
  const all = simulated([asset('solar', { rating: 100 })], from, 5, seed)
  const untilNoon = all('solar', 'power')
    .slice(0, 144)
    .reduce((sum, kW) => sum + kW / 12, 0)
  const late = simulated([asset('solar', { rating: 100 })], from + 12 * HOUR, 720, seed)
  expect(late('solar', 'energyToday')[0]! / untilNoon).toBeCloseTo(1, 1)
})

describe('demand', () => {
  const plants = Array.from({ length: 12 }, (_, i) =>
    asset('factory', { id: `plant-${i}`, rating: 300 + 300 * i }),
  )
  const dayOf = (from: number): Record<string, number[]> => {
    const read = simulated(plants, from, 15)
    return Object.fromEntries(plants.map(p => [p.id, read(p.id, 'power')]))
  }
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

  test('each plant follows the curve of its shifts', () => {
    const day = dayOf(midnight(2026, 5, 12))
    for (const plant of plants) {
      const pattern = patternOf(plant, channelOf(plant.id))
      const law = Array.from({ length: 96 }, (_, i) => loadShare(pattern, i / 4, 'weekday'))
      expect(correlation(day[plant.id]!, law), `${plant.id} ${pattern}`).toBeGreaterThan(
        pattern === 'threeShift' ? 0.5 : 0.93,
      )
    }
  })

  test.each([
    ['a substitute holiday', midnight(2026, 5, 25), midnight(2026, 5, 26)],
    ['Constitution Day', midnight(2026, 7, 17), midnight(2026, 7, 16)],
    ['a Sunday', midnight(2026, 5, 17), midnight(2026, 5, 12)],
  ])('%s is worked as the tariff counts it', (_, holiday, workday) => {
    const [rest, work] = [dayOf(holiday), dayOf(workday)]
    for (const plant of plants) {
      const pattern = patternOf(plant, channelOf(plant.id))
      const share = sum(rest[plant.id]!) / sum(work[plant.id]!)
      expect(share, `${plant.id} ${pattern}`).toBeLessThan(pattern === 'threeShift' ? 0.97 : 0.7)
      expect(share).toBeGreaterThan(0.2)
    }
  })
})

describe('parking', () => {
  const lots = Array.from({ length: 20 }, (_, i) => asset('parking', { id: `lot-${i}`, parts: 400 }))
  const day = (from: number): number[][] => {
    const read = simulated(lots, from, 10)
    return lots.map(lot => read(lot.id, 'occupied'))
  }
  const work = day(midnight(2026, 5, 12))
  const law = Array.from({ length: 144 }, (_, i) => dayShiftPresence(i / 6))
  const dayLots = work.filter(cars => Math.max(...cars.slice(0, 12)) < 80)

  test('lots of a day shift fill and empty as its people come and go', () => {
    expect(dayLots.length).toBeGreaterThan(8)
    for (const cars of dayLots) expect(correlation(cars, law)).toBeGreaterThan(0.98)
  })

  test('the steepest rise is where the law has the arrivals', () => {
    for (const cars of dayLots) {
      const rises = cars.map((c, i) => c - (cars[i - 1] ?? c))
      const steepest = rises.indexOf(Math.max(...rises)) / 6
      const most = Array.from({ length: 144 }, (_, i) => arrivalRate('day', i / 6))
      expect(Math.abs(steepest - most.indexOf(Math.max(...most)) / 6)).toBeLessThanOrEqual(0.51)
    }
  })

  test('a holiday leaves most stalls free', () => {
    expect(dayType({ year: 2026, month: 5, day: 25 })).toBe('sunday_or_holiday')
    const rest = day(midnight(2026, 5, 25))
    for (const [i, cars] of rest.entries()) expect(cars[66]! / work[i]![66]!).toBeLessThan(0.35)
  })
})

test('a battery goes through its day inside its window and ends where the next begins', () => {
  const read = simulated([asset('battery', { rating: 3000 })], midnight(2026, 5, 12), 5)
  const charge = read('battery', 'charge')
  expect(Math.min(...charge)).toBeGreaterThanOrEqual(12 - 1e-6)
  expect(Math.max(...charge)).toBeLessThanOrEqual(92 + 1e-6)
  expect(Math.abs(charge.at(-1)! - charge[0]!)).toBeLessThan(1)
})

describe.skipIf(!existsSync(AIR_FILE))('air', () => {
  const stations = Array.from({ length: 12 }, (_, i) => asset('airStation', { id: `air-${i}` }))
  const names = ['pm10', 'pm25', 'o3', 'no2', 'co', 'so2'] as const
  const measured = existsSync(AIR_FILE) ? diurnal(readFileSync(AIR_FILE, 'utf8')) : null
  const city = (from: number): Record<string, number[]> => {
    const read = simulated(stations, from, 60)
    return Object.fromEntries(
      names.map(name => {
        const all = stations.map(s => read(s.id, name))
        return [name, all[0]!.map((_, hour) => all.reduce((sum, a) => sum + a[hour]!, 0) / all.length)]
      }),
    )
  }

  // Rain washes dust out for hours and hides the course, in the city as here.
  const dry = Array.from({ length: 30 }, (_, i) => midnight(2026, 9, i + 1)).filter(from =>
    HOURS.every(hour => weatherAt(SEED, from + hour * HOUR).rain === 0),
  )
  const days = dry.slice(0, 3).map(city)

  test.each(names)('%s of dry September days has the shape of the measured mean day', name => {
    expect(days).toHaveLength(3)
    const hours = HOURS.filter(h => !Number.isNaN(measured![name]![h]!))
    expect(hours.length).toBeGreaterThanOrEqual(23)
    for (const day of days) {
      const r = correlation(
        hours.map(h => day[name]![h]!),
        hours.map(h => measured![name]![h]!),
      )
      expect(r, `correlation ${r}`).toBeGreaterThan(0.8)
    }
  })

  test('ozone peaks in the afternoon and lies low with the morning traffic, when NO2 is high', () => {
    const day = days[0]!
    expect(day.o3!.indexOf(Math.max(...day.o3!))).toBeGreaterThanOrEqual(13)
    expect(day.o3!.indexOf(Math.max(...day.o3!))).toBeLessThanOrEqual(17)
    expect(correlation(day.o3!, day.no2!)).toBeLessThan(-0.4)
  })
})

/** Mean of each column of the hourly file by hour 0 to 23; NaN where an hour is never there. */
function diurnal(csv: string): Record<string, number[]> {
  const [head = '', ...lines] = csv.trim().split('\n')
  const columns = head.trim().split(',')
  const at = (name: string) => columns.indexOf(name)
  return Object.fromEntries(
    columns.slice(2).map(name => [
      name,
      HOURS.map(hour => {
        const values = lines
          .map(line => line.trim().split(','))
          .filter(cells => Number(cells[at('hour')]) % 24 === hour && cells[at(name)] !== '')
          .map(cells => Number(cells[at(name)]))
        return values.reduce((sum, v) => sum + v, 0) / values.length
      }),
    ]),
  )
}

/** Pearson's correlation. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (v: readonly number[]): number => v.reduce((sum, x) => sum + x, 0) / v.length
  const [ma, mb] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (const [i, x] of a.entries()) {
    ab += (x - ma) * (b[i]! - mb)
    aa += (x - ma) ** 2
    bb += (b[i]! - mb) ** 2
  }
  return ab / Math.sqrt(aa * bb)
}
