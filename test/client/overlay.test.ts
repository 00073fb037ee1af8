import { expect, test } from 'vitest'
import { placeLabels } from '../../client/gpu/overlay/placeLabels.ts'
import { SEVERITY_COLOURS } from '../../client/gpu/palette.ts'
import { hearAlarms } from '../../client/live/alarms.ts'
import { rolledUp } from '../../client/live/rollup.ts'
import type { LoadedWorld } from '../../client/live/world.ts'
import { alongPath } from '../../client/scene/overlays/alongPath.ts'
import { stallsOf } from '../../client/scene/overlays/Parking.tsx'
import { alarmSign } from '../../client/scene/overlays/signs.ts'
import { numberPoints } from '../../models/points.ts'
import { RAMPS, rampColour } from '../../models/ramps.ts'
import { alarmOf, sensor } from './sensor.ts'

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
    new Set(([0, 1, 2, 3] as const).map(s => alarmSign({ severity: s, count: 1 }, false).glyph)).size,
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

test('the worst alarm is what block and complex show, with the count of all', () => {
  const assets = [sensor('a', { feature: 7, block: 4 }), sensor('b', { block: 4 })]
  const points = numberPoints(assets)
  const loaded = { site: { assets }, points } as unknown as LoadedWorld
  const both = [alarmOf(0, 3, 1), alarmOf(points.first[1]!, 1, 2)]
  hearAlarms({ epoch: 1, number: 2, snapshot: true, alarms: both })
  const up = rolledUp(loaded)
  expect(rolledUp(loaded)).toBe(up)
  expect(up.complex).toEqual({ severity: 3, count: 2 })
  expect(up.blocks.get(4)).toEqual({ severity: 3, count: 2 })
  expect([...up.features]).toEqual([[7, { severity: 3, count: 1 }]])
  expect(up.assets.get(1)).toEqual({ severity: 1, count: 1 })
  expect(up.subdistricts.size).toBe(0)

  hearAlarms({ epoch: 1, number: 3, snapshot: false, alarms: [{ ...both[0]!, state: 'normal', number: 3 }] })
  expect(rolledUp(loaded).complex).toEqual({ severity: 1, count: 1 })
})
