import { expect, test } from 'vitest'
import { kinds } from '../../models/kinds.ts'
import { numberPoints } from '../../models/points.ts'
import { ROLES } from '../../models/role.ts'
import type { Place } from '../../models/site.ts'
import {
  audienceOf,
  isMasked,
  maskSite,
  RESTRICTED,
  restrictedAssets,
  restrictedPoints,
} from '../../models/visibility.ts'
import { asset, smallSite } from '../server/fixture.ts'

const defence = (more: Partial<Place> = {}): Place => ({
  id: 's012',
  name: { ko: '2사업장', en: 'Site 2' },
  category: 'plant',
  place: [1000, 0, 1000],
  feature: 55,
  provenance: 'surveyed',
  source: 'test',
  rank: 0,
  ...more,
})

const site = {
  ...smallSite([
    asset('solar', { id: 'solar-1' }),
    asset('camera', { id: 'camera-7', name: { ko: '정문 카메라', en: 'Gate camera' }, place: [5, 6, 7] }),
    asset('gasSensor', { id: 'gas-far' }),
    asset('gasSensor', { id: 'gas-near', place: [1100, 3, 1100] }),
    asset('factory', { id: 'factory-by-feature', feature: 55 }),
    asset('parking', { id: 'parking-near', place: [1000, 0, 1000] }),
    asset('grid', { id: 'feeder', ends: ['solar-1', 'factory-by-feature'] }),
    asset('hydrogen', { id: 'h2-liquid-plant' }),
  ]),
  places: [defence()],
}

test('cameras, what protects or shows production on defence ground, and the hydrogen store are restricted', () => {
  expect([...restrictedAssets(site)]).toEqual([0, 1, 0, 1, 1, 0, 0, 1])
})

test('the ground of a place follows its area', () => {
  const at = (area: number) => restrictedAssets({ ...site, places: [defence({ area })] })[3]
  expect([at(10_000), at(100_000)]).toEqual([0, 1])
})

test('the public site numbers its points like the real one and tells nothing of what is masked', () => {
  const masked = maskSite(site, restrictedAssets(site))
  const [real, shown] = [numberPoints(site.assets), numberPoints(masked.assets)]
  expect([...shown.first]).toEqual([...real.first])
  expect([...shown.topic]).toEqual([...real.topic])
  const text = JSON.stringify(masked)
  for (const secret of ['camera-7', '정문', 'Gate', 'gas-near', 'factory-by-feature', 'h2-liquid', '1100'])
    expect(text, secret).not.toContain(secret)
  expect(masked.assets.filter(isMasked).length).toBe(4)
  expect(masked.assets[0]).toBe(site.assets[0])
  expect(masked.assets[6]?.ends).toEqual(['solar-1', 'restricted-4'])
  expect(site.assets.some(isMasked)).toBe(false)
})

test('a masked asset takes its parts along, so that stalls are counted alike', () => {
  const lot = smallSite([asset('parking', { parts: 9 }), asset('solar')])
  const masked = maskSite(lot, Uint8Array.of(1, 0))
  expect(numberPoints(masked.assets).count).toBe(numberPoints(lot.assets).count)
})

test('a point is restricted with its asset', () => {
  const points = numberPoints(site.assets)
  const hidden = restrictedPoints(points, restrictedAssets(site))
  expect(hidden[points.find('camera-7', kinds.camera.lead)]).toBe(1)
  expect(hidden[points.find('solar-1', kinds.solar.lead)]).toBe(0)
})

test('who logs in to operate sees all, everyone else the public part; each rule says why', () => {
  expect(ROLES.filter(role => audienceOf(role) === 'staff')).toEqual(['operator', 'engineer', 'admin'])
  for (const { reason } of RESTRICTED) expect(reason.length).toBeGreaterThan(20)
})
