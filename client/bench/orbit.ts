/** The stretch of ground the harness fills with buildings: 1,520 m² each in a box of Changwon's longitudes and latitudes. */
const METRES_A_DEGREE = (6_378_137 * Math.PI) / 180
const WIDTH = 0.15 * METRES_A_DEGREE * Math.cos((35.21 * Math.PI) / 180)
const DEPTH = 0.1 * METRES_A_DEGREE
const GROUND_EACH = 1_520
const CLOSE = 900

/** Vertical field of view of the harness's camera, degrees. */
export const FIELD_OF_VIEW = (2 * Math.atan(1 / 3) * 180) / Math.PI

/** Where the harness's camera stands at `t` for n buildings, looking at the origin: metres east, up, south. [0, 1) sees everything, [1, 2) is close. */
export function eyeAt(t: number, n: number): [x: number, y: number, z: number] {
  const share = Math.sqrt(Math.min(1, (n * GROUND_EACH) / (WIDTH * DEPTH)))
  const close = t >= 1
  const distance = close ? CLOSE : 1.3 * share * Math.hypot(WIDTH, DEPTH)
  const pitch = ((close ? 60 : 55) * Math.PI) / 180
  const bearing = (t - Math.floor(t)) * 2 * Math.PI
  const out = Math.sin(pitch) * distance
  return [-Math.sin(bearing) * out, Math.cos(pitch) * distance, Math.cos(bearing) * out]
}
