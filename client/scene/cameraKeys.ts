import type { MapCamera } from '../gpu/MapCamera.ts'

const STEP = 0.12
const TURN = Math.PI / 16

/** What each key does. */
const KEYS: Readonly<Record<string, (camera: MapCamera) => void>> = {
  ArrowUp: camera => camera.pan(0, STEP),
  ArrowDown: camera => camera.pan(0, -STEP),
  ArrowLeft: camera => camera.pan(-STEP, 0),
  ArrowRight: camera => camera.pan(STEP, 0),
  KeyW: camera => camera.pan(0, STEP),
  KeyS: camera => camera.pan(0, -STEP),
  KeyA: camera => camera.pan(-STEP, 0),
  KeyD: camera => camera.pan(STEP, 0),
  KeyQ: camera => camera.turn(-TURN, 0),
  KeyE: camera => camera.turn(TURN, 0),
  PageUp: camera => camera.turn(0, -TURN / 2),
  PageDown: camera => camera.turn(0, TURN / 2),
  Equal: camera => camera.zoom(0.8),
  NumpadAdd: camera => camera.zoom(0.8),
  Minus: camera => camera.zoom(1.25),
  NumpadSubtract: camera => camera.zoom(1.25),
  KeyR: camera => camera.northUp(),
}

/** Lets keys move the camera while neither a panel nor a field has the focus. The result stops it. */
export function cameraKeys(canvas: HTMLCanvasElement, camera: MapCamera, moved: () => void): () => void {
  const press = (event: KeyboardEvent) => {
    const focus = document.activeElement
    if (focus && !focus.contains(canvas)) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const act = KEYS[event.code]
    if (!act) return
    event.preventDefault()
    act(camera)
    moved()
  }
  addEventListener('keydown', press)
  return () => removeEventListener('keydown', press)
}
