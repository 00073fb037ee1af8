import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KEY_STEP, keysOf, placeKey, placeOfKey } from '../../models/placeKey.ts'
import type { GroundPoint } from '../../models/units.ts'

const metre = fc.double({ min: -16_383, max: 16_383, noNaN: true })
const place: fc.Arbitrary<GroundPoint> = fc.tuple(metre, metre)

test('a key names its place to a quarter of a metre, and is no number and no word', () => {
  fc.assert(
    fc.property(place, at => {
      const key = placeKey(at)
      expect(key).toMatch(/^[b-df-hj-np-tvz]{8}$/)
      const [x, z] = placeOfKey(key)!
      expect(Math.abs(x - at[0])).toBeLessThanOrEqual(KEY_STEP / 2 + 1e-9)
      expect(Math.abs(z - at[1])).toBeLessThanOrEqual(KEY_STEP / 2 + 1e-9)
      expect(placeKey([x, z])).toBe(key)
    }),
  )
})

test('what is no key names no place', () => {
  for (const text of ['', '12345678', 'aeiouaei', 'bbbbbbb', 'bbbbbbbbb', 'car-park:bbbbbbbb'])
    expect(placeOfKey(text)).toBeNull()
  expect(placeOfKey('bbbbbbbb-2')).toEqual(placeOfKey('bbbbbbbb'))
})

test('no two things share a key; the largest of one place has the plain one, whatever the order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ at: fc.constantFrom<GroundPoint>([0, 0], [3, 4]), size: fc.nat(1e6) }), {
        selector: thing => thing.size,
        maxLength: 12,
      }),
      things => {
        const keys = keysOf(things)
        expect(new Set(keys).size).toBe(things.length)
        const turned = keysOf([...things].reverse()).reverse()
        expect(turned).toEqual(keys)
      },
    ),
  )
  expect(keysOf([{ at: [0, 0], size: 9, source: 'osm:way/7' }])).toEqual(['osm:way/7'])
})
