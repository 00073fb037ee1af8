import type { Kind, Topic } from '../../models/kind.ts'
import { kindOf, kinds } from '../../models/kinds.ts'
import type { Site } from '../../models/site.ts'
import type { Target } from '../target.ts'
import { assetsOf } from './assetsOf.ts'

/** Topics a viewer needs: of the kinds that its layers show, and of the thing it has selected. */
export function topicsFor(layers: ReadonlySet<string>, selected: Target | null, site: Site): Topic[] {
  const topics = new Set<Topic>()
  for (const { layer, topic } of Object.values<Kind>(kinds)) if (layer && layers.has(layer)) topics.add(topic)
  for (const index of assetsOf(selected, site)) {
    const asset = site.assets[index]
    if (asset) topics.add(kindOf(asset.kind).topic)
  }
  return [...topics].sort()
}
