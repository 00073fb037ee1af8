import type { Asset } from '../../../models/asset.ts'
import type { Topic } from '../../../models/kind.ts'
import { asset } from '../fixture.ts'

/** Topic of all points of the plant. */
export const PLANT_TOPIC: Topic = 'environment'

/** So many noise meters: one point each. */
export function plant(assets: number): Asset[] {
  return Array.from({ length: assets }, (_, i) => asset('noiseMeter', { id: `noise-${i}` }))
}
