import { expect, test } from 'vitest'
import { topicsFor } from '../../client/live/topics.ts'
import type { Layer } from '../../client/state/view.ts'
import type { Site } from '../../models/site.ts'

const site = {
  places: [
    { id: 'lg', feature: 5 },
    { id: 'peak', feature: -1 },
  ],
  assets: [
    { id: 'machine-1', kind: 'machine', feature: 5 },
    { id: 'air-1', kind: 'airStation', feature: -1 },
    { id: 'lot-1', kind: 'parking', feature: 5 },
  ],
} as unknown as Site
const layers = (...names: Layer[]) => new Set(names)

test('a viewer receives only what its layers show', () => {
  expect(topicsFor(layers('labels', 'trees'), null, site)).toEqual([])
  expect(topicsFor(layers('control'), null, site)).toEqual(['control'])
  expect(topicsFor(layers('parking', 'mobility'), null, site)).toEqual(['mobility', 'parking'])
})

test('energy brings the demand it is compared with', () => {
  expect(topicsFor(layers('energy'), null, site)).toEqual(['energy', 'factory'])
})

test('a selected asset brings its topic', () => {
  expect(topicsFor(layers('control'), { type: 'asset', index: 1 }, site)).toEqual(['control', 'environment'])
})

test('a selected building or place brings the topics of all its assets', () => {
  expect(topicsFor(layers(), { type: 'feature', id: 5 }, site)).toEqual(['factory', 'parking'])
  expect(topicsFor(layers(), { type: 'place', id: 'lg' }, site)).toEqual(['factory', 'parking'])
  expect(topicsFor(layers(), { type: 'place', id: 'peak' }, site)).toEqual([])
})
