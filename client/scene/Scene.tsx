import { Canvas } from '@react-three/fiber'
import { useMemo } from 'react'
import { NeutralToneMapping, PCFShadowMap } from 'three'
import { useStore } from 'zustand'
import { softwareWebgl } from '../gpu/webgl.ts'
import { world } from '../live/world.ts'
import { ContextLoss } from './ContextLoss.tsx'
import { World } from './World.tsx'

/** Quality.tsx draws coarser, where a tier says so, until the camera has stood still for so many milliseconds. */
const MOVING = { min: 0.5, max: 1, debounce: 200 }

/** The picture of the world and everything in it; fills its parent and draws only when something has changed. */
export function Scene() {
  const loaded = useStore(world, state => state.loaded)
  const gl = useMemo(
    () => ({
      antialias: !softwareWebgl(),
      powerPreference: 'high-performance' as const,
      toneMapping: NeutralToneMapping,
      stencil: false,
    }),
    [],
  )
  if (!loaded) return null
  return (
    <Canvas
      frameloop="demand"
      dpr={1}
      performance={MOVING}
      gl={gl}
      shadows={{ type: PCFShadowMap }}
      camera={{ fov: 38, near: 5, far: 90_000, position: [0, 5_000, 9_000] }}
      style={{ position: 'absolute', inset: 0, touchAction: 'none' }}
    >
      <World loaded={loaded} />
      <ContextLoss />
    </Canvas>
  )
}
