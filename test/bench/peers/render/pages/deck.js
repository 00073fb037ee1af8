import { Deck, MapView } from '@deck.gl/core'
import { GeoJsonLayer } from '@deck.gl/layers'
import { BASE, camera, env, H, loadGeoJSON, makeCanvas, timings, W, zoomFor } from './common.js'

const canvas = makeCanvas()
canvas.style.cssText = `width:${W}px;height:${H}px;position:relative`
canvas.id = 'deck'
document.body.style.background = '#101820'
const view = t => {
  const c = camera(t)
  return {
    longitude: c.center[0],
    latitude: c.center[1],
    zoom: zoomFor(c),
    bearing: c.bearing,
    pitch: c.pitch,
    maxPitch: 85,
  }
}
const colours = new Uint8Array(env.n * 3)
for (let i = 0; i < env.n; i++) colours.set(BASE, i * 3)
let version = 0,
  data,
  deck
const layer = () =>
  new GeoJsonLayer({
    id: 'b',
    data,
    extruded: true,
    stroked: false,
    pickable: true,
    getElevation: f => f.properties.height,
    getFillColor: f => [colours[f.id * 3], colours[f.id * 3 + 1], colours[f.id * 3 + 2]],
    updateTriggers: { getFillColor: version },
  })
async function start() {
  data = await loadGeoJSON()
  const a = performance.now()
  await new Promise((done, fail) => {
    deck = new Deck({
      canvas,
      width: W,
      height: H,
      views: new MapView({}),
      viewState: view(0),
      controller: false,
      useDevicePixels: 1,
      layers: [layer()],
      deviceProps: { webgl: { antialias: false } },
      onError: fail,
      onAfterRender: () => {
        if (deck.props.layers[0].isLoaded) done()
      },
    })
  })
  timings.buildMs = performance.now() - a
}
window.bench = {
  timings,
  ready: start(),
  frame(t) {
    deck.setProps({ viewState: view(t) })
    deck.redraw('bench')
  },
  recolour(ids, rgb) {
    for (let i = 0; i < ids.length; i++) colours.set(rgb.subarray(i * 3, i * 3 + 3), ids[i] * 3)
    version++
    deck.setProps({ layers: [layer()] })
    deck.layerManager.updateLayers() /* what its next animation frame would do */
  },
  pick(x, y) {
    return deck.pickObject({ x: x + 0.5, y: y + 0.5 })?.object?.id
  },
}
