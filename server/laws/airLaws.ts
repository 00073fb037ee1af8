import { airAbsorption, soundSpeed } from '../../models/laws/airAbsorption.ts'
import {
  composite,
  grade,
  POLLUTANTS,
  type Pollutant,
  predicted24h,
  stationIndex,
  subIndex,
} from '../../models/laws/airIndex.ts'
import { detectorFor, detectorsAlong } from '../../models/laws/detector.ts'
import { heatAlarm } from '../../models/laws/fireDetector.ts'
import { GASES, type Gas, ppmToMg } from '../../models/laws/gas.ts'
import { noiseLevel } from '../../models/laws/noise.ts'
import { judgeNoise, NOISE_ZONES, noiseLimit } from '../../models/laws/noiseLimits.ts'
import { A_WEIGHTING, OCTAVES, octaveLevel } from '../../models/laws/noiseOctaves.ts'
import { concentration, doubts, hazardDistance, highestGround } from '../../models/laws/plume.ts'
import { STABILITIES } from '../../models/laws/plumeSpread.ts'
import { items, type Law, show, shown } from './law.ts'
import type { OptionSpecs, Question } from './options.ts'
import { UsageError } from './options.ts'

const GAS_NAMES = Object.keys(GASES) as Gas[]
const GRADES = { '-1': 'none', 0: 'good', 1: 'moderate', 2: 'bad', 3: 'very bad' } as const

/** Laws of the air, of gases and of noise. */
export const AIR_LAWS: Readonly<Record<string, Law>> = {
  air: {
    tells:
      'sub-indices of the Korean air-quality index, and the index where PM10, PM2.5, NO2 and O3 are there',
    takes: Object.fromEntries(
      POLLUTANTS.map(p => [
        p,
        {
          kind: 'number',
          what: p.startsWith('PM') ? 'µg/m³, 24 h' : 'ppm, 1 h',
          least: 0,
          most: 5000,
          optional: true,
        },
      ]),
    ) as OptionSpecs,
    ask: airIndex,
  },
  dust24: {
    tells: 'predicted 24-hour mean of particulates from twelve hourly values',
    takes: {
      of: { kind: 'choice', what: 'particulate', of: ['PM10', 'PM2.5'], otherwise: 'PM10' },
      hours: { kind: 'text', what: 'twelve values in µg/m³, oldest first, with commas between' },
    },
    ask: q => {
      const hours = q.text('hours').split(',').map(Number)
      if (hours.length !== 12 || hours.some(c => !(c >= 0)))
        throw new UsageError('--hours must be twelve numbers of 0 and more, with commas between')
      const of = q.choice('of', ['PM10', 'PM2.5'] as const)
      const mean = predicted24h(of, hours)
      return items({
        'predicted mean, µg/m³': mean,
        index: subIndex(of, mean),
        grade: GRADES[grade(subIndex(of, mean))],
      })
    },
  },
  gas: {
    tells: 'exposure limits of gases, detector settings and the detectors along equipment',
    takes: {
      gas: { kind: 'choice', what: 'gas; all when left out', of: GAS_NAMES, optional: true },
      perimeter: {
        kind: 'number',
        what: 'perimeter of the equipment, m',
        least: 0,
        most: 10_000,
        otherwise: 40,
      },
      place: { kind: 'choice', what: 'where', of: ['indoor', 'outdoor'], otherwise: 'indoor' },
    },
    ask: q => {
      const indoors = q.text('place') === 'indoor'
      return GAS_NAMES.filter(gas => !q.has('gas') || gas === q.text('gas')).map(gas => {
        const { twa, stel, idlh, molarMass } = GASES[gas]
        const rule = detectorFor(gas, false, indoors)
        return {
          gas,
          'TWA ppm': twa ?? '–',
          'STEL ppm': stel ?? '–',
          'IDLH ppm': idlh,
          'IDLH mg/m³': show(ppmToMg(idlh, molarMass)),
          'set point ppm': rule?.highest ?? '–',
          'response s': rule?.response ?? '–',
          detectors: detectorsAlong(q.number('perimeter'), indoors),
        }
      })
    },
  },
  fire: {
    tells: 'whether a heat detector alarms on readings one a minute',
    takes: { minutes: { kind: 'text', what: 'readings in °C, oldest first, with commas between' } },
    ask: q => {
      const minutes = q.text('minutes').split(',').map(Number)
      if (minutes.some(t => !Number.isFinite(t)))
        throw new UsageError('--minutes must be numbers with commas between')
      return [{ 'now °C': minutes.at(-1)!, alarm: heatAlarm(minutes) ?? 'none' }]
    },
  },
  plume: {
    tells: 'how far a release reaches a threshold, and its highest concentration on the ground',
    takes: {
      gas: { kind: 'choice', what: 'gas', of: GAS_NAMES },
      rate: { kind: 'number', what: 'release, g/s', least: 0, most: 1e6 },
      ppm: { kind: 'number', what: 'threshold, ppm', least: 1e-6, most: 1e6 },
      wind: { kind: 'number', what: 'wind, m/s', least: 0, most: 60, otherwise: 3 },
      stability: { kind: 'choice', what: 'stability', of: STABILITIES, otherwise: 'D' },
      height: { kind: 'number', what: 'height of the release, m', least: 0, most: 500, otherwise: 0 },
    },
    ask: q => {
      const gas = q.choice('gas', GAS_NAMES)
      return (['pasquillGifford', 'briggsRural', 'briggsUrban'] as const).map(spread => {
        const release = {
          rate: q.number('rate'),
          height: q.number('height'),
          wind: q.number('wind'),
          stability: q.choice('stability', STABILITIES),
          spread,
        }
        const distance = hazardDistance(release, gas, q.number('ppm'))
        const peak = highestGround(release)
        return {
          spread,
          'distance m': show(distance, 0),
          'at 500 m, mg/m³': show(1000 * concentration(release, 500), 3),
          'highest mg/m³': show(1000 * peak.concentration, 3),
          'at m': show(peak.x, 0),
          doubts: doubts(release, distance, gas).join(' ') || 'none',
        }
      })
    },
  },
  noise: {
    tells:
      'level of a source at a receiver by ISO 9613-2 (A-weighted and by octave), against the Korean limits',
    takes: {
      level: { kind: 'number', what: 'sound power, dB(A)', least: 0, most: 200 },
      distance: { kind: 'number', what: 'distance, m', least: 0.1, most: 20_000 },
      source: { kind: 'number', what: 'height of the source, m', least: 0, most: 300, otherwise: 4 },
      receiver: { kind: 'number', what: 'height of the receiver, m', least: 0, most: 300, otherwise: 1.5 },
      zone: { kind: 'choice', what: 'zone', of: NOISE_ZONES, otherwise: 'industrial' },
      hour: { kind: 'number', what: 'hour of Korean time', least: 0, most: 23, otherwise: 12 },
      ground: { kind: 'number', what: 'ground, 0 hard to 1 porous', least: 0, most: 1, otherwise: 0.5 },
    },
    ask: noise,
  },
  sound: {
    tells: 'absorption by air of each octave, dB/km, and the speed of sound. ISO 9613-1',
    takes: {
      air: { kind: 'number', what: 'air, °C', least: -50, most: 60, otherwise: 10 },
      humidity: { kind: 'number', what: 'relative humidity, %', least: 0, most: 100, otherwise: 70 },
    },
    ask: q =>
      OCTAVES.map(frequency => ({
        Hz: frequency,
        'dB/km': show(airAbsorption(frequency, q.number('air'), q.number('humidity')), 2),
        'm/s': show(soundSpeed(q.number('air'))),
      })),
  },
}

