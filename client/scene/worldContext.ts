import { createContext, useContext } from 'react'
import type { FeatureState } from '../gpu/FeatureState.ts'
import type { Look } from '../look.ts'

/** What overlays share with the world they lie over. */
export interface World3D {
  /** Live colour by feature id. */
  readonly features: FeatureState
  /** The look in force. */
  readonly look: Look
}

export const World3DContext = createContext<World3D | null>(null)

/** The world around this component. Throws outside of a Scene. */
export function useWorld3D(): World3D {
  const world = useContext(World3DContext)
  if (!world) throw new Error('useWorld3D is only for components inside <Scene>')
  return world
}
