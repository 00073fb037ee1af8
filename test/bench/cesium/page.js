import {
  Cartesian3,
  Cesium3DTileset,
  Math as CesiumMath,
  CesiumWidget,
  Color,
  HeadingPitchRange,
  JulianDate,
} from '@cesium/engine'

const holder = document.createElement('div')
holder.style.cssText = 'width:1280px;height:720px'
document.body.append(holder)
const widget = new CesiumWidget(holder, {
  baseLayer: false,
  globe: false,
  skyBox: false,
  useDefaultRenderLoop: false,
})
const { scene } = widget
scene.backgroundColor = Color.fromCssColorString('#9db4cc')
widget.clock.currentTime = JulianDate.fromIso8601('2026-05-20T02:00:00Z')

/** Opens the tileset, waits until its view is loaded, and answers what is under the middle of the picture. */
window.show = async (url, [longitude, latitude]) => {
  const tileset = scene.primitives.add(await Cesium3DTileset.fromUrl(url))
  scene.camera.lookAt(
    Cartesian3.fromDegrees(longitude, latitude, 40),
    new HeadingPitchRange(CesiumMath.toRadians(125), CesiumMath.toRadians(-24), 3_000),
  )
  widget.resize()
  for (let i = 0; i < 600 && (!tileset.tilesLoaded || i < 10); i++) {
    scene.render()
    await new Promise(done => setTimeout(done, 30))
  }
  const picked = []
  for (let y = 200; y < 700; y += 20) {
    for (let x = 40; x < 1240; x += 40) {
      const feature = scene.pick({ x, y })
      if (feature?.getProperty)
        picked.push(Object.fromEntries(feature.getPropertyIds().map(id => [id, feature.getProperty(id)])))
    }
  }
  scene.render()
  return { loaded: tileset.tilesLoaded, memory: tileset.totalMemoryUsageInBytes, picked }
}
