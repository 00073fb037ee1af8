import { expect, test } from 'vitest'
import { stateBands } from '../../client/panels/shell/card/stateBands.ts'
import { pastRecord } from '../../client/panels/shell/past/pastRecord.ts'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import { sensor } from './sensor.ts'

const assets = [sensor('gas-1'), sensor('bat-1', { kind: 'battery' }), sensor('restricted-2')]
const points = numberPoints(assets)
const topicsHeard = [{}, {}, null, null, null, null]

test('an instant without any record is told apart from one that is recorded in part, by domain', () => {
  const quality = new Uint8Array(points.count)
  const of = (heard: readonly (object | null)[]) => pastRecord(points, assets, { quality }, heard)
  expect(of(topicsHeard).every(({ told }) => told === 0)).toBe(true)
  quality[points.find('gas-1', 'combustible')] = QUALITY.good
  const [control, energy] = of(topicsHeard)
  expect(control).toMatchObject({ topic: 'control', told: 1 })
  expect(control!.missing).toEqual([{ kind: 'gasSensor', assets: [0], of: 1 }])
  expect(energy!.missing).toEqual([{ kind: 'battery', assets: [1], of: 1 }])
  expect(energy).toMatchObject({ topic: 'energy', told: 0, points: 3 })
  // What the public may not see is no hole in the record.
  for (let i = points.first[0]!; i < points.first[1]!; i++) quality[i] = QUALITY.stale
  expect(of(topicsHeard)[0]).toMatchObject({ missing: [], told: points.first[1], points: points.first[1] })
  // A domain whose frames nobody has heard says nothing about its record.
  expect(of([{}, null])).toHaveLength(1)
})

test('the course of a state is bands without gaps that hold until the next sample, unknown before the first', () => {
  const trace = { at: [100, 150, 200, 300, 350], value: [0, 0, 1, null, 2] }
  expect(stateBands(trace, 50, 400)).toEqual([
    { from: 50, to: 100, state: null },
    { from: 100, to: 200, state: 0 },
    { from: 200, to: 300, state: 1 },
    { from: 300, to: 350, state: null },
    { from: 350, to: 400, state: 2 },
  ])
  expect(stateBands(trace, 220, 250)).toEqual([{ from: 220, to: 250, state: 1 }])
  expect(stateBands({ at: [], value: [] }, 0, 10)).toEqual([{ from: 0, to: 10, state: null }])
})
