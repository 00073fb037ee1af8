import { linkeTurbidity, pvState } from '../../models/laws/pvChain.ts'
import { plannedMonth } from '../../models/laws/pvYield.ts'
import type { LonLat } from '../../models/units.ts'
import { type Law, PLACE, PLANE, show } from './law.ts'
import type { Question } from './options.ts'

const HOUR = 3_600_000

/** Laws of what panels make of the light. */
export const PV_LAWS: Readonly<Record<string, Law>> = {
  pv: {
    tells: 'hours of a day of a solar array, and its sum',
    takes: {
      date: { kind: 'day', what: 'day in Korea' },
      kwp: { kind: 'number', what: 'rating, kWp', least: 0, most: 1e6 },
      ...PLACE,
      ...PLANE,
      oktas: { kind: 'number', what: 'cloud, eighths', least: 0, most: 8, otherwise: 0 },
      air: { kind: 'number', what: 'air, °C', least: -60, most: 60, otherwise: 20 },
      wind: { kind: 'number', what: 'wind, m/s', least: 0, most: 80, otherwise: 2 },
    },
    ask: pvDay,
  },
  yield: {
    tells: 'energy a fixed roof array is planned to make by month, kWh, with a band of 10 %',
    takes: { kwp: { kind: 'number', what: 'rating, kWp', least: 0, most: 1e6 } },
    ask: q =>
      Array.from({ length: 12 }, (_, m) => {
        const { energy, least, most } = plannedMonth(q.number('kwp'), m + 1)
        return { month: m + 1, kWh: show(energy, 0), least: show(least, 0), most: show(most, 0) }
      }),
  },
}

function pvDay(q: Question) {
  const start = q.midnight('date')
  const place: LonLat = [q.number('lon'), q.number('lat')]
  const array = { rated: q.number('kwp'), tilt: q.number('tilt'), azimuth: q.number('azimuth') }
  const weather = {
    air: q.number('air'),
    wind: q.number('wind'),
    oktas: q.number('oktas'),
    linke: linkeTurbidity(Number(q.text('date').slice(5, 7))),
  }
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const states = Array.from({ length: 6 }, (_, i) =>
      pvState(start + hour * HOUR + (i + 0.5) * 600_000, place, array, weather),
    )
    const mean = (name: 'poa' | 'cell' | 'power'): number => states.reduce((sum, s) => sum + s[name], 0) / 6
    return { hour: `${hour}–${hour + 1}`, poa: mean('poa'), cell: mean('cell'), kWh: mean('power') }
  })
  const total = hours.reduce((sum, h) => sum + h.kWh, 0)
  return [
    ...hours
      .filter(h => h.kWh > 0)
      .map(h => ({ hour: h.hour, 'W/m²': show(h.poa, 0), '°C': show(h.cell), kWh: show(h.kWh, 3) })),
    { hour: 'day', 'W/m²': '', '°C': '', kWh: show(total, 3) },
  ]
}
