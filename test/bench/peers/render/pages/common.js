import { BASE, BG, CENTER, cameraAt, extent, eye, FOV, toXY, zoomFor } from '../lib/scene.mjs'

export { BASE, BG, CENTER, extent, eye, FOV, toXY, zoomFor }
export const env = window.benchEnv // { n, dataUrl, binUrl } injected by run.mjs
export const camera = t => cameraAt(t, env.n)
export const W = 1280,
  H = 720
export const timings = {}
export async function loadGeoJSON() {
  const a = performance.now()
  const g = await (await fetch(env.dataUrl)).json()
  timings.parseMs = performance.now() - a
  return g
}
export const local = g =>
  g.features.map(f => ({
    id: f.id,
    height: f.properties.height,
    ring: f.geometry.coordinates[0].slice(0, -1).map(([x, y]) => toXY(x, y)),
  }))
export function makeCanvas() {
  const c = document.createElement('canvas')
  c.width = W
  c.height = H
  document.body.append(c)
  return c
}
