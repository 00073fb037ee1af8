import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { findFeature } from '../../geodata/findFeature.ts'
import type { LoadedWorld } from '../live/world.ts'
import { useHidden } from '../state/hidden.ts'
import { useSelection } from '../state/selection.ts'
import type { WorldParts } from './World.tsx'

/** Takes hidden buildings out of the picture, with their shadows, and out of reach of the pointer. */
export function HiddenFeatures({ parts, loaded }: { parts: WorldParts; loaded: LoadedWorld }) {
  const invalidate = useThree(state => state.invalidate)
  const byWhom = useHidden(hidden => hidden.byWhom)
  useEffect(() => {
    const ids = new Set(
      Object.values(byWhom)
        .flat()
        .map(key => findFeature(loaded.features, key)),
    )
    parts.features.hide(ids)
    const { selected, select } = useSelection.getState()
    if (selected?.type === 'feature' && ids.has(selected.id)) select(null)
    if (!parts.features.flush()) return
    parts.sun.refresh()
    invalidate()
  }, [byWhom, parts, loaded, invalidate])
  return null
}
