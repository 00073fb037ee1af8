import type { Asset } from '../../models/asset.ts'
import { isLot, stallsOf } from '../fabric/lots.ts'
import { ringCentre } from '../fabric/ring.ts'
import { nameThing, PUBLIC, THINGS } from './nameThing.ts'
import { assetAt, type Stage, slug } from './Stage.ts'

/** Every car park that was built, with a point for each stall. */
export function parkingAssets(stage: Stage): Asset[] {
  const counts = new Map<string, number>()
  return stage.settled.flatMap(one => {
    const { draft, building } = one
    if (!isLot(draft) || stallsOf(draft) === 0) return []
    const owner = building.place ? stage.place(building.place) : undefined
    const base = owner ? `parking-${slug(owner.name.en)}` : 'parking-street'
    const count = (counts.get(base) ?? 0) + 1
    counts.set(base, count)
    const stalls = stallsOf(draft)
    const asset = assetAt(
      stage,
      ringCentre(building.ring),
      {
        id: count === 1 && owner ? base : `${base}-${count}`,
        kind: 'parking',
        name: nameThing(owner?.name ?? PUBLIC, THINGS.carPark),
        heading: draft.rows[0]!.facing,
        rating: stalls,
        parts: stalls,
        rows: draft.rows,
        size: [2.5, 0.1, 5],
        source: `${owner ? `at the site of ${owner.name.en}; ` : ''}position and stalls placed by the generator of Changwon Twin, 2026-11-23`,
      },
      0.2,
      one,
    )
    return [asset]
  })
}
