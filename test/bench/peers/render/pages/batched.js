// three.js BatchedMesh with its defaults (per-object culling and sorting), one geometry per building.
import * as THREE from 'three'
import { BASE, env, loadGeoJSON, local, timings } from './common.js'
import { counts, extrude } from './extrude.js'
import { rayAt, stage } from './three-common.js'

const s = stage(),
  q = new URLSearchParams(location.search)
let mesh,
  inst,
  back = new Map()
async function start() {
  const buildings = local(await loadGeoJSON())
  const a = performance.now()
  let nv = 0,
    ni = 0
  for (const b of buildings) {
    const c = counts(b.ring)
    nv += c.v
    ni += c.i
  }
  mesh = new THREE.BatchedMesh(buildings.length, nv, ni, new THREE.MeshLambertMaterial())
  if (q.has('nosort')) mesh.sortObjects = false
  inst = new Uint32Array(env.n)
  const base = new THREE.Color(BASE[0] / 255, BASE[1] / 255, BASE[2] / 255)
  for (const b of buildings) {
    const c = counts(b.ring),
      pos = new Float32Array(c.v * 3),
      nor = new Float32Array(c.v * 3),
      idx = new Uint32Array(c.i)
    extrude(b, pos, nor, idx, 0, 0)
    for (let k = 0; k < nor.length; k++) nor[k] /= 127
    const g = new THREE.BufferGeometry()
    g.setAttribute('position', new THREE.BufferAttribute(pos, 3))
    g.setAttribute('normal', new THREE.BufferAttribute(nor, 3))
    g.setIndex(new THREE.BufferAttribute(idx, 1))
    const k = mesh.addInstance(mesh.addGeometry(g))
    inst[b.id] = k
    back.set(k, b.id)
    mesh.setColorAt(k, base)
  }
  s.scene.add(mesh)
  timings.buildMs = performance.now() - a
}
const col = new THREE.Color()
window.bench = {
  timings,
  ready: start(),
  frame: s.frame,
  recolour(ids, rgb) {
    for (let i = 0; i < ids.length; i++) {
      col.setRGB(rgb[i * 3] / 255, rgb[i * 3 + 1] / 255, rgb[i * 3 + 2] / 255)
      mesh.setColorAt(inst[ids[i]], col)
    }
  },
  pick(x, y) {
    const h = rayAt(s.cam, x, y).intersectObject(mesh)[0]
    return h && back.get(h.batchId)
  },
}
