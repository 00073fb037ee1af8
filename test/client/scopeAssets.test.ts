import { expect, test } from 'vitest'
import { scopeAssets } from '../../client/panels/operate/incident/scopeAssets.ts'
import type { Site } from '../../models/site.ts'
import { sensor } from './sensor.ts'

const site = {
  assets: [
    sensor('gas-1', { subdistrict: 0, feature: 7 }),
    sensor('gas-2', { subdistrict: 1 }),
    sensor('gas-3', { subdistrict: 1, feature: 7, place: [50, 0, 50] }),
  ],
  places: [],
  plots: [
    {
      key: 'hrtrmtsd',
      ring: [
        [40, 60],
        [60, 60],
        [60, 40],
        [40, 40],
      ],
    },
  ],
} as unknown as Site

test('an incident holds everything, a part of the complex, or what is selected', () => {
  expect(scopeAssets('all', null, site)).toBeNull()
  expect(scopeAssets('area:1', null, site)).toEqual(['gas-2', 'gas-3'])
  expect(scopeAssets('selected', { type: 'asset', index: 1 }, site)).toEqual(['gas-2'])
  expect(scopeAssets('selected', { type: 'feature', id: 7 }, site)).toEqual(['gas-1', 'gas-3'])
  expect(scopeAssets('selected', { type: 'plot', id: 'hrtrmtsd' }, site)).toEqual(['gas-3'])
  expect(scopeAssets('selected', { type: 'plot', id: 'pbbgdvmf' }, site)).toEqual([])
  expect(scopeAssets('selected', null, site)).toEqual([])
})
