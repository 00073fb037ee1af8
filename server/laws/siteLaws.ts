import { CRS, fromCrs } from '../../geodata/projection.ts'
import { arrivalRate, departureRate, presence, SHIFTS } from '../../models/laws/arrivals.ts'
import { equipmentLoadRatio, reliability, workUnitKpis } from '../../models/laws/iso22400.ts'
import { inKmaGrid, kmaCell, kmaCentre } from '../../models/laws/kmaGrid.ts'
import {
  carsOf,
  chargingStalls,
  type ParkingUse,
  requiredStalls,
  STALL_AREA,
  stallKinds,
} from '../../models/laws/parking.ts'
import { oee } from '../../models/laws/production.ts'
import { queueWait } from '../../models/laws/queue.ts'
import {
  LATER_TRIP_RATES,
  laterTrips,
  TRIP_RATES,
  type TripUse,
  tripsByArea,
  tripsByEmployees,
} from '../../models/laws/trips.ts'
import { items, type Law, PLACE, show } from './law.ts'
import { type OptionSpecs, type Question, UsageError } from './options.ts'

const area = (what: string): OptionSpecs[string] => ({
  kind: 'number',
  what: `${what}, m²`,
  least: 0,
  most: 1e8,
})

/** Laws of sites: parking, traffic, production and grids. */
export const SITE_LAWS: Readonly<Record<string, Law>> = {
  parking: {
    tells: 'stalls the law asks for, kinds of them, and the cars of a shift',
    takes: {
      use: { kind: 'choice', what: 'use', of: Object.keys(STALL_AREA) },
      area: area('floor area'),
      staff: { kind: 'number', what: 'people on the largest shift', least: 0, most: 1e6, otherwise: 0 },
      permitted: { kind: 'day', what: 'day of the permit', otherwise: '2026-11-23' },
    },
    ask: q => {
      const use = q.text('use') as ParkingUse
      const stalls = requiredStalls([{ use, area: q.number('area') }])
      return items(
        {
          stalls,
          ...stallKinds(stalls),
          'with chargers': chargingStalls(use, stalls, q.text('permitted')),
          'cars of the shift': carsOf(q.number('staff')),
        },
        0,
      )
    },
  },
  arrivals: {
    tells: 'how a staff comes and goes by hour, and the wait at one barrier',
    takes: {
      shift: { kind: 'choice', what: 'shifts', of: SHIFTS, otherwise: 'day' },
      staff: { kind: 'number', what: 'all staff', least: 0, most: 1e6, otherwise: 1000 },
    },
    ask: q => {
      const shift = q.choice('shift', SHIFTS)
      const cars = carsOf(q.number('staff'))
      return Array.from({ length: 24 }, (_, hour) => {
        const arriving = cars * arrivalRate(shift, hour + 0.5)
        return {
          hour: `${hour}–${hour + 1}`,
          'arriving cars/h': show(arriving, 0),
          'leaving cars/h': show(cars * departureRate(shift, hour + 0.5), 0),
          'on site': show(cars * presence(shift, hour + 0.5), 0),
          'wait s': show(queueWait(arriving)),
        }
      })
    },
  },
  trips: {
    tells: 'trips of a weekday and of its evening peak, by ITE',
    takes: {
      use: { kind: 'choice', what: 'use', of: Object.keys(TRIP_RATES) },
      area: area('floor area'),
      employees: { kind: 'number', what: 'employees', least: 0, most: 1e6, otherwise: 0 },
      scale: { kind: 'number', what: 'Korea over USA', least: 0, most: 2, otherwise: 0.7 },
    },
    ask: q => {
      const use = q.text('use') as TripUse
      const later = Object.hasOwn(LATER_TRIP_RATES, use)
        ? laterTrips(use as keyof typeof LATER_TRIP_RATES, q.number('area'), q.number('scale'))
        : { daily: Number.NaN, peakHour: Number.NaN }
      return items({
        'by area': tripsByArea(use, q.number('area'), q.number('scale')),
        'by employees': tripsByEmployees(use, q.number('employees'), q.number('scale')),
        'by area, later edition': later.daily,
        'evening peak hour': later.peakHour,
      })
    },
  },
  oee: {
    tells: 'overall equipment effectiveness and ISO 22400 figures of a shift',
    takes: {
      planned: { kind: 'number', what: 'planned minutes', least: 0, most: 1e6 },
      run: { kind: 'number', what: 'minutes run', least: 0, most: 1e6 },
      cycle: { kind: 'number', what: 'ideal cycle, minutes', least: 0, most: 1e5 },
      total: { kind: 'number', what: 'pieces', least: 0, most: 1e9 },
      good: { kind: 'number', what: 'good pieces', least: 0, most: 1e9 },
      failures: { kind: 'number', what: 'failures', least: 0, most: 1e6, otherwise: 0 },
    },
    ask: production,
  },
  grid: {
    tells: "cell of the weather agency's forecast grid, or degrees of a Korean metric coordinate",
    takes: {
      ...PLACE,
      crs: { kind: 'choice', what: 'system of east and north', of: Object.keys(CRS), optional: true },
      east: { kind: 'number', what: 'east', optional: true },
      north: { kind: 'number', what: 'north', optional: true },
    },
    ask: grid,
  },
}

function production(q: Question) {
  const [planned, run, cycle, total, good] = ['planned', 'run', 'cycle', 'total', 'good'].map(n =>
    q.number(n),
  ) as [number, number, number, number, number]
  if (run > planned || good > total)
    throw new UsageError('no more can run than is planned, and no more be good than is made')
  const kpis = workUnitKpis(
    { plannedBusy: planned, busy: planned, production: run, processing: run, setup: 0, delay: planned - run },
    {
      produced: total,
      good,
      scrap: total - good,
      plannedScrap: 0,
      rework: 0,
      firstPass: good,
      planRunTime: cycle,
    },
  )
  return items(
    {
      ...oee({ planned, run, idealCycle: cycle, total, good }),
      'ISO 22400 OEE index': kpis.oeeIndex,
      'scrap ratio': kpis.scrapRatio,
      'technical efficiency': kpis.technicalEfficiency,
      'equipment load': equipmentLoadRatio(total, cycle > 0 ? planned / cycle : 0),
      ...reliability(run, planned - run, q.number('failures')),
    },
    3,
  )
}

function grid(q: Question) {
  const named = ['crs', 'east', 'north'].filter(name => q.has(name))
  if (named.length > 0 && named.length < 3) throw new UsageError('--crs, --east and --north belong together')
  const [lon, lat] =
    named.length === 3
      ? fromCrs(q.text('crs'), q.number('east'), q.number('north'))
      : [q.number('lon'), q.number('lat')]
  const cell = kmaCell([lon, lat])
  const [midLon, midLat] = kmaCentre(cell)
  return [
    {
      lon: show(lon, 6),
      lat: show(lat, 6),
      ...cell,
      'in the grid': inKmaGrid(cell) ? 'yes' : 'no',
      'middle of the cell': `${show(midLon, 4)}, ${show(midLat, 4)}`,
    },
  ]
}
