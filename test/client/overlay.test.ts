import { expect, test } from 'vitest'
import { placeLabels } from '../../client/gpu/overlay/placeLabels.ts'
import { SEVERITY_COLOURS } from '../../client/gpu/palette.ts'
import { alongPath } from '../../client/scene/overlays/alongPath.ts'
import { stallsOf } from '../../client/scene/overlays/Parking.tsx'
import { alarmSign, urgency } from '../../client/scene/overlays/signs.ts'
import { ALARM_CLAIMS, type AlarmClaim, type AlarmTally, NO_ALARMS } from '../../models/alarmSummary.ts'
import { QUIET_RAMPS, RAMPS, rampColour } from '../../models/ramps.ts'

const linear = (rgb: number) =>
  [16, 8, 0].map(shift => {
    const c = ((rgb >> shift) & 255) / 255
    return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
const luminance = (rgb: number) => {
  const [r, g, b] = linear(rgb)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

test.each(['output', 'demand'] as const)('the %s ramp brightens all the way', name => {
  const steps = Array.from({ length: 31 }, (_, i) => luminance(rampColour(RAMPS[name], i / 30)))
  for (let i = 1; i < steps.length; i++) expect(steps[i]!).toBeGreaterThan(steps[i - 1]!)
})

test('severities stay apart without green receptors, and normal is grey', () => {
  // Machado, Oliveira and Fernandes 2009, deuteranopia at severity 1.
  const matrix = [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ]
  const seen = SEVERITY_COLOURS.map(rgb => {
    const c = linear(rgb)
    return matrix.map(row => row.reduce((sum, w, k) => sum + w * c[k]!, 0))
  })
  for (let a = 0; a < 4; a++)
    for (let b = 0; b < a; b++)
      expect(Math.hypot(...seen[a]!.map((v, k) => v - seen[b]![k]!))).toBeGreaterThan(0.1)
  const grey = [16, 8, 0].map(shift => (SEVERITY_COLOURS[0] >> shift) & 255)
  expect(Math.max(...grey) - Math.min(...grey)).toBeLessThan(32)
  expect(
    new Set(([0, 1, 2, 3] as const).map(s => alarmSign({ ...NO_ALARMS, severity: s }, false).glyph)).size,
  ).toBe(4)
})

test('labels never cover each other, and the more important stays', () => {
  const boxes = Array.from({ length: 80 }, (_, i) => ({
    x: (i * 137) % 640,
    y: (i * 71) % 360,
    width: 90,
    height: 20,
  }))
  const order = boxes.map((_, i) => i).reverse()
  const taken = placeLabels(boxes, order)
  const covers = (i: number, j: number) =>
    Math.abs(boxes[i]!.x - boxes[j]!.x) < 90 && Math.abs(boxes[i]!.y - boxes[j]!.y) < 20
  for (const i of taken) for (const j of taken) if (i !== j) expect(covers(i, j)).toBe(false)
  for (const i of order) if (!taken.has(i)) expect([...taken].some(j => j > i && covers(i, j))).toBe(true)
})

test('a place on a path is found by length and heads clockwise from north', () => {
  const path = [
    [0, 0, 0],
    [0, 0, -10],
    [30, 6, -10],
  ] as const
  expect(alongPath(path, 0.125)).toEqual({ place: [0, 0, -5], heading: 0 })
  expect(alongPath(path, 0.625)).toEqual({ place: [15, 3, -10], heading: 90 })
  expect(alongPath(path, 2).place).toEqual([30, 6, -10])
})

test('stalls follow their rows in order, one each', () => {
  const rows = [
    { from: [0, 0], to: [10, 0], count: 3, facing: 0 },
    { from: [0, 5], to: [10, 5], count: 1, facing: 180 },
  ] as const
  const stalls = stallsOf({ rows }, (x, z) => x + z)
  expect(stalls.map(s => [s.x, s.y, s.z, s.facing])).toEqual([
    [0, 0, 0, 0],
    [5, 5, 0, 0],
    [10, 10, 0, 0],
    [5, 10, 5, 180],
  ])
})

const tally = (claim: AlarmClaim, simulated = 0): AlarmTally => ({
  ...NO_ALARMS,
  count: 1,
  severity: 3,
  claim,
  [claim]: 1,
  simulated,
})

test('what an alarm asks is seen by shape alone: each claim another sign', () => {
  const looks = ALARM_CLAIMS.map(claim => {
    const { flash, hollow, core } = alarmSign(tally(claim), false)
    return `${flash} ${hollow} ${core}`
  })
  expect(new Set(looks).size).toBe(ALARM_CLAIMS.length)
  expect(alarmSign(tally('unacknowledged'), false)).toMatchObject({ flash: true, hollow: false })
  expect(alarmSign(tally('acknowledged'), false)).toMatchObject({ flash: false, hollow: false })
  expect(alarmSign(tally('returned'), false)).toMatchObject({ flash: false, hollow: true })
})

test('only what is wholly simulated says so on its sign', () => {
  expect(alarmSign(tally('unacknowledged', 1), false).worded).toBe(true)
  expect(alarmSign(tally('unacknowledged'), false).worded).toBe(false)
  expect(alarmSign({ ...tally('unacknowledged', 1), count: 2 }, false).worded).toBe(false)
})

test('the worse lies over the less bad, the unacknowledged over the acknowledged', () => {
  const order = [
    { ...tally('unacknowledged'), severity: 2 as const },
    tally('latched'),
    tally('returned'),
    tally('acknowledged'),
    tally('unacknowledged'),
  ].map(urgency)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(new Set(order).size).toBe(order.length)
})

test('where colour is kept for the abnormal, amounts are greys that brighten', () => {
  for (const name of ['output', 'demand', 'parking'] as const) {
    const steps = Array.from({ length: 31 }, (_, i) => rampColour(QUIET_RAMPS[name], i / 30))
    for (const rgb of steps) {
      const c = [16, 8, 0].map(shift => (rgb >> shift) & 255)
      expect(Math.max(...c) - Math.min(...c)).toBeLessThan(20)
    }
    for (let i = 1; i < steps.length; i++)
      expect(luminance(steps[i]!)).toBeGreaterThan(luminance(steps[i - 1]!))
  }
})
