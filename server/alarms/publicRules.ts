import type { RuleOverride } from '../../models/alarmRule.ts'
import type { Sight } from '../../models/sight.ts'
import type { RuleVersion } from './Rules.ts'

/** What of the rules everyone may know: the limits in force of what everyone sees; neither who wrote them nor why. */
export function publicRules(
  { version, overrides }: RuleVersion,
  versions: readonly Pick<RuleVersion, 'version' | 'at'>[],
  sight: Sight,
): { version: number; overrides: RuleOverride[]; versions: { version: number; at: number }[] } {
  return {
    version,
    overrides: overrides.flatMap(({ kind, asset, point, set: { limits, ratePerMinute } }) => {
      const set = { ...(limits && { limits }), ...(ratePerMinute !== undefined && { ratePerMinute }) }
      if (Object.keys(set).length === 0) return []
      if (asset !== undefined && sight.assetIndex('public', asset) < 0) return []
      return [
        {
          ...(kind && { kind }),
          ...(asset !== undefined && { asset }),
          ...(point !== undefined && { point }),
          set,
        },
      ]
    }),
    versions: versions.map(each => ({ version: each.version, at: each.at })),
  }
}
