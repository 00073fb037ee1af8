import { expect, test } from 'vitest'
import { dataQuality } from '../../client/panels/operate/quality/dataQuality.ts'
import { frameState } from '../../models/frame.ts'
import { TOPICS } from '../../models/kind.ts'
import { numberPoints } from '../../models/points.ts'
import { QUALITY, staleAfter } from '../../models/quality.ts'
import { sensor } from './sensor.ts'

const points = numberPoints([sensor('gas-1'), { ...sensor('air-1'), kind: 'airStation' }])
const NOW = 1_000_000_000
const control = TOPICS.indexOf('control')
const environment = TOPICS.indexOf('environment')

test('points without a reading are not counted, and the simulated are', () => {
  const state = stateOf([QUALITY.good, QUALITY.simulated, QUALITY.none, QUALITY.bad])
  const quality = dataQuality(points, state, TOPICS, NOW)
  expect(quality[control]).toEqual({ told: 3, simulated: 1, stale: 0, bad: 1, oldest: Number.NaN })
  expect(quality[environment]).toMatchObject({ told: 0 })
})

test('a value that outlived its period is late, and the oldest of them is told', () => {
  const state = stateOf([QUALITY.good, QUALITY.simulated, QUALITY.stale, QUALITY.good])
  const late = (point: number) => staleAfter(points.spec[point]!.every) * 1_000
  state.times[0] = NOW - late(0) - 1
  state.times[1] = NOW - late(1)
  state.times[2] = NOW - 3_600_000
  expect(dataQuality(points, state, TOPICS, NOW)[control]).toEqual({
    told: 4,
    simulated: 1,
    stale: 2,
    bad: 0,
    oldest: NOW - 3_600_000,
  })
})

test('values of a topic whose frames this page does not get are neither late nor present', () => {
  const state = stateOf([QUALITY.good, QUALITY.good])
  state.times.fill(NOW - 3_600_000)
  expect(dataQuality(points, state, ['environment'], NOW)[control]).toMatchObject({ told: 0, stale: 0 })
  expect(dataQuality(points, state, ['control'], NOW)[control]).toMatchObject({ told: 2, stale: 2 })
})

/** The first points with these qualities, told just now. */
function stateOf(codes: readonly number[]) {
  const state = frameState(Float64Array.from(points.spec, spec => spec.resolution))
  state.quality.set(codes)
  state.times.fill(NOW)
  return state
}
