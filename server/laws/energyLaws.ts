import { airDensity } from '../../models/laws/airDensity.ts'
import { FUEL_CELLS, fuelCellFlow, yearlyEnergy } from '../../models/laws/fuelCell.ts'
import {
  electrolyserEfficiency,
  electrolyserLoad,
  electrolyserOutput,
  liquefactionPower,
  normalVolume,
} from '../../models/laws/hydrogen.ts'
import { FILLS, type FillKind, serveDay, vehiclesServed } from '../../models/laws/hydrogenStation.ts'
import { loadShare, SHIFT_PATTERNS } from '../../models/laws/loadProfile.ts'
import { batteryOf, deliverable, stepBattery } from '../../models/laws/storage.ts'
import {
  cubicPower,
  energyCubicPower,
  hellman,
  logProfile,
  rayleighCapacityFactor,
  temperatureAtHub,
} from '../../models/laws/wind.ts'
import { items, type Law, show } from './law.ts'

/** Laws of other sources of energy, of stores and of demand. */
export const ENERGY_LAWS: Readonly<Record<string, Law>> = {
  wind: {
    tells: 'wind at hub height, air, power and capacity factor of a turbine',
    takes: {
      speed: { kind: 'number', what: 'wind at 10 m, m/s', least: 0, most: 80 },
      hub: { kind: 'number', what: 'hub height, m', least: 1, most: 300, otherwise: 60 },
      kw: { kind: 'number', what: 'rating, kW', least: 0.1, most: 20_000, otherwise: 10 },
      roughness: { kind: 'number', what: 'roughness length, m', least: 0.0001, most: 3, otherwise: 0.5 },
      air: { kind: 'number', what: 'air at 2 m, °C', least: -60, most: 60, otherwise: 15 },
    },
    ask: q => {
      const [speed, hub] = [q.number('speed'), q.number('hub')]
      const turbine = { cutIn: 3, ratedSpeed: 11.5, cutOut: 25, rated: q.number('kw') }
      const atHub = hellman(speed, 10, hub)
      const kelvin = temperatureAtHub(q.number('air') + 273.15, 2, hub)
      return items(
        {
          'logarithmic profile, m/s': logProfile(speed, 10, hub, q.number('roughness')),
          'Hellman 1/7, m/s': atHub,
          'air at hub, kg/m³': airDensity(101_325, 0, hub, kelvin),
          'cubic power, kW': cubicPower(atHub, turbine),
          'energy-cubic power, kW': energyCubicPower(atHub, turbine),
          'capacity factor, %': 100 * rayleighCapacityFactor(atHub, turbine),
        },
        3,
      )
    },
  },
  fuelcell: {
    tells: 'gas, heat and a year of a fuel cell',
    takes: {
      kw: { kind: 'number', what: 'power, kW', least: 0, most: 1e6 },
      type: { kind: 'choice', what: 'kind', of: Object.keys(FUEL_CELLS), otherwise: 'pafc' },
    },
    ask: q => {
      const { electrical, total } = FUEL_CELLS[q.text('type') as keyof typeof FUEL_CELLS]
      const { gas, heat } = fuelCellFlow(q.number('kw'), electrical, total)
      return items({ 'gas, Nm³/h': gas, 'heat, kW': heat, 'year, MWh': yearlyEnergy(q.number('kw') / 1000) })
    },
  },
  battery: {
    tells: 'a step of a battery: what it really takes or gives, and its charge after',
    takes: {
      kwh: { kind: 'number', what: 'capacity, kWh', least: 0.001, most: 1e7 },
      charge: { kind: 'number', what: 'state of charge, 0 to 1', least: 0, most: 1, otherwise: 0.5 },
      kw: { kind: 'number', what: 'wanted power, kW; negative charges', least: -1e7, most: 1e7 },
      hours: { kind: 'number', what: 'length of the step, h', least: 0.001, most: 24, otherwise: 1 },
      crate: { kind: 'number', what: 'C-rate', least: 0.01, most: 10, otherwise: 0.5 },
      place: { kind: 'choice', what: 'where it stands', of: ['outdoor', 'indoor'], otherwise: 'outdoor' },
    },
    ask: q => {
      const battery = batteryOf(
        q.number('kwh'),
        q.number('crate'),
        q.choice('place', ['outdoor', 'indoor'] as const),
      )
      const { power, charge } = stepBattery(battery, q.number('charge'), q.number('kw'), q.number('hours'))
      return items(
        { 'power, kW': power, 'charge after': charge, 'still gives, kWh': deliverable(battery, charge) },
        3,
      )
    },
  },
  hydrogen: {
    tells: 'an electrolyser and a liquefier: hydrogen, efficiency, power',
    takes: {
      kw: { kind: 'number', what: 'power offered, kW', least: 0, most: 1e6 },
      rated: {
        kind: 'number',
        what: 'rating, kW; the power when left out',
        least: 0.1,
        most: 1e6,
        optional: true,
      },
      demand: { kind: 'number', what: 'system demand, kWh/kg', least: 33.3, most: 200, otherwise: 55 },
    },
    ask: q => {
      const taken = electrolyserLoad(
        q.number('kw'),
        q.has('rated') ? q.number('rated') : Math.max(q.number('kw'), 0.1),
      )
      const flow = electrolyserOutput(taken, q.number('demand'))
      return items({
        'power taken, kW': taken,
        'hydrogen, kg/h': flow,
        'hydrogen, Nm³/h': normalVolume(flow),
        'efficiency, % LHV': 100 * electrolyserEfficiency(q.number('demand')),
        'to liquefy it, kW': liquefactionPower(flow),
      })
    },
  },
  station: {
    tells: 'a day of a hydrogen station with vehicles at even intervals',
    takes: {
      hourly: { kind: 'number', what: 'hydrogen an hour, kg', least: 1, most: 10_000 },
      vehicles: { kind: 'number', what: 'vehicles an hour', least: 0.1, most: 200, otherwise: 8 },
      kind: { kind: 'choice', what: 'vehicle', of: Object.keys(FILLS), otherwise: 'car' },
      dispensers: { kind: 'number', what: 'dispensers', least: 1, most: 50, otherwise: 1 },
      open: { kind: 'number', what: 'hours open', least: 1, most: 24, otherwise: 16 },
    },
    ask: q => {
      const kind = q.text('kind') as FillKind
      const arrivals = Array.from(
        { length: Math.floor(q.number('vehicles') * q.number('open')) },
        (_, i) => ({
          at: 360 + (60 * i) / q.number('vehicles'),
          kind,
        }),
      )
      const station = { dispensers: Math.floor(q.number('dispensers')), hourly: q.number('hourly') }
      return items({
        ...serveDay(station, arrivals),
        'most an hour': vehiclesServed(q.number('hourly'), FILLS[kind].mass),
      })
    },
  },
  load: {
    tells: 'share of the contracted load by hour on three kinds of day, %',
    takes: {
      pattern: { kind: 'choice', what: 'shifts', of: SHIFT_PATTERNS, otherwise: 'day' },
      air: { kind: 'number', what: 'air, °C', least: -40, most: 50, otherwise: 20 },
    },
    ask: q =>
      Array.from({ length: 24 }, (_, hour) => {
        const share = (day: Parameters<typeof loadShare>[2]): string =>
          show(100 * loadShare(q.choice('pattern', SHIFT_PATTERNS), hour, day, q.number('air')))
        return {
          hour,
          weekday: share('weekday'),
          saturday: share('saturday'),
          'sunday or holiday': share('sunday_or_holiday'),
        }
      }),
  },
}
