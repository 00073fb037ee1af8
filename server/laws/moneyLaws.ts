import { bill } from '../../models/laws/bill.ts'
import { billingDemand, monthPeak } from '../../models/laws/billingDemand.ts'
import { contractClass, contractFor, gapCharge, supplyOf } from '../../models/laws/contract.ts'
import { emissions, GRID_FACTORS, gridFactor, latestGridFactor } from '../../models/laws/emissions.ts'
import { dayType } from '../../models/laws/holidays.ts'
import { loadShare, SHIFT_PATTERNS } from '../../models/laws/loadProfile.ts'
import {
  monthlyRevenue,
  REC_SOURCES,
  recWeight,
  renewableRevenue,
} from '../../models/laws/renewableRevenue.ts'
import { surchargesOf } from '../../models/laws/surcharges.ts'
import { band, bandRule, energyCharge, energyPrice, priceTable, seasonOf } from '../../models/laws/tariff.ts'
import { items, type Law, show } from './law.ts'
import { UsageError } from './options.ts'

const OPTIONS = ['I', 'II', 'III'] as const
const option = { kind: 'choice', what: 'option', of: OPTIONS, otherwise: 'I' } as const

/** Laws of tariffs, revenue and carbon. */
export const MONEY_LAWS: Readonly<Record<string, Law>> = {
  tariff: {
    tells: "a month's whole bill on KEPCO's industrial eul tariff, HV-A, won",
    takes: {
      month: { kind: 'month', what: 'month' },
      kw: { kind: 'number', what: 'load, kW', least: 0, most: 1e6 },
      pattern: {
        kind: 'choice',
        what: 'shape of the load',
        of: ['flat', ...SHIFT_PATTERNS],
        otherwise: 'flat',
      },
      option,
      contract: {
        kind: 'number',
        what: 'contract, kW; the load when left out',
        least: 0,
        most: 1e6,
        optional: true,
      },
      factor: { kind: 'number', what: 'power factor by day, 0 to 1', least: 0.01, most: 1, optional: true },
    },
    ask: q => {
      const [year, month] = q.month('month')
      const pattern = SHIFT_PATTERNS.find(p => p === q.text('pattern'))
      const load = (day: number, hour: number): number =>
        q.number('kw') * (pattern ? loadShare(pattern, hour, dayType({ year, month, day })) : 1)
      const energy = energyCharge(year, month, q.choice('option', OPTIONS), (day, hour) =>
        load(day, hour + 0.5),
      )
      const contract = q.number(q.has('contract') ? 'contract' : 'kw')
      const demand = billingDemand(monthPeak(year, month, load), [], contract)
      const sum = bill({
        option: q.choice('option', OPTIONS),
        demand,
        energy,
        surcharges: surchargesOf(year, month),
        ...(q.has('factor') && { powerFactor: { day: q.number('factor') } }),
      })
      return items({ 'demand to pay for, kW': demand, ...prefixed(energy.kWh), ...sum }, 0)
    },
  },
  bands: {
    tells: 'band and price of each hour of a day, won/kWh',
    takes: { date: { kind: 'day', what: 'day in Korea' }, option },
    ask: q => {
      const [year = 0, month = 0, day = 0] = q.text('date').split('-').map(Number)
      const date = { year, month, day }
      const type = dayType(date)
      const season = seasonOf(month)
      return Array.from({ length: 24 }, (_, hour) => {
        const of = band(bandRule(date), season, type, hour)
        const price = energyPrice(q.choice('option', OPTIONS), season, of, priceTable(date))
        return { hour, day: type, season, band: of, 'won/kWh': show(price) }
      })
    },
  },
  contract: {
    tells: 'class, supply and gap prices of a contract, and the contract a month of energy calls for',
    takes: {
      kw: { kind: 'number', what: 'contract, kW', least: 0.1, most: 1e6 },
      kwh: { kind: 'number', what: 'energy of a month, kWh', least: 0, most: 1e9, otherwise: 0 },
      month: { kind: 'month', what: 'month', otherwise: '2026-11' },
    },
    ask: q => {
      const kW = q.number('kw')
      const { kV, dedicated } = supplyOf(kW)
      const type = contractClass(kW)
      return items({
        class: type,
        'supply, kV': kV,
        'feeder of its own': dedicated ? 'yes' : 'no',
        'contract for the energy, kW': contractFor(q.number('kwh')),
        ...(type === 'gap' && prefixed(gapCharge(...q.month('month'), kW, q.number('kwh')), 'won')),
      })
    },
  },
  carbon: {
    tells: 'emissions of grid energy with the factor of a year',
    takes: {
      kwh: { kind: 'number', what: 'energy, kWh', least: 0, most: 1e12 },
      year: {
        kind: 'text',
        what: `year or span: ${Object.keys(GRID_FACTORS).join(', ')}`,
        otherwise: '2023',
      },
    },
    ask: q => {
      const factor = gridFactor(q.text('year'))
      if (factor === undefined) {
        const latest = latestGridFactor(Number(q.text('year')))
        throw new UsageError(
          `no factor of ${q.text('year')} is published here; there are ${Object.keys(GRID_FACTORS).join(', ')}${latest ? `, of which ${latest.year} comes nearest before it` : ''}`,
        )
      }
      return [
        {
          'kg CO2eq': show(emissions(q.number('kwh'), factor), 0),
          'tCO2eq/MWh': factor,
          'factor of': q.text('year'),
        },
      ]
    },
  },
  revenue: {
    tells: 'revenue of renewable energy from market and certificates, won',
    takes: {
      kwh: { kind: 'number', what: 'energy, kWh', least: 0, most: 1e10 },
      source: { kind: 'choice', what: 'source', of: REC_SOURCES, otherwise: 'roofSolar' },
      kw: { kind: 'number', what: 'capacity of the plant, kW', least: 0.1, most: 1e7, otherwise: 100 },
      smp: { kind: 'number', what: 'market price, won/kWh', least: -1000, most: 5000, otherwise: 100 },
      rec: { kind: 'number', what: 'certificate, won/MWh', least: 0, most: 1e6, otherwise: 70_000 },
    },
    ask: q => {
      const weight = recWeight(q.choice('source', REC_SOURCES), q.number('kw'))
      const [smp, rec] = [q.number('smp'), q.number('rec')]
      return items({
        weight: show(weight, 3),
        'won/kWh': renewableRevenue(smp, rec, weight),
        ...monthlyRevenue(q.number('kwh'), smp, rec, weight),
      })
    },
  },
}

function prefixed(values: object, unit = 'kWh'): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${name}, ${unit}`, value as number]),
  )
}
