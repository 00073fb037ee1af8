// Shared, deterministic facts about the scene: used by Node (generator, ground truth) and by the pages.
export const BBOX = { w: 128.58, s: 35.16, e: 128.73, n: 35.26 }
export const CENTER = [(BBOX.w + BBOX.e) / 2, (BBOX.s + BBOX.n) / 2]
const RAD = Math.PI / 180
const EARTH = 6378137
export const MX = EARTH * RAD * Math.cos(CENTER[1] * RAD) // metres per degree of longitude at the centre
export const MY = EARTH * RAD
export const FULL_W = (BBOX.e - BBOX.w) * MX
export const FULL_H = (BBOX.n - BBOX.s) * MY
export const FOV = (2 * Math.atan(1 / 3)) / RAD // 36.87 deg vertical: MapLibre's and deck.gl's default
export const BASE = [180, 190, 200] // building colour
export const BG = [16, 24, 32] // clear colour

/** Area used for n buildings: constant density (1,520 m2 per building) until the bbox is full. */
export function extent(n) {
  const k = Math.sqrt(Math.min(1, (n * 1520) / (FULL_W * FULL_H)))
  const w = FULL_W * k,
    h = FULL_H * k
  return { w, h, radius: Math.hypot(w, h) / 2 }
}

/** t in [0,1): overview orbit, every building in view. t in [1,2): close orbit over the centre. */
export function cameraAt(t, n) {
  const { radius } = extent(n)
  const close = t >= 1
  const f = t - Math.floor(t)
  return {
    center: CENTER,
    bearing: f * 360, // degrees clockwise from north, direction the camera looks
    pitch: close ? 60 : 55, // degrees from straight down
    distance: close ? 900 : 2.6 * radius, // metres from camera to centre
    fov: FOV,
  }
}
/** Web-Mercator zoom (512 px tiles) that gives this distance on a canvas `height` px high. */
export function zoomFor(cam, height = 720) {
  const px = (0.5 * height) / Math.tan((cam.fov * RAD) / 2)
  return Math.log2((2 * Math.PI * EARTH * Math.cos(cam.center[1] * RAD) * px) / (512 * cam.distance))
}
export const toXY = (lng, lat) => [(lng - CENTER[0]) * MX, (lat - CENTER[1]) * MY]
export const toLngLat = (x, y) => [CENTER[0] + x / MX, CENTER[1] + y / MY]
/** Camera position and target in local east-north-up metres. */
export function eye(cam) {
  const p = cam.pitch * RAD,
    b = cam.bearing * RAD,
    h = Math.sin(p) * cam.distance
  return [-Math.sin(b) * h, -Math.cos(b) * h, Math.cos(p) * cam.distance]
}
export function mulberry32(a) {
  return () => {
    a |= 0
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
