// Hand-written three.js: one merged BufferGeometry, colour looked up by feature id in a data texture.
import * as THREE from 'three'
import { PickGrid, pixelRay } from '../lib/pick.mjs'
import { BASE, camera, env, eye, FOV, loadGeoJSON, local, timings } from './common.js'
import { counts, extrude } from './extrude.js'
import { stage } from './three-common.js'

const s = stage()
const TW = 1024,
  TH = Math.ceil(env.n / TW),
  state = new Uint8Array(TW * TH * 4)
for (let i = 0; i < TW * TH; i++) state.set([...BASE, 255], i * 4)
const tex = new THREE.DataTexture(state, TW, TH)
tex.needsUpdate = true
let grid,
  buildings,
  now = 0
async function start() {
  buildings = local(await loadGeoJSON())
  const a = performance.now()
  let nv = 0,
    ni = 0
  for (const b of buildings) {
    const c = counts(b.ring)
    nv += c.v
    ni += c.i
  }
  const pos = new Float32Array(nv * 3),
    nor = new Int8Array(nv * 3),
    fid = new Uint32Array(nv),
    idx = new Uint32Array(ni)
  let v = 0,
    i = 0
  for (const b of buildings) {
    const r = extrude(b, pos, nor, idx, v, i)
    fid.fill(b.id, v, v + r.v)
    v += r.v
    i = r.i
  }
  const g = new THREE.BufferGeometry()
  g.setAttribute('position', new THREE.BufferAttribute(pos, 3))
  g.setAttribute('normal', new THREE.BufferAttribute(nor, 3, true))
  const f = new THREE.BufferAttribute(fid, 1)
  f.gpuType = THREE.IntType
  g.setAttribute('fid', f)
  g.setIndex(new THREE.BufferAttribute(idx, 1))
  const m = new THREE.MeshLambertMaterial({ vertexColors: false })
  m.onBeforeCompile = sh => {
    sh.uniforms.stateTex = { value: tex }
    sh.vertexShader = sh.vertexShader
      .replace(
        '#include <common>',
        '#include <common>\nin uint fid; uniform sampler2D stateTex; flat out vec3 vState;',
      )
      .replace(
        '#include <begin_vertex>',
        `#include <begin_vertex>\nvState = texelFetch(stateTex, ivec2(int(fid) % ${TW}, int(fid) / ${TW}), 0).rgb;`,
      )
    sh.fragmentShader = sh.fragmentShader
      .replace('#include <common>', '#include <common>\nflat in vec3 vState;')
      .replace('#include <color_fragment>', 'diffuseColor.rgb = vState;')
  }
  const mesh = new THREE.Mesh(g, m)
  mesh.frustumCulled = false
  s.scene.add(mesh)
  timings.buildMs = performance.now() - a
}
window.bench = {
  timings,
  ready: start(),
  frame(t) {
    now = t
    s.frame(t)
  },
  recolour(ids, rgb) {
    for (let i = 0; i < ids.length; i++) state.set(rgb.subarray(i * 3, i * 3 + 3), ids[i] * 4)
    tex.needsUpdate = true
  },
  pick(x, y) {
    grid ??= new PickGrid(buildings)
    const e = eye(camera(now))
    return grid.pick(e, pixelRay(e, FOV, x, y))
  },
}
