import {
  area,
  booleanIntersects,
  booleanPointInPolygon,
  lineIntersect,
  lineString,
  point,
  polygon,
} from '@turf/turf'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxAbout, boxIndex } from '../../geodata/plane/boxIndex.ts'
import { Cells } from '../../geodata/plane/Cells.ts'
import { type Box, inRing, ringArea, ringBox, ringCentre, ringsMeet } from '../../geodata/plane/ring.ts'
import {
  linesMeet,
  nearestPart,
  partAlong,
  pointAt,
  segmentDistance,
  segmentsCross,
} from '../../geodata/plane/segment.ts'
import type { GroundPoint } from '../../models/units.ts'

const metre = fc.integer({ min: -160_000, max: 160_000 }).map(n => n / 10)
const place: fc.Arbitrary<GroundPoint> = fc.tuple(metre, metre)
const near: fc.Arbitrary<GroundPoint> = fc.tuple(
  fc.integer({ min: -400, max: 400 }).map(n => n / 10),
  fc.integer({ min: -400, max: 400 }).map(n => n / 10),
)
/** A star about a point: simple, and as often hollow as not. */
const star = fc
  .tuple(near, fc.array(fc.integer({ min: 5, max: 400 }), { minLength: 3, maxLength: 12 }))
  .map(([[x, z], reaches]) =>
    reaches.map((reach, i): GroundPoint => {
      const turn = (2 * Math.PI * i) / reaches.length
      return [x + (reach / 10) * Math.cos(turn), z - (reach / 10) * Math.sin(turn)]
    }),
  )
const apart = (a: GroundPoint, b: GroundPoint) => Math.hypot(a[0] - b[0], a[1] - b[1])
/** Metres taken as hundred-thousandths of a degree at the equator, where turf's sphere is as good as flat. */
const flat = ([x, z]: GroundPoint) => [x / 1e5, -z / 1e5]
const closed = (ring: readonly GroundPoint[]) => polygon([[...ring, ring[0]!].map(flat)])

test('no point of a segment is nearer than its nearest part says', () => {
  fc.assert(
    fc.property(place, place, place, fc.double({ min: 0, max: 1, noNaN: true }), (p, a, b, t) => {
      const least = segmentDistance(...p, a, b)
      expect(least).toBeLessThanOrEqual(apart(p, pointAt(a, b, t)) + 1e-6)
      expect(Math.abs(least - apart(p, pointAt(a, b, nearestPart(...p, a, b))))).toBeLessThan(1e-6)
    }),
  )
})

test('the foot of a point lies square to the line', () => {
  fc.assert(
    fc.property(place, place, place, (p, a, b) => {
      fc.pre(apart(a, b) > 1)
      const foot = pointAt(a, b, partAlong(...p, a, b))
      const lean = (p[0] - foot[0]) * (b[0] - a[0]) + (p[1] - foot[1]) * (b[1] - a[1])
      expect(Math.abs(lean) / apart(a, b)).toBeLessThan(1e-3)
    }),
  )
})

test('two segments cross where turf finds a crossing, and at the parts that linesMeet tells', () => {
  fc.assert(
    fc.property(near, near, near, near, (a, b, c, d) => {
      const parts = linesMeet(a, b, c, d)
      // What only touches, or nearly, is told either way.
      fc.pre(Boolean(parts?.every(t => Math.abs(t) > 1e-6 && Math.abs(t - 1) > 1e-6)))
      if (!parts) return
      const found = lineIntersect(lineString([a, b].map(flat)), lineString([c, d].map(flat))).features
      expect(segmentsCross(a, b, c, d)).toBe(found.length > 0)
      expect(segmentsCross(a, b, c, d)).toBe(parts.every(t => t > 0 && t < 1))
      expect(apart(pointAt(a, b, parts[0]), pointAt(c, d, parts[1]))).toBeLessThan(1e-3)
    }),
  )
})

test('area: the sign turns with the ring, moving changes nothing, turf agrees', () => {
  fc.assert(
    fc.property(star, near, (ring, [dx, dz]) => {
      const whole = ringArea(ring)
      expect(whole).toBeGreaterThan(0)
      expect(ringArea([...ring].reverse())).toBeCloseTo(-whole, 6)
      expect(ringArea(ring.map(([x, z]): GroundPoint => [x + dx, z + dz]))).toBeCloseTo(whole, 6)
      const degree = (6_371_008.8 * Math.PI) / 180
      expect((area(closed(ring)) / degree ** 2) * 1e10).toBeCloseTo(whole, -Math.floor(Math.log10(whole)) + 2)
    }),
  )
})

test('a point is in a ring where turf says so', () => {
  fc.assert(
    fc.property(star, near, (ring, p) => {
      fc.pre(ring.every((a, i) => segmentDistance(...p, a, ring[(i + 1) % ring.length]!) > 1e-3))
      expect(inRing(ring, ...p)).toBe(booleanPointInPolygon(point(flat(p)), closed(ring)))
    }),
  )
})

test('rings meet both ways or not at all, as turf says', () => {
  fc.assert(
    fc.property(star, star, (a, b) => {
      expect(ringsMeet(a, b)).toBe(ringsMeet(b, a))
      const gap = Math.min(
        ...a.flatMap((p, i) =>
          b.flatMap((q, k) => [
            segmentDistance(...p, q, b[(k + 1) % b.length]!),
            segmentDistance(...q, p, a[(i + 1) % a.length]!),
          ]),
        ),
      )
      fc.pre(gap > 1e-3)
      expect(ringsMeet(a, b)).toBe(booleanIntersects(closed(a), closed(b)))
    }),
  )
})

test('the centre of a ring lies in its box', () => {
  fc.assert(
    fc.property(star, ring => {
      const [x, z] = ringCentre(ring)
      const box = ringBox(ring)
      expect(x >= box[0] && x <= box[2] && z >= box[1] && z <= box[3]).toBe(true)
    }),
  )
})

const touch = (a: Box, b: Box) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]

test('both indices find all that a look through everything finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, near), { maxLength: 40 }),
      place,
      fc.integer({ min: 0, max: 3_000 }),
      (things, at, reach) => {
        const boxes = things.map(([p, [dx, dz]]) => boxAbout(p, [p[0] + dx, p[1] + dz]))
        const asked = boxAbout(at, at, reach)
        const right = boxes.flatMap((b, i) => (touch(b, asked) ? [i] : []))
        expect(boxIndex(boxes)(asked)).toEqual(right)
        const cells = new Cells<number>(64)
        boxes.forEach((b, i) => {
          cells.add(b, i)
        })
        const found = new Set<number>()
        cells.visit(asked, i => {
          if (touch(boxes[i]!, asked)) found.add(i)
          return true
        })
        expect([...found].sort((a, b) => a - b)).toEqual(right)
      },
    ),
  )
})
