import { expect, test } from 'vitest'
import { scopeAssets } from '../../client/panels/operate/incident/scopeAssets.ts'
import type { Site } from '../../models/site.ts'
import { sensor } from './sensor.ts'

const site = {
  assets: [
    sensor('gas-1', { subdistrict: 0, feature: 7 }),
    sensor('gas-2', { subdistrict: 1 }),
    sensor('gas-3', { subdistrict: 1, feature: 7 }),
  ],
  places: [],
} as unknown as Site

test('an incident holds everything, a part of the complex, or what is selected', () => {
  expect(scopeAssets('all', null, site)).toBeNull()
  expect(scopeAssets('area:1', null, site)).toEqual(['gas-2', 'gas-3'])
  expect(scopeAssets('selected', { type: 'asset', index: 1 }, site)).toEqual(['gas-2'])
  expect(scopeAssets('selected', { type: 'feature', id: 7 }, site)).toEqual(['gas-1', 'gas-3'])
  expect(scopeAssets('selected', null, site)).toEqual([])
})
