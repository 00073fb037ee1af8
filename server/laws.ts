/** `npm run laws -- <law> [--name value …]`: ask a law of models/laws from the command line and get a table. */
import { POLLUTANTS, type Pollutant, subIndex } from '../models/laws/airIndex.ts'
import { bill } from '../models/laws/bill.ts'
import { GASES, type Gas } from '../models/laws/gas.ts'
import { kmaCell } from '../models/laws/kmaGrid.ts'
import { NOISE_ZONES, noiseLevel, noiseLimit } from '../models/laws/noise.ts'
import { type ParkingUse, requiredStalls, STALL_AREA } from '../models/laws/parking.ts'
import { assess } from '../models/laws/planningEngine.ts'
import { ZONES, type Zone } from '../models/laws/planningRules.ts'
import { hazardDistance, STABILITIES, type Stability } from '../models/laws/plume.ts'
import { linkeTurbidity, pvState } from '../models/laws/pvChain.ts'
import { sunAt, sunTimes } from '../models/laws/sun.ts'
import { billingDemand, energyCharge, monthPeak, type Option } from '../models/laws/tariff.ts'
import type { LonLat } from '../models/units.ts'

type Options = Record<string, string | undefined>
type Row = Record<string, string | number>

const COMPLEX: LonLat = [128.66, 35.21]

/** Each law: what it takes and the rows it answers. */
const LAWS: Record<string, { takes: string; ask: (o: Options) => Row[] }> = {
  sun: { takes: '--date yyyy-mm-dd [--lat --lon]', ask: sun },
  pv: { takes: '--date yyyy-mm-dd --kwp N [--tilt 15 --azimuth 180 --oktas 0 --air 20 --wind 2]', ask: pv },
  tariff: { takes: '--month yyyy-mm --kw N [--option I|II|III --contract N]', ask: tariff },
  plume: {
    takes: `--gas ${Object.keys(GASES).join('|')} --rate g/s --ppm N [--wind 3 --stability D --height 0]`,
    ask: plume,
  },
  noise: { takes: '--level dB(A) --distance m [--source 4 --receiver 1.5 --zone industrial]', ask: noise },
  air: { takes: POLLUTANTS.map(p => `--${p} N`).join(' '), ask: air },
  parking: { takes: `--use ${Object.keys(STALL_AREA).join('|')} --area m²`, ask: parking },
  plan: {
    takes: '--zone "general industrial" --site m² --building m² --floor m² [--date yyyy-mm-dd --ratio %]',
    ask: plan,
  },
  grid: { takes: '--lat N --lon N', ask: o => [{ ...kmaCell(place(o)) }] },
}

