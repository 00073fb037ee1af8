import { featureKey } from '../../geodata/features.ts'
import { findFeature, keyOfNumber } from '../../geodata/findFeature.ts'
import { applyAddress, type Ground } from '../state/address.ts'
import { type Address, isOldNumber, type Problem } from '../state/url.ts'
import { fetchBytes } from './fetchBytes.ts'
import type { LoadedWorld } from './world.ts'

/** What addresses of a loaded world are about. */
export function groundOf({ site, features }: Pick<LoadedWorld, 'site' | 'features'>): Ground {
  return {
    site,
    featureOf: key => findFeature(features, key),
    keyOf: feature => featureKey(features, feature),
  }
}

/** Put an address into force; the number of an old link is looked up first. The answer names what is not there. */
export async function openAddress(
  address: Address,
  ground: Ground,
  fetchNumbers: () => Promise<ArrayBuffer> = () => fetchBytes('/world/old-ids.bin', () => undefined),
): Promise<Problem[]> {
  const { picked } = address
  if (picked?.type !== 'feature' || !isOldNumber(picked.id)) return applyAddress(address, ground)
  const problems = applyAddress({ ...address, picked: null }, ground)
  const key = await fetchNumbers().then(
    numbers => keyOfNumber(numbers, Number(picked.id)),
    () => null,
  )
  const found = key !== null && ground.featureOf(key) >= 0
  if (found)
    return [...problems, ...applyAddress({ ...NOTHING, picked: { type: 'feature', id: key } }, ground)]
  return [...problems, { parameter: 's', value: `feature:${picked.id}`, remedy: 'selection' }]
}

const NOTHING: Address = {
  pose: null,
  layers: null,
  picked: null,
  sceneTime: null,
  past: null,
  tool: null,
  language: null,
  tier: null,
}
