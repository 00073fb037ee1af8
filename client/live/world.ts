import { createStore } from 'zustand/vanilla'
import { decodeFeatures, type Features } from '../../geodata/features.ts'
import { decodeHeights } from '../../geodata/heights.ts'
import type { HeightField } from '../../geodata/world.ts'
import { numberPoints, type Points } from '../../models/points.ts'
import type { Site } from '../../models/site.ts'

/** All that is loaded once and then only read: site, numbering of its points, feature table, ground heights. */
export interface LoadedWorld {
  readonly site: Site
  readonly points: Points
  readonly features: Features
  readonly heights: HeightField
}

/** The loaded world; null until load() is done. React reads it with useStore, the rest with getState. */
export const world = createStore<{ loaded: LoadedWorld | null }>(() => ({ loaded: null }))

/** Fetch the site and its tables. Throws an Error that says what is missing and what to do. */
export async function loadWorld(): Promise<LoadedWorld> {
  const [site, features, heights] = await Promise.all([
    get('/api/site').then(r => r.json() as Promise<Site>),
    get('/world/features.bin').then(r => r.arrayBuffer()),
    get('/world/heights.bin').then(r => r.arrayBuffer()),
  ])
  const loaded = {
    site,
    points: numberPoints(site.assets),
    features: decodeFeatures(features),
    heights: decodeHeights(heights),
  }
  world.setState({ loaded })
  return loaded
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url)
  if (!response.ok)
    throw new Error(`${url} answered ${response.status}; is the server running with a built world?`)
  return response
}
