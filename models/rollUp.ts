import type { Alarm } from './alarm.ts'
import type { Asset } from './asset.ts'
import type { Severity } from './kind.ts'

/** Worst severity and number of alarms of something. */
export interface Worst {
  readonly severity: Severity
  readonly count: number
}

/** Worst state along asset → building → block → sub-district → complex. Only what has alarms is listed. */
export interface Rollup {
  readonly assets: ReadonlyMap<number, Worst>
  readonly features: ReadonlyMap<number, Worst>
  readonly blocks: ReadonlyMap<number, Worst>
  readonly subdistricts: ReadonlyMap<number, Worst>
  readonly complex: Worst
}

/** Roll standing alarms up, so that zooming out never hides trouble. `assetOf` is the asset index by point index. */
export function rollUp(
  assets: readonly Asset[],
  assetOf: ArrayLike<number>,
  standing: Iterable<Pick<Alarm, 'point' | 'severity'>>,
): Rollup {
  const levels = {
    assets: new Map<number, Worst>(),
    features: new Map<number, Worst>(),
    blocks: new Map<number, Worst>(),
    subdistricts: new Map<number, Worst>(),
  }
  let complex: Worst = { severity: 0, count: 0 }
  for (const { point, severity } of standing) {
    const index = assetOf[point]
    const asset = index === undefined ? undefined : assets[index]
    if (index === undefined || !asset) continue
    add(levels.assets, index, severity)
    if (asset.feature >= 0) add(levels.features, asset.feature, severity)
    if (asset.block >= 0) add(levels.blocks, asset.block, severity)
    if (asset.subdistrict >= 0) add(levels.subdistricts, asset.subdistrict, severity)
    complex = worse(complex, severity)
  }
  return { ...levels, complex }
}

function add(level: Map<number, Worst>, key: number, severity: Severity): void {
  level.set(key, worse(level.get(key) ?? { severity: 0, count: 0 }, severity))
}

function worse(worst: Worst, severity: Severity): Worst {
  return { severity: severity > worst.severity ? severity : worst.severity, count: worst.count + 1 }
}
