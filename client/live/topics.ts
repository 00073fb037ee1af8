import type { Topic } from '../../models/kind.ts'
import { kindOf } from '../../models/kinds.ts'
import type { Site } from '../../models/site.ts'
import type { Target } from '../state/selection.ts'
import type { Layer } from '../state/view.ts'
import { assetsOf } from './assetsOf.ts'

/** Topics a layer shows. Machines stand in `control` and speak in `factory`. Energy needs the factories' demand for its share. */
const SHOWN: Readonly<Record<Layer, readonly Topic[]>> = {
  control: ['control', 'factory'],
  energy: ['energy', 'factory'],
  parking: ['parking'],
  environment: ['environment'],
  mobility: ['mobility'],
  labels: [],
  trees: [],
}

/** Topics a viewer needs for its visible layers and the thing it has selected. */
export function topicsFor(layers: ReadonlySet<Layer>, selected: Target | null, site: Site): Topic[] {
  const topics = new Set<Topic>([...layers].flatMap(layer => SHOWN[layer]))
  for (const index of assetsOf(selected, site)) {
    const asset = site.assets[index]
    if (asset) topics.add(kindOf(asset.kind).topic)
  }
  return [...topics].sort()
}