const [name = '', ...rest] = process.argv.slice(2)
const law = Object.hasOwn(LAWS, name) ? LAWS[name] : undefined
if (!law) {
  console.error(
    `Which law? npm run laws -- <law> [options]\n${Object.entries(LAWS)
      .map(([n, l]) => `  ${n.padEnd(8)} ${l.takes}`)
      .join('\n')}`,
  )
  process.exit(2)
}
try {
  console.table(law.ask(options(rest)))
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${name} takes ${law.takes}`)
  process.exit(2)
}

function sun(o: Options): Row[] {
  const noon = day(o) + 12 * 3_600_000
  const { sunrise, noon: highest, sunset } = sunTimes(noon, place(o))
  const rows = [sunrise, highest, sunset].filter(at => at !== null)
  return rows.map(at => ({ time: clock(at), ...round(sunAt(at, place(o)), 2) }))
}

function pv(o: Options): Row[] {
  const start = day(o)
  const array = { rated: number(o, 'kwp'), tilt: number(o, 'tilt', 15), azimuth: number(o, 'azimuth', 180) }
  const month = new Date(start + 9 * 3_600_000).getUTCMonth() + 1
  const weather = {
    air: number(o, 'air', 20),
    wind: number(o, 'wind', 2),
    oktas: number(o, 'oktas', 0),
    linke: linkeTurbidity(month),
  }
  let total = 0
  const rows = Array.from({ length: 24 }, (_, hour): Row => {
    const states = Array.from({ length: 6 }, (_, i) =>
      pvState(start + hour * 3_600_000 + (i + 0.5) * 600_000, place(o), array, weather),
    )
    const mean = (pick: (s: (typeof states)[number]) => number): number =>
      states.reduce((sum, s) => sum + pick(s), 0) / 6
    const kWh = mean(s => s.power)
    total += kWh
    return {
      hour: `${hour}–${hour + 1}`,
      'W/m²': Math.round(mean(s => s.poa)),
      '°C': mean(s => s.cell).toFixed(1),
      kWh: kWh.toFixed(3),
    }
  })
  return [
    ...rows.filter(r => Number(r.kWh) > 0),
    { hour: 'day', 'W/m²': '', '°C': '', kWh: total.toFixed(3) },
  ]
}

function tariff(o: Options): Row[] {
  const [year = Number.NaN, month = Number.NaN] = text(o, 'month').split('-').map(Number)
  if (!(year > 2000) || !(month >= 1 && month <= 12)) throw new Error('--month must be yyyy-mm')
  const kW = number(o, 'kw')
  const option = (o.option ?? 'I') as Option
  if (!['I', 'II', 'III'].includes(option)) throw new Error('--option must be I, II or III')
  const energy = energyCharge(year, month, option, () => kW)
  const demand = billingDemand(
    monthPeak(year, month, () => kW),
    [],
    number(o, 'contract', kW),
  )
  return Object.entries({ 'billing demand kW': demand, ...energy.kWh, ...bill(option, demand, energy) }).map(
    ([item, value]) => ({ item, value: Math.round(value) }),
  )
}

function plume(o: Options): Row[] {
  const gas = text(o, 'gas') as Gas
  if (!Object.hasOwn(GASES, gas)) throw new Error(`gas ${gas} is not one of ${Object.keys(GASES).join(', ')}`)
  const stability = (o.stability ?? 'D') as Stability
  if (!STABILITIES.includes(stability))
    throw new Error(`stability ${stability} is not one of ${STABILITIES.join(', ')}`)
  const release = {
    rate: number(o, 'rate'),
    height: number(o, 'height', 0),
    wind: number(o, 'wind', 3),
    stability,
  }
  return (['pasquillGifford', 'briggsRural', 'briggsUrban'] as const).map(spread => ({
    spread,
    'distance m': Math.round(hazardDistance({ ...release, spread }, gas, number(o, 'ppm'))),
  }))
}

function noise(o: Options): Row[] {
  const zone = NOISE_ZONES.find(z => z === (o.zone ?? 'industrial'))
  if (!zone) throw new Error(`zone is one of ${NOISE_ZONES.join(', ')}`)
  const levels = noiseLevel({
    power: number(o, 'level'),
    distance: number(o, 'distance'),
    sourceHeight: number(o, 'source', 4),
    receiverHeight: number(o, 'receiver', 1.5),
  })
  return [
    {
      ...round(levels, 1),
      day: noiseLimit(zone, 12),
      evening: noiseLimit(zone, 20),
      night: noiseLimit(zone, 3),
    },
  ]
}

function air(o: Options): Row[] {
  return POLLUTANTS.filter(p => o[p] !== undefined).map((p: Pollutant) => ({
    pollutant: p,
    index: Math.round(subIndex(p, number(o, p)) * 10) / 10,
  }))
}

function parking(o: Options): Row[] {
  const use = text(o, 'use')
  if (!Object.hasOwn(STALL_AREA, use))
    throw new Error(`use ${use} is not one of ${Object.keys(STALL_AREA).join(', ')}`)
  return [{ use, stalls: requiredStalls([{ use: use as ParkingUse, area: number(o, 'area') }]) }]
}

function plan(o: Options): Row[] {
  const zone = ZONES.find(z => z === (o.zone ?? 'general industrial')) as Zone | undefined
  if (!zone) throw new Error(`zone is one of ${ZONES.join(', ')}`)
  const proposal = {
    zone,
    use: 'factory',
    inComplex: true,
    siteArea: number(o, 'site'),
    buildingArea: number(o, 'building'),
    floorArea: number(o, 'floor'),
    ...(o.ratio === undefined ? {} : { standardRatio: number(o, 'ratio') }),
  } as const
  return assess(proposal, o.date ?? '2026-11-23').map(f => ({
    rule: f.name.ko,
    limit: f.limit,
    value: show(f.value),
    margin: show(f.margin),
    verdict: f.verdict,
    clause: f.clause,
  }))
}

function options(args: string[]): Options {
  const read: Options = {}
  for (let i = 0; i < args.length; i++) {
    const match = /^--([^=]+)(?:=(.*))?$/.exec(args[i]!)
    if (match) read[match[1]!] = match[2] ?? args[++i]
  }
  return read
}

function text(o: Options, key: string): string {
  const value = o[key]
  if (value === undefined) throw new Error(`--${key} is missing`)
  return value
}

function number(o: Options, key: string, otherwise?: number): number {
  if (o[key] === undefined && otherwise !== undefined) return otherwise
  const value = Number(text(o, key))
  if (!Number.isFinite(value)) throw new Error(`--${key} ${o[key]} is not a number`)
  return value
}

function day(o: Options): number {
  const at = Date.parse(`${text(o, 'date')}T00:00:00+09:00`)
  if (Number.isNaN(at)) throw new Error(`--date ${o.date} is not a day yyyy-mm-dd`)
  return at
}

function place(o: Options): LonLat {
  return [number(o, 'lon', COMPLEX[0]), number(o, 'lat', COMPLEX[1])]
}

const clock = (at: number): string => new Date(at + 9 * 3_600_000).toISOString().slice(11, 19)
const show = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(1))

function round<T extends object>(values: T, digits: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([k, v]) => [k, Number((v as number).toFixed(digits))]),
  )
}
