import { expect, test } from 'vitest'
import { areaSigns } from '../../client/scene/overlays/areaSigns.ts'
import type { Asset } from '../../models/asset.ts'
import { rollUp } from '../../models/rollUp.ts'

const place = (block: number, subdistrict: number): Asset => ({
  id: '',
  kind: 'gasSensor',
  name: { ko: '', en: '' },
  place: [0, 0, 0],
  heading: 0,
  provenance: 'synthetic',
  source: '',
  feature: -1,
  block,
  subdistrict,
})
const assets = [place(0, 0), place(0, 0), place(1, 0), place(-1, -1)]
const rolled = rollUp(
  assets,
  [0, 1, 2, 3],
  [
    { point: 0, severity: 1 },
    { point: 1, severity: 3 },
    { point: 2, severity: 2 },
    { point: 3, severity: 1 },
  ],
)

test('near, every asset speaks for itself', () => {
  expect(areaSigns({ assets }, rolled, 'near').silent.size).toBe(0)
})

test('far, a block with several alarms speaks with its worst; a single alarm keeps its own sign', () => {
  const { blocks, silent } = areaSigns({ assets }, rolled, 'far')
  expect([...blocks]).toEqual([[0, { worst: { severity: 3, count: 2 }, asset: 1 }]])
  expect([...silent]).toEqual([0, 1])
})

test('from farther, sub-districts speak for all in them, and what is in none is not hidden', () => {
  const { subdistricts, silent } = areaSigns({ assets }, rolled, 'wide')
  expect([...subdistricts]).toEqual([[0, { worst: { severity: 3, count: 3 }, asset: 1 }]])
  expect(silent.has(3)).toBe(false)
})
