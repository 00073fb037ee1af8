import { KEY_STEP, placeKey, placeOfKey } from '../models/placeKey.ts'
import { type Features, featureKey } from './features.ts'

/** Metres by which a better survey may move the middle of a building before it counts as another one. */
const MOVED = 8

/** The feature of a lasting key; where it is gone, the one whose middle now lies within 8 m of the place the key names; else -1. */
export function findFeature(features: Features, key: string): number {
  for (const [id, name] of features.named) if (name === key) return id
  const at = placeOfKey(key)
  if (!at) return -1
  let [nearest, least] = [-1, MOVED]
  for (let id = 0; id < features.count; id++) {
    const away = Math.hypot(features.x[id]! - at[0], features.z[id]! - at[1])
    if (away < KEY_STEP && featureKey(features, id) === key) return id
    if (away < least) [nearest, least] = [id, away]
  }
  return nearest
}

/** Keys of the features as they were numbered until 2026-11-28, when links still held numbers: `feature-ids-2026-11.bin`, a uint32 each. */
export function keyOfNumber(numbers: ArrayBuffer, id: number): string | null {
  if (!(id >= 0 && id < numbers.byteLength >> 2)) return null
  const word = new DataView(numbers).getUint32(4 * id, true)
  return placeKey([((word & 0xffff) + 0.5) * KEY_STEP - HALF, ((word >>> 16) + 0.5) * KEY_STEP - HALF])
}

/** Half the side of the square all keys lie in. */
const HALF = 16_384
