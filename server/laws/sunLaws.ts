import {
  absoluteAirmass,
  extraterrestrial,
  pressureAt,
  relativeAirmass,
} from '../../models/laws/atmosphere.ts'
import { erbs, haurwitz, ineichen, simplifiedSolis } from '../../models/laws/clearSky.ts'
import { linkeTurbidity } from '../../models/laws/pvChain.ts'
import { hourAngle, solarCoordinates } from '../../models/laws/solarCoordinates.ts'
import { shadowLength, sunAt, sunTimes } from '../../models/laws/sun.ts'
import { hiddenBelow, litSpans, solsticeSteps, sunHours } from '../../models/laws/sunHours.ts'
import {
  angleOfIncidence,
  ground,
  hayDavies,
  isotropic,
  perez,
  perezDriesse,
  projection,
  sunAngles,
} from '../../models/laws/transposition.ts'
import type { LonLat } from '../../models/units.ts'
import { items, koreanClock, type Law, PLACE, PLANE, show } from './law.ts'
import type { Question } from './options.ts'

const HOUR = 3_600_000
const MOMENT = {
  date: { kind: 'day', what: 'day in Korea' },
  hour: { kind: 'number', what: 'hour of Korean time', least: 0, most: 24, otherwise: 12 },
} as const
const place = (q: Question): LonLat => [q.number('lon'), q.number('lat')]

/** Laws of the sun, the sky and the light on planes and windows. */
export const SUN_LAWS: Readonly<Record<string, Law>> = {
  sun: {
    tells: 'sunrise, noon and sunset of a day, and the sun there',
    takes: { date: MOMENT.date, ...PLACE },
    ask: q => {
      const { sunrise, noon, sunset } = sunTimes(q.midnight('date') + 12 * HOUR, place(q))
      return Object.entries({ sunrise, noon, sunset }).map(([event, at]) => {
        if (at === null)
          return { event, time: '–', azimuth: '–', altitude: '–', declination: '–', 'hour angle': '–' }
        const { azimuth, altitude } = sunAt(at, place(q))
        const c = solarCoordinates(at)
        return {
          event,
          time: koreanClock(at),
          azimuth: show(azimuth, 2),
          altitude: show(altitude, 2),
          declination: show(c.declination, 2),
          'hour angle': show(hourAngle(c, q.number('lon')), 2),
        }
      })
    },
  },
  sky: {
    tells: 'clear skies of three models at an hour, and a measured global light split by Erbs',
    takes: {
      ...MOMENT,
      ...PLACE,
      linke: {
        kind: 'number',
        what: 'Linke turbidity; by month when left out',
        least: 1,
        most: 20,
        optional: true,
      },
      height: { kind: 'number', what: 'height above the sea, m', least: -400, most: 9000, otherwise: 20 },
      ghi: {
        kind: 'number',
        what: 'measured global light to split, W/m²',
        least: 0,
        most: 1500,
        optional: true,
      },
    },
    ask: q => {
      const { altitude, airmass, extra, zenith } = skyAt(q)
      const rows = [
        { model: 'Haurwitz', light: { ghi: haurwitz(altitude), dni: Number.NaN, dhi: Number.NaN } },
        {
          model: 'Ineichen-Perez',
          light: ineichen(
            zenith,
            absoluteAirmass(airmass, pressureAt(q.number('height'))),
            linke(q),
            q.number('height'),
            extra,
          ),
        },
        {
          model: 'simplified Solis',
          light: simplifiedSolis(altitude, { extra, pressure: pressureAt(q.number('height')) }),
        },
        ...(q.has('ghi') ? [{ model: 'Erbs', light: erbs(q.number('ghi'), zenith, extra) }] : []),
      ]
      return rows.map(({ model, light }) => ({
        model,
        ghi: show(light.ghi),
        dni: show(light.dni),
        dhi: show(light.dhi),
      }))
    },
  },
  plane: {
    tells: 'light of a clear sky on a plane by four models of transposition',
    takes: { ...MOMENT, ...PLACE, ...PLANE },
    ask: q => {
      const { sun, airmass, extra, zenith } = skyAt(q)
      const light = ineichen(zenith, airmass, linke(q), 20, extra)
      const plane = { tilt: q.number('tilt'), azimuth: q.number('azimuth') }
      const angles = sunAngles(sun)
      const skies = {
        isotropic: isotropic(light.dhi, plane.tilt),
        'Hay-Davies': hayDavies(plane, angles, light, extra),
        'Perez 1990': perez(plane, angles, light, extra, airmass),
        'Perez-Driesse': perezDriesse(plane, angles, light, extra, airmass),
      }
      const beam = light.dni * Math.max(0, projection(plane, angles))
      const back = ground(light.ghi, plane.tilt)
      return Object.entries(skies).map(([model, sky]) => ({
        model,
        beam: show(beam),
        sky: show(sky),
        ground: show(back),
        total: show(beam + sky + back),
        incidence: show(angleOfIncidence(plane, angles)),
      }))
    },
  },
  sunhours: {
    tells: 'winter sun left to a window behind a wall, judged as the courts do',
    takes: {
      year: { kind: 'number', what: 'year', least: 1950, most: 2100, otherwise: 2026 },
      ...PLACE,
      height: { kind: 'number', what: 'wall above the window, m', least: 0, most: 500 },
      distance: { kind: 'number', what: 'to the wall, m', least: 0.1, most: 5000 },
      bearing: {
        kind: 'number',
        what: 'direction of the wall from the window, degrees',
        least: 0,
        most: 360,
        otherwise: 180,
      },
    },
    ask: q => {
      const steps = solsticeSteps(place(q), q.number('year'))
      const spans = litSpans(
        steps,
        sun =>
          sun.altitude >
          hiddenBelow(q.number('height'), q.number('distance'), q.number('bearing'), sun.azimuth),
      )
      const noon = sunAt(Date.UTC(q.number('year'), 11, 22, 3), place(q))
      return items({
        ...sunHours(spans),
        'shadow at 12 h, m': shadowLength(q.number('height'), noon.altitude),
      })
    },
  },
}

function skyAt(q: Question) {
  const at = q.midnight('date') + q.number('hour') * HOUR
  const sun = sunAt(at, place(q))
  const { zenith } = sunAngles(sun)
  return {
    sun,
    zenith,
    altitude: sun.altitude,
    extra: extraterrestrial(at),
    airmass: relativeAirmass(zenith),
  }
}

function linke(q: Question): number {
  return q.has('linke') ? q.number('linke') : linkeTurbidity(Number(q.text('date').slice(5, 7)))
}
