import { expect, test } from 'vitest'
import { FeatureState } from '../../client/gpu/FeatureState.ts'
import { SEVERITY_COLOURS } from '../../client/gpu/palette.ts'
import { paintRound } from '../../client/scene/overlays/paintRound.ts'

const LOT = 4
const FULL = 0x3366cc
const UNTOUCHED = '0,0,0,0'

test('when an alarm over a car park ends, its amount shows at once; when the amount ends too, its own colour', () => {
  const features = new FeatureState(10)
  const texel = () => `${(features.texture.image.data as Uint8Array).subarray(LOT * 4, LOT * 4 + 4)}`
  let painted = paintRound(features, new Set(), paint => paint(LOT, FULL, 0.6))
  const amount = texel()
  expect(amount).not.toBe(UNTOUCHED)
  painted = paintRound(features, painted, paint => {
    paint(LOT, FULL, 0.6)
    paint(LOT, SEVERITY_COLOURS[3], 0.75)
  })
  expect(texel()).not.toBe(amount)
  painted = paintRound(features, painted, paint => paint(LOT, FULL, 0.6))
  expect(texel()).toBe(amount)
  painted = paintRound(features, painted, () => undefined)
  expect(texel()).toBe(UNTOUCHED)
  expect(painted.size).toBe(0)
})
