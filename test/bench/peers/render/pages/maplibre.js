import { Map as MapView, setWorkerUrl } from 'maplibre-gl'
import { BASE, BG, camera, env, H, timings, W, zoomFor } from './common.js'

setWorkerUrl('/dist/vendor/maplibre-gl-worker.mjs')
const css = c => `rgb(${c.join(',')})`
const el = document.createElement('div')
el.style.cssText = `width:${W}px;height:${H}px`
document.body.append(el)
const view = t => {
  const c = camera(t)
  return { center: c.center, zoom: zoomFor(c), bearing: c.bearing, pitch: c.pitch }
}
const simplify = new URLSearchParams(location.search).has('simplify') // ?simplify: MapLibre's default, which drops small buildings
const t0 = performance.now()
const map = new MapView({
  container: el,
  ...view(0),
  interactive: false,
  attributionControl: false,
  fadeDuration: 0,
  pixelRatio: 1,
  maxPitch: 85,
  canvasContextAttributes: { antialias: false },
  style: {
    version: 8,
    sources: { b: { type: 'geojson', data: env.dataUrl, ...(simplify ? {} : { tolerance: 0 }) } },
    layers: [
      { id: 'bg', type: 'background', paint: { 'background-color': css(BG) } },
      {
        id: 'b',
        type: 'fill-extrusion',
        source: 'b',
        paint: {
          'fill-extrusion-height': ['get', 'height'],
          'fill-extrusion-color': ['to-color', ['feature-state', 'c'], css(BASE)],
        },
      },
    ],
  },
})
const idle = () => new Promise(r => map.once('idle', r))
window.bench = {
  timings,
  ready: idle().then(() => {
    timings.buildMs = performance.now() - t0
  }),
  frame(t) {
    map.jumpTo(view(t))
    map.redraw()
  },
  settle() {
    const p = idle()
    map.triggerRepaint()
    return p
  },
  recolour(ids, rgb) {
    for (let i = 0; i < ids.length; i++)
      map.setFeatureState(
        { source: 'b', id: ids[i] },
        { c: `rgb(${rgb[i * 3]},${rgb[i * 3 + 1]},${rgb[i * 3 + 2]})` },
      )
  },
  pick(x, y) {
    return map.queryRenderedFeatures([x + 0.5, y + 0.5])[0]?.id
  },
}
