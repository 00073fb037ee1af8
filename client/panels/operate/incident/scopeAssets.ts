import type { Site } from '../../../../models/site.ts'
import { assetsOf } from '../../../live/assetsOf.ts'
import type { Target } from '../../../target.ts'

/** What of the site an incident holds: everything, what is selected, or a sub-district by its index. */
export type Scope = 'all' | 'selected' | `area:${number}`

/** Ids of the assets of a scope; null for all of them. */
export function scopeAssets(scope: Scope, selected: Target | null, site: Site): readonly string[] | null {
  if (scope === 'all') return null
  if (scope !== 'selected') {
    const area = Number(scope.slice('area:'.length))
    return site.assets.filter(({ subdistrict }) => subdistrict === area).map(({ id }) => id)
  }
  return assetsOf(selected, site).map(index => site.assets[index]!.id)
}
