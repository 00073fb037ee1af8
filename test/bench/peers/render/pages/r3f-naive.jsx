// What most tutorials do: one <mesh> with its own ExtrudeGeometry and material per building, colour as a prop.

import { Canvas, useThree } from '@react-three/fiber'
import { memo, useEffect, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import * as THREE from 'three'
import { BASE, BG, FOV, H, loadGeoJSON, local, timings, W } from './common.js'
import { place, rayAt } from './three-common.js'

const hex = (r, g, b) => `rgb(${r},${g},${b})`
const Building = memo(function Building({ b, colour }) {
  const args = useMemo(
    () => [
      new THREE.Shape(b.ring.map(([x, y]) => new THREE.Vector2(x, y))),
      { depth: b.height, bevelEnabled: false },
    ],
    [b],
  )
  return (
    <mesh userData={b}>
      <extrudeGeometry args={args} />
      <meshLambertMaterial color={colour} />
    </mesh>
  )
})
const base = hex(...BASE)
let api, three, committed, mounted
const isMounted = new Promise(r => {
  mounted = r
})
function City({ buildings }) {
  const [colours, setColours] = useState({})
  three = useThree()
  api = { setColours }
  useEffect(() => {
    mounted()
  }, [])
  useEffect(() => {
    committed?.()
  })
  return buildings.map(b => <Building key={b.id} b={b} colour={colours[b.id] ?? base} />)
}
async function start() {
  const buildings = local(await loadGeoJSON())
  const a = performance.now()
  const el = document.createElement('div')
  el.style.cssText = `width:${W}px;height:${H}px`
  document.body.append(el)
  createRoot(el).render(
    <Canvas
      frameloop="never"
      dpr={1}
      flat
      linear
      gl={{ antialias: false }}
      camera={{ fov: FOV, near: 10, far: 60000, up: [0, 0, 1] }}
    >
      <color attach="background" args={[BG[0] / 255, BG[1] / 255, BG[2] / 255]} />
      <ambientLight intensity={1.6} />
      <directionalLight position={[-0.5, -0.3, 0.8]} intensity={1.8} />
      <City buildings={buildings} />
    </Canvas>,
  )
  await isMounted
  timings.buildMs = performance.now() - a
}
window.bench = {
  timings,
  ready: start(),
  frame(t) {
    place(three.camera, t)
    three.advance(performance.now())
  },
  recolour(ids, rgb) {
    return new Promise(done => {
      committed = () => {
        committed = null
        done()
      }
      api.setColours(old => {
        const c = { ...old }
        for (let i = 0; i < ids.length; i++) c[ids[i]] = hex(rgb[i * 3], rgb[i * 3 + 1], rgb[i * 3 + 2])
        return c
      })
    })
  },
  pick(x, y) {
    return rayAt(three.camera, x, y).intersectObjects(three.scene.children)[0]?.object.userData.id
  },
}
