import type { Kind, Topic } from '../../models/kind.ts'
import { kindOf, kinds } from '../../models/kinds.ts'
import type { Site } from '../../models/site.ts'
import type { Target } from '../target.ts'
import { assetsOf } from './assetsOf.ts'

/** Topics a viewer needs: of the kinds that its layers show, of the thing it has selected, and of the assets in an open list. */
export function topicsFor(
  layers: ReadonlySet<string>,
  selected: Target | null,
  site: Site,
  listed: Iterable<number> = [],
): Topic[] {
  const topics = new Set<Topic>()
  for (const { layer, topic } of Object.values<Kind>(kinds)) if (layer && layers.has(layer)) topics.add(topic)
  for (const index of [...assetsOf(selected, site), ...listed]) {
    const asset = site.assets[index]
    if (asset) topics.add(kindOf(asset.kind).topic)
  }
  return [...topics].sort()
}
