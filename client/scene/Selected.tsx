import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import type { WorldUniforms } from '../gpu/WorldUniforms.ts'
import type { LoadedWorld } from '../live/world.ts'
import { useSelection } from '../state/selection.ts'
import type { Target } from '../target.ts'

/** Lets the selected building stand out. */
export function Selected({ uniforms, loaded }: { uniforms: WorldUniforms; loaded: LoadedWorld }) {
  const invalidate = useThree(state => state.invalidate)
  const selected = useSelection(selection => selection.selected)
  useEffect(() => {
    uniforms.shared.uSelected.value = featureOf(selected, loaded)
    invalidate()
  }, [selected, loaded, uniforms, invalidate])
  return null
}

function featureOf(selected: Target | null, { site }: LoadedWorld): number {
  if (selected?.type === 'feature') return selected.id
  if (selected?.type === 'place') return site.places.find(place => place.id === selected.id)?.feature ?? -1
  return -1
}
