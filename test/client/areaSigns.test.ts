import { expect, test } from 'vitest'
import { areaSigns } from '../../client/scene/overlays/areaSigns.ts'
import { summarise } from '../../models/alarmSummary.ts'
import type { Asset } from '../../models/asset.ts'
import { alarmOf } from './sensor.ts'

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
const severities = [1, 3, 2, 1] as const
const rolled = summarise(
  severities.map((severity, point) => alarmOf(point, severity, point + 1)),
  assets,
  [0, 1, 2, 3],
)

test('near, every asset speaks for itself', () => {
  expect(areaSigns({ assets }, rolled, 'near').silent.size).toBe(0)
})

test('far, a block with several alarms speaks with its worst; a single alarm keeps its own sign', () => {
  const { blocks, silent } = areaSigns({ assets }, rolled, 'far')
  expect([...blocks.keys()]).toEqual([0])
  expect(blocks.get(0)).toMatchObject({ tally: { severity: 3, count: 2 }, asset: 1 })
  expect([...silent].sort()).toEqual([0, 1])
})

test('from farther, sub-districts speak for all in them, and what is in none is not hidden', () => {
  const { subdistricts, silent } = areaSigns({ assets }, rolled, 'wide')
  expect([...subdistricts.keys()]).toEqual([0])
  expect(subdistricts.get(0)).toMatchObject({ tally: { severity: 3, count: 3 }, asset: 1 })
  expect(silent.has(3)).toBe(false)
})

test('the asset that speaks is one of those that still ask the most, not one that is acknowledged', () => {
  const acknowledged = { ...alarmOf(0, 3, 1), state: 'acknowledged' as const }
  const summary = summarise([acknowledged, alarmOf(1, 3, 2)], assets, [0, 1, 2, 3])
  expect(areaSigns({ assets }, summary, 'far').blocks.get(0)).toMatchObject({ asset: 1 })
})
