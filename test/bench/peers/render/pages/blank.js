// The harness's own floor: a WebGL2 context that only clears. Nothing to recolour or pick.
import { makeCanvas, timings } from './common.js'

const gl = makeCanvas().getContext('webgl2', { alpha: false })
gl.clearColor(16 / 255, 24 / 255, 32 / 255, 1)
window.bench = {
  timings,
  ready: Promise.resolve(),
  frame() {
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
  },
  recolour() {},
  pick() {
    return null
  },
}
