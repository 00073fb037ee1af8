import { ringArea, ringBox } from '../plane/ring.ts'
import type { Building, HeightField } from '../world.ts'
import { type Draft, groundUnder, stand } from './draft.ts'
import type { FreeGround } from './freeGround.ts'

/** A building that stands, with the draft it came from. */
export interface Settled {
  readonly draft: Draft
  readonly building: Building
}

/** To whom a building belongs. */
export interface Owner {
  readonly block: number
  readonly subdistrict: number
  /** Id of the real site whose plot it stands on. */
  readonly place?: string
}

/** All that has been built so far. */
export interface Town {
  readonly field: HeightField
  readonly free: FreeGround
  readonly settled: readonly Settled[]
  /** Builds the draft where the ground is free, flat enough and in bounds; else undefined. */
  build(draft: Draft, owner: Owner): Settled | undefined
}

/** Metres of fall under a building that a platform can level. */
const LEVEL = 5
const USUAL_GAP = 2

/** An empty town on the free ground. `bounds` as in projection.ts; `keep` narrows where buildings may stand. */
export function makeTown(
  field: HeightField,
  free: FreeGround,
  bounds: readonly [number, number, number, number],
): Town {
  const settled: Settled[] = []
  return {
    field,
    free,
    settled,
    build(draft, owner) {
      if (ringArea(draft.ring) < 2) return undefined
      const [minX, minZ, maxX, maxZ] = ringBox(draft.ring)
      if (!(minX > bounds[0] && minZ > bounds[1] && maxX < bounds[2] && maxZ < bounds[3])) return undefined
      if (!free.has(draft.ring, draft.gap ?? USUAL_GAP, owner.place)) return undefined
      const ground = groundUnder(field, draft.ring)
      const level = draft.use === 'lot' ? 30 : owner.place ? 4 * LEVEL : draft.use === 'house' ? 3.5 : LEVEL
      if (ground[1] - ground[0] > level) return undefined
      const building = stand(
        owner.place ? { ...draft, place: owner.place } : draft,
        ground,
        owner.block,
        owner.subdistrict,
      )
      free.take(draft.ring)
      const one = { draft, building }
      settled.push(one)
      return one
    },
  }
}
