import { expect, test } from 'vitest'
import { kinds } from '../../models/kinds.ts'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import { Gate } from '../../server/ingest/accept.ts'
import { Run } from '../../server/ingest/simulator/simulator.ts'
import { Twin } from '../../server/twin/twin.ts'
import { NOON, smallSite, TestClock } from './fixture.ts'

function stand(seed = 1974) {
  const site = smallSite()
  const points = numberPoints(site.assets)
  const twin = new Twin(points)
  const run = new Run(site, seed, new Gate(points, twin, new TestClock()))
  return { points, twin, run, value: (id: string, point: string) => twin.values[points.find(id, point)]! }
}
const HOUR = 3_600_000

test('two runs with one seed are equal, another seed differs', () => {
  const values = (seed: number) => {
    const { run, twin } = stand(seed)
    run.all(NOON)
    for (let s = 1; s <= 60; s++) run.between(NOON + (s - 1) * 1000, NOON + s * 1000)
    return [...twin.values]
  }
  expect(values(1)).toEqual(values(1))
  expect(values(1)).not.toEqual(values(2))
})

test('the first moment fills every point, marked as simulated', () => {
  const { run, twin, points } = stand()
  run.all(NOON)
  const silent = [...twin.quality].flatMap((q, i) =>
    q === QUALITY.simulated ? [] : [`${points.asset[i]} ${points.name[i]}`],
  )
  expect(silent).toEqual([])
})

test('a simulated week stays inside the range of every point', () => {
  const { run, twin, points } = stand()
  const out = new Set<string>()
  for (let hour = 0; hour < 168; hour++) {
    run.all(NOON + hour * HOUR)
    for (let i = 0; i < points.count; i++) {
      const [min, max] = points.spec[i]!.range
      const value = twin.values[i]!
      if (!(value >= min && value <= max)) out.add(`${points.name[i]} of asset ${points.asset[i]}: ${value}`)
    }
  }
  expect([...out]).toEqual([])
  expect(Object.keys(kinds).length).toBeGreaterThan(10)
})

test('solar arrays give nothing at midnight and something at noon', () => {
  const { run, value } = stand()
  run.all(NOON + 12 * HOUR)
  expect(value('solar', 'power')).toBe(0)
  run.all(NOON)
  expect(value('solar', 'power')).toBeGreaterThan(0)
})

test('occupied is the number of taken stalls at any hour', () => {
  const { run, twin, points, value } = stand()
  for (let hour = 0; hour < 48; hour++) {
    run.all(NOON + hour * HOUR)
    const first = points.find('parking', 'stall')
    const taken = twin.values.subarray(first, first + 60).filter(code => code === 1).length
    expect(value('parking', 'occupied')).toBe(taken)
  }
})
