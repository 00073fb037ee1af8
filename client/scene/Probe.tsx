import { addAfterEffect, addEffect, useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { Vector3 } from 'three'
import { probe } from './probe.ts'

const point = new Vector3()

/** Keeps `window.twinProbe` true. */
export function Probe() {
  const gl = useThree(state => state.gl)
  const camera = useThree(state => state.camera)
  useEffect(() => {
    Object.assign(window, { twinProbe: probe })
    let drawn = -1
    let begun = 0
    const stopBefore = addEffect(() => {
      begun = performance.now()
    })
    const stopAfter = addAfterEffect(() => {
      const { frame, calls, triangles } = gl.info.render
      if (frame === drawn) return
      drawn = frame
      probe.frame++
      probe.drawCalls = calls
      probe.triangles = triangles
      probe.script = performance.now() - begun
    })
    probe.project = at => {
      point.set(...at).project(camera)
      if (Math.abs(point.x) > 1 || Math.abs(point.y) > 1 || point.z > 1) return null
      const box = gl.domElement.getBoundingClientRect()
      return [box.left + ((point.x + 1) / 2) * box.width, box.top + ((1 - point.y) / 2) * box.height]
    }
    return () => {
      stopBefore()
      stopAfter()
      probe.ready = false
      probe.project = () => null
    }
  }, [gl, camera])
  return null
}