function airIndex(q: Question) {
  const given = POLLUTANTS.filter(p => q.has(p))
  if (given.length === 0) throw new UsageError(`name at least one pollutant, for example --PM10 45`)
  const concentrations = Object.fromEntries(given.map(p => [p, q.number(p)])) as Partial<
    Record<Pollutant, number>
  >
  const sub = given.map(p => ({ name: p as string, index: subIndex(p, q.number(p)) }))
  const whole = stationIndex(concentrations)
  const rows = [
    ...sub,
    {
      name: Number.isNaN(whole) ? 'index (incomplete)' : 'index',
      index: Number.isNaN(whole) ? composite(sub.map(s => s.index)) : whole,
    },
  ]
  return rows.map(({ name, index }) => ({ pollutant: name, index: show(index), grade: GRADES[grade(index)] }))
}

function noise(q: Question) {
  const path = {
    distance: q.number('distance'),
    sourceHeight: q.number('source'),
    receiverHeight: q.number('receiver'),
  }
  const zone = q.choice('zone', NOISE_ZONES)
  const simple = noiseLevel({ ...path, power: q.number('level') })
  // The spectrum of a common machine hall, A-weighted sum 0 dB: flat in A-weighted octaves from 125 Hz to 4 kHz.
  const flat = [-30, -7.8, -7.8, -7.8, -7.8, -7.8, -7.8, -30]
  const power = flat.map((part, i) => q.number('level') + part - A_WEIGHTING[i]!)
  const g = q.number('ground')
  const octave = octaveLevel({ ...path, power, ground: [g, g, g] })
  const { limit, margin } = judgeNoise(simple.level, zone, q.number('hour'))
  return [
    {
      ...shown(simple),
      'by octave': show(octave.level),
      limit,
      margin: show(margin),
      day: noiseLimit(zone, 12),
      evening: noiseLimit(zone, 20),
      night: noiseLimit(zone, 3),
    },
  ]
}
