import type { LonLat } from '../../models/units.ts'

const A = 6_378_137
const E2 = 0.006_694_379_990_14

/** Column-major matrix from east-north-up metres at a place on the WGS84 ellipsoid to earth-centred metres: a tileset's root transform. */
export function enuToEcef([lon, lat]: LonLat, height = 0): number[] {
  const [l, p] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180]
  const [sl, cl, sp, cp] = [Math.sin(l), Math.cos(l), Math.sin(p), Math.cos(p)]
  const n = A / Math.sqrt(1 - E2 * sp * sp)
  const x = (n + height) * cp * cl
  const y = (n + height) * cp * sl
  const z = (n * (1 - E2) + height) * sp
  return [-sl, cl, 0, 0, -sp * cl, -sp * sl, cp, 0, cp * cl, cp * sl, sp, 0, x, y, z, 1]
}
