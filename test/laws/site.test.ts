import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivalRate, dayShiftPresence, departureRate, presence, SHIFTS } from '../../models/laws/arrivals.ts'
import { inKmaGrid, KMA_EXTENT, kmaCell, kmaCentre } from '../../models/laws/kmaGrid.ts'
import { loadShare, SECTOR_PATTERNS } from '../../models/laws/loadProfile.ts'
import {
  carsOf,
  chargingStalls,
  OFFICE_SHARES,
  parkingDemand,
  requiredStalls,
  sharedStalls,
  stallKinds,
} from '../../models/laws/parking.ts'
import {
  contractLoad,
  industrialWater,
  JOBS_A_HECTARE,
  jobsOn,
  wasteWater,
} from '../../models/laws/siteNeeds.ts'
import { laterTrips, tripsByArea, tripsByEmployees } from '../../models/laws/trips.ts'

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })

test.each(SHIFTS)(
  'arrivals of the %s shift sum to the staff, and the lot holds who came and has not left',
  shift => {
    const step = 0.01
    let [arrived, left] = [0, 0]
    for (let hour = step / 2; hour < 24; hour += step) {
      arrived += arrivalRate(shift, hour) * step
      left += departureRate(shift, hour) * step
    }
    expect(arrived).toBeCloseTo(1, 3)
    expect(left).toBeCloseTo(1, 3)
    fc.assert(
      fc.property(real(0, 23), real(0.05, 0.9), (from, span) => {
        let change = 0
        for (let i = 0; i < 200; i++) {
          const hour = from + (span * (i + 0.5)) / 200
          change += ((arrivalRate(shift, hour) - departureRate(shift, hour)) * span) / 200
        }
        const lunch = (hour: number) => (shift === 'day' && hour > 12 && hour < 13 ? 0.04 : 0)
        const really = presence(shift, from + span) - presence(shift, from)
        expect(Math.abs(really - change)).toBeLessThan(0.01 + lunch(from) + lunch(from + span))
      }),
    )
  },
)

test('the day shift has come by nine, is gone by midnight, and eats at noon', () => {
  expect(dayShiftPresence(9)).toBeGreaterThan(0.99)
  expect(dayShiftPresence(12.5)).toBeCloseTo(0.96, 2)
  expect(dayShiftPresence(18.3)).toBeCloseTo(0.4, 1)
  expect(dayShiftPresence(23)).toBeLessThan(0.001)
  expect(arrivalRate('day', Number.NaN)).toBeNaN()
  expect(presence('day', Number.NaN)).toBeNaN()
})

test('stalls: kinds of them, chargers that plants need not have, both sides of the demand', () => {
  expect([stallKinds(9), stallKinds(10), stallKinds(100)]).toEqual([
    { accessible: 0, compactMost: 0 },
    { accessible: 1, compactMost: 1 },
    { accessible: 3, compactMost: 10 },
  ])
  expect(stallKinds(-1).accessible).toBeNaN()
  expect(stallKinds(100, 0.2).accessible).toBeNaN()
  expect(chargingStalls('factory', 500, '2026-01-01')).toBe('voluntary')
  expect(chargingStalls('office', 100, '2026-01-01')).toBe(5)
  expect(chargingStalls('office', 100, '2020-01-01')).toBe(2)
  expect(chargingStalls('office', 49, '2026-01-01')).toBe(0)
  expect(chargingStalls('office', -1, '2026-01-01')).toBeNaN()
  expect(parkingDemand([{ use: 'factory', area: 3500 }], 110, 20)).toEqual({ statutory: 10, behavioural: 95 })
  expect(carsOf(-1)).toBeNaN()
  expect(carsOf(110, 1.5)).toBeNaN()
})

test('stalls: uses together ask for what they ask apart, but for rounding, and shared ones never more than the sum', () => {
  fc.assert(
    fc.property(real(0, 1e5), real(0, 1e5), (a, b) => {
      const both = requiredStalls([
        { use: 'factory', area: a },
        { use: 'office', area: b },
      ])
      const apart =
        requiredStalls([{ use: 'factory', area: a }]) + requiredStalls([{ use: 'office', area: b }])
      // Two uses of 0.9 stalls ask for none apart and for two together.
      expect(Math.abs(both - apart)).toBeLessThanOrEqual(2)
    }),
  )
  const shares = Object.values(OFFICE_SHARES)
  const shared = sharedStalls([
    { stalls: 600, share: shares },
    { stalls: 50, share: [1, 1, 1, 1] },
  ])
  expect(Math.max(...shared)).toBeLessThanOrEqual(650)
})

