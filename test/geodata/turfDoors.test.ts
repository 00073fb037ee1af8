import { centerOfMass, polygon } from '@turf/turf'
import { expect, test } from 'vitest'
import { greatestMiddle } from '../../geodata/import/greatestMiddle.ts'
import { inWorld } from '../../geodata/import/inWorld.ts'
import { BOUNDS, toLonLat } from '../../geodata/projection.ts'
import { ringFault } from '../../geodata/read/ringFault.ts'
import type { LonLat } from '../../models/units.ts'

const box = (minX: number, minZ: number, maxX: number, maxZ: number): LonLat[] =>
  (
    [
      [minX, maxZ],
      [maxX, maxZ],
      [maxX, minZ],
      [minX, minZ],
      [minX, maxZ],
    ] as const
  ).map(toLonLat)

test.each<[string, LonLat[], RegExp | null]>([
  ['a square', box(0, 0, 30, 30), null],
  ['a square that is left open', box(0, 0, 30, 30).slice(0, 4), null],
  ['corners said twice', box(0, 0, 30, 30).flatMap(at => [at, at]), null],
  ['two corners', box(0, 0, 30, 30).slice(0, 2), /^a ring has 2 corners/],
  ['one place said often', Array.from({ length: 6 }, () => toLonLat([5, 5])), /^a ring has 0 corners/],
  [
    'a bow tie',
    [0, 2, 1, 3, 0].map(i => box(0, 0, 30, 30)[i]!),
    /^its outline crosses itself near 128\.\d{5}, 35/,
  ],
  [
    'a line there and back',
    [
      [0, 0],
      [30, 0],
      [60, 0.0005],
    ].map(p => toLonLat([p[0]!, p[1]!])),
    /^its outline covers no ground/,
  ],
])('%s: %#', (_, ring, fault) => {
  const found = ringFault(ring)
  if (fault === null) expect(found).toBeNull()
  else expect(found?.[0]).toMatch(fault)
})

test('a footprint is taken by the middle of its greatest part, of which only what lies in the world counts', () => {
  const [small, large] = [box(0, 0, 10, 10), box(100, 0, 150, 40)]
  const middle = greatestMiddle([[small], [large]])!
  const [lon, lat] = toLonLat([125, 20])
  expect(middle[0]).toBeCloseTo(lon, 5)
  expect(middle[1]).toBeCloseTo(lat, 5)

  const rim = BOUNDS[2]
  const over = box(rim - 20, 0, rim + 4_000, 50)
  const inside = greatestMiddle([[over]])!
  expect(inWorld(inside)).toBe(true)
  const whole = centerOfMass(polygon([over.map(at => [...at])])).geometry.coordinates as unknown as LonLat
  expect(inWorld(whole)).toBe(false)
  expect(greatestMiddle([[box(rim + 500, 0, rim + 900, 50)]])).toBeNull()
})
