import { useThree } from '@react-three/fiber'
import { useEffect, useState } from 'react'
import { Apron } from '../gpu/Apron.ts'
import { FeatureState } from '../gpu/FeatureState.ts'
import { SkyDome } from '../gpu/SkyDome.ts'
import { SunLight } from '../gpu/SunLight.ts'
import { WorldMaterials } from '../gpu/WorldMaterials.ts'
import { WorldUniforms } from '../gpu/WorldUniforms.ts'
import type { LoadedWorld } from '../live/world.ts'
import { useMode } from '../state/view.ts'
import { Camera } from './Camera.tsx'
import { Daytime } from './Daytime.tsx'
import { Ground } from './Ground.tsx'
import { HiddenFeatures } from './HiddenFeatures.tsx'
import { Overlays } from './Overlays.tsx'
import { Picking } from './Picking.tsx'
import { Probe } from './Probe.tsx'
import { Quality } from './Quality.tsx'
import { Selected } from './Selected.tsx'
import { Tiles } from './Tiles.tsx'
import { Trees } from './Trees.tsx'
import { World3DContext } from './worldContext.ts'

/** What the parts of the world share on the GPU. */
export interface WorldParts {
  readonly features: FeatureState
  readonly uniforms: WorldUniforms
  readonly materials: WorldMaterials
  readonly apron: Apron
  readonly sky: SkyDome
  readonly sun: SunLight
}

/** Everything inside the canvas: ground, buildings, light, camera, and the overlays on them. */
export function World({ loaded }: { readonly loaded: LoadedWorld }) {
  const { look } = useMode()
  // Other eyes load other assets; ground, sky and camera stand on the rest of the first site.
  const [standing] = useState(() => ({ ...loaded, site: { ...loaded.site, assets: [] } }))
  const parts = useParts(standing)
  if (!parts) return null
  return (
    <World3DContext value={{ features: parts.features, look }}>
      <primitive object={parts.sun} />
      <primitive object={parts.sky} />
      <primitive object={parts.apron} />
      <Quality parts={parts} />
      <Daytime parts={parts} look={look} site={standing.site} />
      <Ground uniforms={parts.uniforms} look={look} loaded={standing} />
      <Camera site={standing.site} heights={standing.heights} sun={parts.sun} />
      <Tiles parts={parts} heights={loaded.heights} />
      <Trees uniforms={parts.uniforms} look={look} />
      <Selected uniforms={parts.uniforms} loaded={loaded} />
      <HiddenFeatures parts={parts} loaded={loaded} />
      <Picking heights={loaded.heights} />
      <Overlays />
      <Probe />
    </World3DContext>
  )
}

function useParts(loaded: LoadedWorld): WorldParts | null {
  const invalidate = useThree(state => state.invalidate)
  const [parts, setParts] = useState<WorldParts | null>(null)
  useEffect(() => {
    const features = new FeatureState(loaded.site.features)
    const uniforms = new WorldUniforms(loaded.features, features)
    const materials = new WorldMaterials(uniforms.shared)
    const apron = new Apron(
      loaded.site.bounds,
      loaded.heights,
      materials.of('terrain'),
      materials.of('water'),
    )
    const sky = new SkyDome(uniforms)
    const sun = new SunLight()
    setParts({ features, uniforms, materials, apron, sky, sun })
    invalidate()
    return () => {
      setParts(null)
      for (const part of [sun, sky, apron, materials, uniforms, features]) part.dispose()
    }
  }, [loaded, invalidate])
  return parts
}
