import { expect, test } from 'vitest'
import { BOUNDS, fromCrs, ORIGIN, toGround, toLonLat } from '../../geodata/projection.ts'

/** Metres a degree at latitude φ on WGS84 (Snyder, Map Projections, 1987, eqs. 4-18 to 4-20). */
function metresPerDegree(latitude: number): { lon: number; lat: number } {
  const a = 6_378_137
  const e2 = 0.006_694_379_990_14
  const phi = (latitude * Math.PI) / 180
  const w = Math.sqrt(1 - e2 * Math.sin(phi) ** 2)
  return { lon: ((Math.PI / 180) * a * Math.cos(phi)) / w, lat: ((Math.PI / 180) * a * (1 - e2)) / w ** 3 }
}

test('the origin is zero, and a degree has the length the ellipsoid gives it', () => {
  const [x, z] = toGround(ORIGIN)
  expect(Math.hypot(x, z)).toBeLessThan(1e-6)
  const scale = metresPerDegree(ORIGIN[1])
  expect(toGround([ORIGIN[0] + 0.01, ORIGIN[1]])[0]).toBeCloseTo(scale.lon * 0.01, 1)
  expect(-toGround([ORIGIN[0], ORIGIN[1] + 0.01])[1]).toBeCloseTo(scale.lat * 0.01, 1)
})

test('there and back stays within a millimetre over the whole world', () => {
  const [west, north, east, south] = BOUNDS
  for (const point of [
    [west, north],
    [east, north],
    [west, south],
    [east, south],
  ] as const) {
    const [x, z] = toGround(toLonLat(point))
    expect(Math.hypot(x - point[0], z - point[1])).toBeLessThan(1e-3)
  }
})

test('EPSG:5186 and EPSG:5179 meet at the same place', () => {
  // The false origins by definition: 38 N 127 E is (200000, 600000), 38 N 127.5 E is (1000000, 2000000).
  const [lon, lat] = fromCrs('EPSG:5186', 200_000, 600_000)
  expect(lon).toBeCloseTo(127, 8)
  expect(lat).toBeCloseTo(38, 8)
  const [lon2, lat2] = fromCrs('EPSG:5179', 1_000_000, 2_000_000)
  expect(lon2).toBeCloseTo(127.5, 8)
  expect(lat2).toBeCloseTo(38, 8)
})

test('an unknown system is refused by name', () => {
  expect(() => fromCrs('EPSG:9999', 0, 0)).toThrow(/EPSG:9999.*EPSG:5186/)
})
