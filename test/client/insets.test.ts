import { expect, test } from 'vitest'
import { coveredBy } from '../../client/panels/parts/useCover.ts'
import { freePart } from '../../client/state/insets.ts'

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom })

test('panels at their edges leave the free part of the picture, the deepest of an edge counting', () => {
  const insets = coveredBy(
    [
      [box(0, 0, 1920, 60), 'top'],
      [box(12, 72, 320, 700), 'left'],
      [box(12, 72, 260, 300), 'left'],
      [box(0, 1020, 1920, 1080), 'bottom'],
      [box(400, 600, 1500, 1020), 'bottom'],
      [box(1900, 80, 1900, 80), 'right'],
    ],
    1920,
    1080,
  )
  expect(insets).toEqual({ top: 60, left: 320, bottom: 480, right: 0 })
  expect(freePart(insets, 1920, 1080)).toEqual({ x: 320, y: 60, width: 1600, height: 540 })
})

test('the camera keeps a part to aim at when panels cover nearly everything', () => {
  const free = freePart({ top: 50, right: 0, bottom: 700, left: 0 }, 390, 844)
  expect(free.height).toBeCloseTo(844 * 0.3)
  expect(free.y).toBeGreaterThanOrEqual(0)
  expect(free.y + free.height).toBeLessThanOrEqual(844)
  expect(free).toMatchObject({ x: 0, width: 390 })
})
