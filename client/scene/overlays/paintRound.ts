import type { FeatureState } from '../../gpu/FeatureState.ts'

/**
 * Paint the features anew in one round; those painted in the round before and not in this one get their own colour
 * back. The result is what this round painted, to hand to the next.
 */
export function paintRound(
  features: FeatureState,
  before: ReadonlySet<number>,
  round: (paint: FeatureState['set']) => void,
): Set<number> {
  const painted = new Set<number>()
  round((feature, ...colour) => {
    painted.add(feature)
    features.set(feature, ...colour)
  })
  for (const feature of before) if (!painted.has(feature)) features.set(feature, 0, 0)
  return painted
}
