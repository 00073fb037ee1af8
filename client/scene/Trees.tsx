import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useState } from 'react'
import { decodeTrees } from '../../geodata/trees.ts'
import { TreeField } from '../gpu/TreeField.ts'
import { TIER_SETTINGS } from '../gpu/tiers.ts'
import type { WorldUniforms } from '../gpu/WorldUniforms.ts'
import type { Look } from '../look.ts'
import { here } from '../state/base.ts'
import { useDraws, useView } from '../state/view.ts'
import { busy } from './probe.ts'

/** The trees around the camera, as many as the tier affords. */
export function Trees({ uniforms, look }: { uniforms: WorldUniforms; look: Look }) {
  const invalidate = useThree(state => state.invalidate)
  const camera = useThree(state => state.camera)
  const visible = useDraws('trees')
  const { trees, treeReach } = TIER_SETTINGS[useView(view => view.tier)]
  const [field, setField] = useState<TreeField | null>(null)

  useEffect(() => {
    const stop = new AbortController()
    const done = busy('trees')
    let made: TreeField | null = null
    fetch(here('/world/trees.bin'), { signal: stop.signal })
      .then(response => response.arrayBuffer())
      .then(buffer => {
        if (stop.signal.aborted) return
        made = new TreeField(decodeTrees(buffer), uniforms)
        setField(made)
      })
      .catch((error: unknown) => stop.signal.aborted || console.error(error))
      .finally(done)
    return () => {
      stop.abort()
      setField(null)
      made?.dispose()
    }
  }, [uniforms])

  useEffect(() => {
    field?.paint(look)
    invalidate()
  }, [field, look, invalidate])

  useEffect(() => invalidate(), [visible, trees, invalidate])

  useFrame(() => {
    if (visible) field?.follow(camera.position, trees, treeReach)
  })
  return field && <primitive object={field} visible={visible} />
}
