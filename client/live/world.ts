import { createStore } from 'zustand/vanilla'
import { decodeFeatures, type Features } from '../../geodata/features.ts'
import { decodeHeights } from '../../geodata/heights.ts'
import type { HeightField } from '../../geodata/world.ts'
import { numberPoints, type Points } from '../../models/points.ts'
import type { Site } from '../../models/site.ts'
import { fetchBytes, LoadError } from './fetchBytes.ts'

/** All that is loaded once and then only read: site, numbering of its points, feature table, ground heights. */
export interface LoadedWorld {
  readonly site: Site
  readonly points: Points
  readonly features: Features
  readonly heights: HeightField
}

interface World {
  /** Null until loadWorld() is done. React reads it with useStore, the rest with getState. */
  loaded: LoadedWorld | null
  /** Moves on when a site for fewer eyes took the place of another: what panels remember of that one must go. */
  cleared: number
}

/** The loaded world. */
export const world = createStore<World>(() => ({ loaded: null, cleared: 0 }))

/** What is fetched before the first picture, in the order of the loading screen. */
export const LOAD_STEPS = ['site', 'features', 'heights'] as const
export type LoadStep = (typeof LOAD_STEPS)[number]

/** How far each step is, 0 to 1. */
export const loading = createStore<Record<LoadStep, number>>(() => ({ site: 0, features: 0, heights: 0 }))

/** Fetch the site anew for other eyes and put it in place, unless overtaken (null); the ground stays. Throws when it cannot be had. */
export async function loadSiteAgain(clear: boolean, overtaken: () => boolean): Promise<LoadedWorld | null> {
  const bytes = await fetchBytes('/api/site', () => undefined)
  const site = JSON.parse(new TextDecoder().decode(bytes)) as Site
  if (overtaken()) return null
  const { loaded: before, cleared } = world.getState()
  if (!before || site.version !== before.site.version)
    throw new LoadError('missing', 'the server has another world by now')
  const loaded = { ...before, site, points: numberPoints(site.assets) }
  world.setState({ loaded, cleared: cleared + (clear ? 1 : 0) })
  return loaded
}

/** Fetch the site and its tables. Throws a LoadError that says whether the server is away or the world is missing. */
export async function loadWorld(): Promise<LoadedWorld> {
  loading.setState({ site: 0, features: 0, heights: 0 })
  const part = (step: LoadStep) => (done: number) => loading.setState({ [step]: done })
  const [siteBytes, features, heights] = await Promise.all([
    fetchBytes('/api/site', part('site')),
    fetchBytes('/world/features.bin', part('features')),
    fetchBytes('/world/heights.bin', part('heights')),
  ])
  try {
    const site = JSON.parse(new TextDecoder().decode(siteBytes)) as Site
    const loaded = {
      site,
      points: numberPoints(site.assets),
      features: decodeFeatures(features),
      heights: decodeHeights(heights),
    }
    world.setState({ loaded })
    return loaded
  } catch (error) {
    throw new LoadError('missing', error instanceof Error ? error.message : String(error))
  }
}
