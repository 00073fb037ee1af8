import { useFrame, useThree } from '@react-three/fiber'
import { useCallback, useRef } from 'react'
import { Matrix4 } from 'three'

/** Milliseconds between two layouts while the camera moves. */
const REST = 160

/**
 * Lay signs out anew when the camera has moved, a few times a second at most, and at once after the result was called.
 * `lay` runs before a frame is drawn; `isOld` tells that something else than the camera moved.
 */
export function useLayout(lay: (() => void) | null, isOld: () => boolean = never): () => void {
  const camera = useThree(state => state.camera)
  const invalidate = useThree(state => state.invalidate)
  const laid = useRef({ at: 0, view: new Matrix4() })
  useFrame(() => {
    if (!lay) return
    const { at, view } = laid.current
    if (at > 0 && !isOld() && view.equals(camera.matrixWorld)) return
    const now = performance.now()
    if (at > 0 && now - at < REST) {
      setTimeout(invalidate, REST)
      return
    }
    camera.updateMatrixWorld()
    lay()
    laid.current.at = now
    view.copy(camera.matrixWorld)
  })
  return useCallback(() => {
    laid.current.at = 0
    invalidate()
  }, [invalidate])
}

function never(): boolean {
  return false
}
