import { useStore } from 'zustand'
import { type LoadedWorld, world } from '../../live/world.ts'

/** The loaded world. Only below the loading screen: throws before the world is there. */
export function useLoaded(): LoadedWorld {
  const loaded = useStore(world, state => state.loaded)
  if (!loaded) throw new Error('a panel was shown before the world was loaded')
  return loaded
}
