import { expect, test } from 'vitest'
import { assetsOf } from '../../client/live/assetsOf.ts'
import { topicsFor } from '../../client/live/topics.ts'
import type { Site } from '../../models/site.ts'

const site = {
  places: [
    { id: 'lg', feature: 5, name: { ko: 'LG', en: 'LG' } },
    { id: 'peak', feature: -1, name: { ko: '산', en: 'Peak' } },
    { id: 'doosan', feature: -1, name: { ko: '두산', en: 'Doosan' } },
  ],
  assets: [
    { id: 'machine-1', kind: 'machine', feature: 5, name: { ko: '선반', en: 'Lathe' } },
    { id: 'air-1', kind: 'airStation', feature: -1, name: { ko: '측정소', en: 'Station' } },
    { id: 'lot-1', kind: 'parking', feature: 5, name: { ko: '주차장', en: 'Lot' } },
    { id: 'solar-1', kind: 'solar', feature: 9, name: { ko: '두산 태양광', en: 'Doosan PV' } },
    { id: 'feeder-1', kind: 'grid', feature: -1, path: [], name: { ko: '두산 → 변전소', en: 'Feeder' } },
    { id: 'bus-1', kind: 'bus', feature: -1, name: { ko: '두산역 버스', en: 'Bus' } },
  ],
} as unknown as Site
const layers = (...names: string[]) => new Set(names)

test('a viewer receives only what its layers show', () => {
  expect(topicsFor(layers('labels', 'trees'), null, site)).toEqual([])
  expect(topicsFor(layers('control'), null, site)).toEqual(['control', 'factory'])
  expect(topicsFor(layers('parking', 'mobility'), null, site)).toEqual(['mobility', 'parking'])
})

test('an open list of alarms brings the topics of its assets', () => {
  expect(topicsFor(layers('control'), null, site, [1, 2])).toEqual([
    'control',
    'environment',
    'factory',
    'parking',
  ])
})

test('energy brings the demand it is compared with', () => {
  expect(topicsFor(layers('energy'), null, site)).toEqual(['energy', 'factory'])
})

test('a selected asset brings its topic', () => {
  expect(topicsFor(layers('control'), { type: 'asset', index: 1 }, site)).toEqual([
    'control',
    'environment',
    'factory',
  ])
})

test('a selected building or place brings the topics of all its assets', () => {
  expect(topicsFor(layers(), { type: 'feature', id: 5 }, site)).toEqual(['factory', 'parking'])
  expect(topicsFor(layers(), { type: 'place', id: 'lg' }, site)).toEqual(['factory', 'parking'])
  expect(topicsFor(layers(), { type: 'place', id: 'peak' }, site)).toEqual([])
})

test('to a place belong the assets that carry its name, but neither feeders nor longer names', () => {
  expect(assetsOf({ type: 'place', id: 'doosan' }, site)).toEqual([3])
})
