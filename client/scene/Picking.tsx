import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { Raycaster, Vector2 } from 'three'
import type { HeightField } from '../../geodata/world.ts'
import { pickNearest } from '../gpu/pickers.ts'
import { rayGround } from '../gpu/rayGround.ts'
import { useSelection } from '../state/selection.ts'
import { useView } from '../state/view.ts'
import { flyNear } from './flyNear.ts'
import { probe } from './probe.ts'

/** CSS pixels and milliseconds within which a press is a click. */
const STILL = 5
const SHORT = 600
/** Milliseconds between two looks at what is under the pointer. */
const HOVER = 120

const caster = new Raycaster()
const screen = new Vector2()

/** Clicks select the nearest thing under the pointer; a double click flies to it. */
export function Picking({ heights }: { heights: HeightField }) {
  const gl = useThree(state => state.gl)
  const camera = useThree(state => state.camera)
  useEffect(() => {
    const canvas = gl.domElement
    let down: PointerEvent | null = null
    let hoveredAt = 0

    const aim = (event: MouseEvent) => {
      const box = canvas.getBoundingClientRect()
      screen.set(
        ((event.clientX - box.left) / box.width) * 2 - 1,
        1 - ((event.clientY - box.top) / box.height) * 2,
      )
      caster.setFromCamera(screen, camera)
      return caster.ray
    }
    const press = (event: PointerEvent) => {
      down = event.isPrimary && event.button === 0 ? event : null
    }
    const release = (event: PointerEvent) => {
      const from = down
      down = null
      if (!from || event.timeStamp - from.timeStamp > SHORT) return
      if (Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL) return
      const begun = performance.now()
      useSelection.getState().select(pickNearest(aim(event))?.target ?? null)
      probe.answer = performance.now() - begun
    }
    const hover = (event: PointerEvent) => {
      if (event.buttons || event.timeStamp - hoveredAt < HOVER || useView.getState().tier === 'software')
        return
      hoveredAt = event.timeStamp
      canvas.style.cursor = pickNearest(aim(event)) ? 'pointer' : 'grab'
    }
    const approach = (event: MouseEvent) => {
      const ray = aim(event)
      const distance = pickNearest(ray)?.distance ?? rayGround(ray, heights)
      if (Number.isFinite(distance)) flyNear(ray, distance)
    }
    canvas.addEventListener('pointerdown', press)
    canvas.addEventListener('pointerup', release)
    canvas.addEventListener('pointermove', hover)
    canvas.addEventListener('dblclick', approach)
    return () => {
      canvas.removeEventListener('pointerdown', press)
      canvas.removeEventListener('pointerup', release)
      canvas.removeEventListener('pointermove', hover)
      canvas.removeEventListener('dblclick', approach)
    }
  }, [gl, camera, heights])
  return null
}
