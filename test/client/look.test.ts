import { expect, test } from 'vitest'
import { daylight } from '../../client/gpu/daylight.ts'
import { sunVector } from '../../client/gpu/sunVector.ts'
import { kiosk } from '../../client/modes/kiosk.ts'
import { operate } from '../../client/modes/operate.ts'
import { plan } from '../../client/modes/plan.ts'
import { tour } from '../../client/modes/tour.ts'
import { MODES } from '../../client/modes.ts'
import type { Mode } from '../../client/state/mode.ts'
import { GROUNDS } from '../../geodata/paint.ts'
import { ORIGIN } from '../../geodata/projection.ts'
import { sunAt } from '../../models/laws/sun.ts'

const chroma = (rgb: number): number => {
  const channels = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255]
  return Math.max(...channels) - Math.min(...channels)
}
const vectorAt = (iso: string) => {
  const { azimuth, altitude } = sunAt(Date.parse(iso), ORIGIN)
  return sunVector(azimuth, altitude)
}

test('every mode of the page has a look of its own with a colour for every ground', () => {
  expect(new Set(MODES.map(({ look }) => look)).size).toBe(MODES.length)
  for (const { look } of MODES) expect(Object.keys(look.grounds).sort()).toEqual([...GROUNDS].sort())
})

test('the control room leaves colour to the abnormal: no ground, tree or light is saturated', () => {
  const { grounds, trees, day, dim, saturation, quiet } = operate.look
  const lights = [day, dim].flatMap(light => [
    light.sun,
    light.sky,
    light.ground,
    light.zenith,
    light.horizon,
  ])
  for (const rgb of [...Object.values(grounds), ...trees, ...lights]) expect(chroma(rgb)).toBeLessThan(26)
  expect(saturation).toBeLessThan(0.25)
  expect(quiet).toBe(true)
})

test('the sun of Changwon stands south at noon, east in the morning, west in the evening', () => {
  const noon = vectorAt('2026-10-20T12:10:00+09:00')
  expect(noon[2]).toBeGreaterThan(0.5)
  expect(Math.abs(noon[0])).toBeLessThan(0.1)
  expect(vectorAt('2026-10-20T07:30:00+09:00')[0]).toBeGreaterThan(0.8)
  expect(vectorAt('2026-10-20T17:00:00+09:00')[0]).toBeLessThan(-0.8)
})

test('the vector to the sun has length one', () => {
  for (const [azimuth, altitude] of [
    [0, 0],
    [123, 45],
    [300, -30],
  ] as const)
    expect(Math.hypot(...sunVector(azimuth, altitude))).toBeCloseTo(1, 12)
})

test('only the tour goes dark at night; the working looks stay readable', () => {
  const brightness = ({ look }: Mode, altitude: number) => {
    const { light } = daylight(look, 180, altitude)
    return light.sunStrength + light.skyStrength
  }
  expect(brightness(tour, -20)).toBeLessThan(0.4 * brightness(tour, 40))
  for (const mode of [plan, kiosk]) expect(brightness(mode, -20)).toBeGreaterThan(0.8 * brightness(mode, 40))
  expect(daylight(tour.look, 180, -20).light.night).toBe(1)
  expect(daylight(tour.look, 180, 40).light.night).toBe(0)
})

test('light never comes from below', () => {
  for (const { name, look } of MODES)
    for (let altitude = -90; altitude <= 90; altitude += 5)
      expect(daylight(look, 90, altitude).direction[1], `${name} ${altitude}`).toBeGreaterThan(0)
})
