import { useThree } from '@react-three/fiber'
import { useEffect, useState } from 'react'
import { type GroundClasses, GroundTexture, loadGround } from '../gpu/GroundTexture.ts'
import type { WorldUniforms } from '../gpu/WorldUniforms.ts'
import type { LoadedWorld } from '../live/world.ts'
import type { Look } from '../look.ts'
import { here } from '../state/base.ts'
import { useView } from '../state/view.ts'
import { busy } from './probe.ts'

interface GroundProps {
  readonly uniforms: WorldUniforms
  readonly look: Look
  readonly loaded: LoadedWorld
}

/** The colours of the ground, painted once for every look. */
export function Ground({ uniforms, look, loaded }: GroundProps) {
  const invalidate = useThree(state => state.invalidate)
  const [classes, setClasses] = useState<GroundClasses | null>(null)
  const [texture, setTexture] = useState<GroundTexture | null>(null)

  useEffect(() => {
    let gone = false
    const done = busy('ground')
    loadGround(here('/world/ground.png'))
      .then(read => gone || setClasses(read))
      .catch((error: unknown) => console.error(error))
      .finally(done)
    return () => {
      gone = true
      done()
    }
  }, [])

  useEffect(() => {
    if (!classes) return
    const { bounds } = loaded.site
    const made = new GroundTexture(classes, bounds, loaded.heights)
    const { shared } = uniforms
    shared.uGround.value = made.texture
    shared.uGroundFrame.value.set(
      bounds[0],
      bounds[1],
      1 / (bounds[2] - bounds[0]),
      1 / (bounds[3] - bounds[1]),
    )
    setTexture(made)
    return () => {
      shared.uGround.value = null
      setTexture(null)
      made.dispose()
    }
  }, [classes, loaded, uniforms])

  const software = useView(view => view.tier === 'software')
  useEffect(() => {
    if (texture) texture.sharpness = software ? 1 : 4
  }, [texture, software])

  useEffect(() => {
    texture?.paint(look)
    invalidate()
  }, [texture, look, invalidate])
  return null
}
