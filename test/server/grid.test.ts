import { expect, test } from 'vitest'
import type { Asset } from '../../models/asset.ts'
import { numberPoints } from '../../models/points.ts'
import { Gate } from '../../server/ingest/accept.ts'
import { Run } from '../../server/ingest/simulator/simulator.ts'
import { Twin } from '../../server/twin/twin.ts'
import { asset, NOON, smallSite, TestClock } from './fixture.ts'

const HOUR = 3_600_000
const at = (x: number): Pick<Asset, 'place'> => ({ place: [x, 0, 0] })
const feeder = (from: string, to: string, rating = 5): Asset =>
  asset('grid', {
    id: `${from}>${to}`,
    rating,
    ends: [from, to],
    path: [
      [0, 0, 0],
      [1, 0, 0],
    ],
  })

/** Two substations; a switching point below each; a plant and an array with feeders of their own. */
const ASSETS = [
  asset('grid', { id: 'west', rating: 200, ...at(0) }),
  asset('grid', { id: 'east', rating: 200, ...at(10_000) }),
  asset('grid', { id: 'switch-west', rating: 1, ...at(2_000) }),
  asset('grid', { id: 'switch-east', rating: 50, ...at(9_000) }),
  feeder('west', 'switch-west', 1),
  feeder('east', 'switch-east', 50),
  feeder('west', 'plant', 30),
  feeder('array', 'east', 3),
  asset('factory', { id: 'plant', rating: 20_000, ...at(8_900) }),
  asset('solar', { id: 'array', rating: 2_000, ...at(100) }),
  asset('factory', { id: 'shop-west', rating: 9_000, ...at(10) }),
  asset('factory', { id: 'shop-east', rating: 4_000, ...at(9_500) }),
  asset('charger', { id: 'charger-east', rating: 200, ...at(9_100) }),
  asset('battery', { id: 'battery-west', rating: 1_000, ...at(1_900) }),
  asset('fuelCell', { id: 'cell-west', rating: 440, ...at(1_800) }),
]

function stand(assets: readonly Asset[] = ASSETS) {
  const site = smallSite([...assets])
  const points = numberPoints(site.assets)
  const twin = new Twin(points)
  const run = new Run(site, 1974, new Gate(points, twin, new TestClock()))
  return { run, value: (id: string, point = 'power') => twin.values[points.find(id, point)]! }
}

test('the substations together carry demand minus generation at any hour', () => {
  const { run, value } = stand()
  for (let hour = 0; hour < 24; hour++) {
    run.all(NOON + hour * HOUR)
    const demand = value('plant') + value('shop-west') + value('shop-east') + value('charger-east')
    const generation = value('array') + value('battery-west') + value('cell-west')
    expect(value('west') + value('east')).toBeCloseTo((demand - generation) / 1000, 6)
  }
})

test('a substation carries the sum of the feeders that leave it', () => {
  const { run, value } = stand()
  run.all(NOON)
  expect(value('west')).toBeCloseTo(value('west>switch-west') + value('west>plant'), 6)
  expect(value('east')).toBeCloseTo(value('east>switch-east') - value('array>east'), 6)
  expect(value('west')).toBeGreaterThan(0)
})

test('an asset without a feeder hangs on the nearest switching point, not on the nearer substation', () => {
  const { run, value } = stand()
  run.all(NOON)
  const west = (value('shop-west') - value('battery-west') - value('cell-west')) / 1000
  expect(value('switch-west')).toBeCloseTo(west, 6)
  expect(value('west>switch-west')).toBeCloseTo(west, 6)
})

test('the feeder of an array shows what the array gives, running along its path', () => {
  const { run, value } = stand()
  run.all(NOON)
  expect(value('array')).toBeGreaterThan(0)
  expect(value('array>east')).toBeCloseTo(value('array') / 1000, 6)
})

test('a switching point rated below what it serves is not shown overloaded', () => {
  const { run, value } = stand()
  for (let hour = 0; hour < 24; hour++) {
    run.all(NOON + hour * HOUR)
    expect(value('switch-west', 'load')).toBeLessThan(100)
  }
})

test('without switching points assets hang on the nearest substation; a ring of stations does not hang the plan', () => {
  const { run, value } = stand([
    asset('grid', { id: 'west', ...at(0) }),
    asset('grid', { id: 'east', ...at(10_000) }),
    asset('factory', { id: 'shop', rating: 4_000, ...at(9_500) }),
  ])
  run.all(NOON)
  expect([value('west'), value('east')]).toEqual([0, value('shop') / 1000])
  const ring = stand([...ASSETS, feeder('switch-west', 'west')])
  ring.run.all(NOON)
  expect(ring.value('switch-west>west')).toBe(0)
  expect(ring.value('west')).toBeCloseTo(ring.value('west>switch-west') + ring.value('west>plant'), 6)
})
