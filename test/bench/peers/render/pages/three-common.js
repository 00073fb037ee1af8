import * as THREE from 'three'
import { BG, camera, eye, FOV, H, makeCanvas, W } from './common.js'
export function stage() {
  const canvas = makeCanvas()
  const renderer = new THREE.WebGLRenderer({ canvas, antialias: false })
  renderer.setPixelRatio(1)
  renderer.setSize(W, H, false)
  renderer.outputColorSpace = THREE.LinearSRGBColorSpace
  const scene = new THREE.Scene()
  scene.background = new THREE.Color(BG[0] / 255, BG[1] / 255, BG[2] / 255)
  lights(scene)
  const cam = new THREE.PerspectiveCamera(FOV, W / H, 10, 60000)
  cam.up.set(0, 0, 1)
  const frame = t => {
    place(cam, t)
    renderer.render(scene, cam)
  }
  return { renderer, scene, cam, frame }
}
export function lights(scene) {
  scene.add(new THREE.AmbientLight(0xffffff, 1.6))
  const d = new THREE.DirectionalLight(0xffffff, 1.8)
  d.position.set(-0.5, -0.3, 0.8)
  scene.add(d)
}
export function place(cam, t) {
  const e = eye(camera(t))
  cam.position.set(e[0], e[1], e[2])
  cam.lookAt(0, 0, 0)
  cam.updateMatrixWorld()
}
export function rayAt(cam, x, y) {
  const r = new THREE.Raycaster()
  r.setFromCamera(new THREE.Vector2(((x + 0.5) / W) * 2 - 1, 1 - ((y + 0.5) / H) * 2), cam)
  return r
}
