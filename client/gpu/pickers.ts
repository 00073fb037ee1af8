import type { Ray } from 'three'
import type { Target } from '../target.ts'

/** A thing met by a ray, `distance` metres from its origin. */
export interface Hit {
  readonly distance: number
  readonly target: Target
}

export type Picker = (ray: Ray) => Hit | null

const pickers = new Set<Picker>()

/** Let a layer answer clicks. The ray is in the site frame with a unit direction. The result takes it out again. */
export function registerPicker(pick: Picker): () => void {
  pickers.add(pick)
  return () => {
    pickers.delete(pick)
  }
}

/** The nearest thing any layer finds on the ray. */
export function pickNearest(ray: Ray): Hit | null {
  let nearest: Hit | null = null
  for (const pick of pickers) {
    const hit = pick(ray)
    if (hit && (!nearest || hit.distance < nearest.distance)) nearest = hit
  }
  return nearest
}
