import type { LonLat } from '../units.ts'

/** Cell of the 5-km forecast grid of the Korea Meteorological Administration. */
export interface KmaCell {
  readonly nx: number
  readonly ny: number
}

const RAD = Math.PI / 180
/** KMA's DFS grid: Lambert conformal, sphere of 6371.00877 km, 5 km, parallels 30 and 60, origin 126 E 38 N at (43, 136). */
const RADIUS = 6371.00877 / 5
const N = Math.log(Math.cos(30 * RAD) / Math.cos(60 * RAD)) / Math.log(half(60) / half(30))
const F = (half(30) ** N * Math.cos(30 * RAD)) / N
const R0 = (RADIUS * F) / half(38) ** N

/** Cells of the grid the agency publishes: nx 1 to 149, ny 1 to 253. */
export const KMA_EXTENT = { nx: 149, ny: 253 } as const

/** True for a whole cell inside the published grid; a forecast exists only there. */
export function inKmaGrid({ nx, ny }: KmaCell): boolean {
  const whole = Number.isInteger(nx) && Number.isInteger(ny)
  return whole && nx >= 1 && nx <= KMA_EXTENT.nx && ny >= 1 && ny <= KMA_EXTENT.ny
}

/** Cell of a place; NaN for a coordinate that is no number or a pole. A cell outside the published grid is given as it falls: ask inKmaGrid. */
export function kmaCell([lon, lat]: LonLat): KmaCell {
  if (!(Math.abs(lat) < 90)) return { nx: Number.NaN, ny: Number.NaN }
  const r = (RADIUS * F) / half(lat) ** N
  const theta = N * (((lon - 126 + 540) % 360) - 180) * RAD
  return {
    nx: Math.floor(r * Math.sin(theta) + 43 + 0.5),
    ny: Math.floor(R0 - r * Math.cos(theta) + 136 + 0.5),
  }
}

/** Middle of a cell in WGS84 degrees; NaN for a cell of no number. */
export function kmaCentre({ nx, ny }: KmaCell): LonLat {
  const x = nx - 43
  const y = R0 - ny + 136
  const r = Math.hypot(x, y)
  const lat = 2 * Math.atan(((RADIUS * F) / r) ** (1 / N)) - Math.PI / 2
  return [Math.atan2(x, y) / N / RAD + 126, lat / RAD]
}

function half(latitude: number): number {
  return Math.tan(Math.PI * 0.25 + (latitude * RAD) / 2)
}
