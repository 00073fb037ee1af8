import {
  Cartesian2,
  Cartesian3,
  CesiumWidget,
  Math as CM,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  HeadingPitchRange,
  PerInstanceColorAppearance,
  PolygonGeometry,
  PolygonHierarchy,
  Primitive,
} from '@cesium/engine'
import { BASE, BG, camera, FOV, H, loadGeoJSON, timings, W } from './common.js'

const css = document.createElement('style')
css.textContent =
  '.cesium-widget,.cesium-widget canvas{width:100%;height:100%;display:block}.cesium-widget-credits{display:none}'
document.head.append(css) // the library's stylesheet, in short
const el = document.createElement('div')
el.style.cssText = `width:${W}px;height:${H}px`
document.body.append(el)
const widget = new CesiumWidget(el, {
  baseLayer: false,
  globe: false,
  skyBox: false,
  skyAtmosphere: false,
  useDefaultRenderLoop: false,
  orderIndependentTranslucency: false,
  msaaSamples: 1,
  scene3DOnly: true,
  contextOptions: { webgl: { antialias: false } },
})
const { scene } = widget
if (scene.sun) scene.sun.show = false
if (scene.moon) scene.moon.show = false
scene.backgroundColor = Color.fromBytes(...BG)
scene.fog.enabled = false
widget.resize()
scene.camera.frustum.fov = 2 * Math.atan(Math.tan((FOV * Math.PI) / 360) * (W / H))
const prims = [],
  where = new Map()
function look(t) {
  const c = camera(t)
  scene.camera.lookAt(
    Cartesian3.fromDegrees(...c.center, 0),
    new HeadingPitchRange(CM.toRadians(c.bearing), CM.toRadians(c.pitch - 90), c.distance),
  )
}
const frame = t => {
  look(t)
  scene.render()
}
async function start() {
  const g = await loadGeoJSON()
  const a = performance.now()
  const base = ColorGeometryInstanceAttribute.fromColor(Color.fromBytes(...BASE))
  for (let i = 0; i < g.features.length; i += 5000) {
    const prim = new Primitive({
      geometryInstances: g.features.slice(i, i + 5000).map(
        f =>
          new GeometryInstance({
            id: f.id,
            attributes: { color: base },
            geometry: new PolygonGeometry({
              polygonHierarchy: new PolygonHierarchy(
                Cartesian3.fromDegreesArray(f.geometry.coordinates[0].flat()),
              ),
              height: 0,
              extrudedHeight: f.properties.height,
              vertexFormat: PerInstanceColorAppearance.VERTEX_FORMAT,
              closeBottom: false,
            }),
          }),
      ),
      appearance: new PerInstanceColorAppearance({ translucent: false, closed: true }),
      asynchronous: true,
    })
    for (let k = i; k < Math.min(i + 5000, g.features.length); k++) where.set(g.features[k].id, prim)
    prims.push(scene.primitives.add(prim))
  }
  while (!prims.every(p => p.ready)) {
    frame(0)
    await new Promise(r => setTimeout(r, 4))
  }
  timings.buildMs = performance.now() - a
}
const cache = new Map()
window.bench = {
  timings,
  ready: start(),
  frame,
  recolour(ids, rgb) {
    for (let i = 0; i < ids.length; i++) {
      let at = cache.get(ids[i])
      if (!at) cache.set(ids[i], (at = where.get(ids[i]).getGeometryInstanceAttributes(ids[i])))
      at.color = new Uint8Array([rgb[i * 3], rgb[i * 3 + 1], rgb[i * 3 + 2], 255])
    }
  },
  pick(x, y) {
    return scene.pick(new Cartesian2(x + 0.5, y + 0.5))?.id
  },
}
