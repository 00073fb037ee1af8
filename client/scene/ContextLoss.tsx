import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'

/** Milliseconds the driver gets to bring the context back by itself. */
const PATIENCE = 1_500
/** Milliseconds after which the page is loaded anew, because the picture did not come back. */
const LAST = 8_000

/** Bring the picture back after the graphics driver has dropped it: wait, ask for the context, then load the page anew. */
export function ContextLoss() {
  const gl = useThree(state => state.gl)
  const invalidate = useThree(state => state.invalidate)
  useEffect(() => {
    const canvas = gl.domElement
    let timers: ReturnType<typeof setTimeout>[] = []
    const lost = (event: Event) => {
      event.preventDefault()
      timers = [
        setTimeout(() => gl.forceContextRestore(), PATIENCE),
        setTimeout(() => location.reload(), LAST),
      ]
    }
    const restored = () => {
      for (const timer of timers) clearTimeout(timer)
      invalidate()
    }
    canvas.addEventListener('webglcontextlost', lost)
    canvas.addEventListener('webglcontextrestored', restored)
    return () => {
      canvas.removeEventListener('webglcontextlost', lost)
      canvas.removeEventListener('webglcontextrestored', restored)
      for (const timer of timers) clearTimeout(timer)
    }
  }, [gl, invalidate])
  return null
}