test('trips grow evenly with area and people; Korea scales them down; negative ones are none', () => {
  fc.assert(
    fc.property(real(0, 1e6), real(0, 1), (area, scale) => {
      expect(tripsByArea('manufacturing', 2 * area, scale)).toBeCloseTo(
        2 * tripsByArea('manufacturing', area, scale),
        6,
      )
      const { daily, peakHour } = laterTrips('manufacturing', area, scale)
      expect(peakHour).toBeLessThanOrEqual(daily)
    }),
  )
  expect(tripsByArea('manufacturing', 92.903)).toBeCloseTo(3.9, 9)
  expect(laterTrips('warehousing', 92.903)).toEqual({ daily: 3.56, peakHour: 0.32 })
  expect(tripsByEmployees('manufacturing', -1)).toBeNaN()
  expect(tripsByArea('manufacturing', -1)).toBeNaN()
  expect(laterTrips('manufacturing', -1).daily).toBeNaN()
})

test('needs of a site: 144 m² of land a job, water by area, least below most', () => {
  expect(10_000 / JOBS_A_HECTARE).toBeCloseTo(144, 0)
  expect(jobsOn(10_000)).toBeCloseTo(69.5, 1)
  expect(jobsOn(-1)).toBeNaN()
  expect(industrialWater(-1)).toBeNaN()
  expect(wasteWater(100)).toEqual({ least: 60, most: 80 })
  expect(wasteWater(-1).least).toBeNaN()
  expect(contractLoad('castingAndHeat', 1000)).toEqual({ least: 200, most: 500 })
  expect(contractLoad('machining', -1).most).toBeNaN()
})

test('load profiles: noon rests, summer cools, three shifts sleep least', () => {
  expect(loadShare('day', 12.5, 'weekday')).toBeLessThan(loadShare('day', 11, 'weekday'))
  expect(loadShare('day', 14, 'weekday', 34) / loadShare('day', 14, 'weekday', 24)).toBeCloseTo(1.12, 9)
  const night = (p: Parameters<typeof loadShare>[0]) =>
    loadShare(p, 3, 'weekday') / loadShare(p, 10, 'weekday')
  expect(night('threeShift')).toBeGreaterThan(night('twoShift'))
  expect(night('twoShift')).toBeGreaterThan(night('office'))
  expect(loadShare('day', Number.NaN, 'weekday')).toBeNaN()
  expect(SECTOR_PATTERNS.steel).toBe('threeShift')
})

test('the whole forecast grid goes to degrees and back, cell by cell', () => {
  for (let nx = 1; nx <= KMA_EXTENT.nx; nx++)
    for (let ny = 1; ny <= KMA_EXTENT.ny; ny++) {
      const back = kmaCell(kmaCentre({ nx, ny }))
      if (back.nx !== nx || back.ny !== ny) expect(back).toEqual({ nx, ny })
    }
})

test('a place is at most half a cell from the middle of its own, and outside the grid is outside', () => {
  fc.assert(
    fc.property(real(125, 130.5), real(33.2, 38.4), (lon, lat) => {
      const cell = kmaCell([lon, lat])
      const [midLon, midLat] = kmaCentre(cell)
      const km = Math.hypot((lon - midLon) * 111.32 * Math.cos((lat * Math.PI) / 180), (lat - midLat) * 111.2)
      expect(km).toBeLessThan(3.7)
      expect(inKmaGrid(cell)).toBe(true)
    }),
  )
  expect(inKmaGrid(kmaCell([0, 51.5]))).toBe(false)
  expect(kmaCell([Number.NaN, 35]).nx).toBeNaN()
  expect(kmaCell([128, 90]).ny).toBeNaN()
  expect(inKmaGrid({ nx: 1.5, ny: 3 })).toBe(false)
})
