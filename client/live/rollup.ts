import type { Alarm } from '../../models/alarm.ts'
import type { Severity } from '../../models/kind.ts'
import type { LoadedWorld } from './world.ts'

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

/** Roll the standing alarms up, so that zooming out never hides trouble. */
export function rollUp(
  { site, points }: Pick<LoadedWorld, 'site' | 'points'>,
  standing: Iterable<Alarm>,
): Rollup {
  const levels = {
    assets: new Map<number, Worst>(),
    features: new Map<number, Worst>(),
    blocks: new Map<number, Worst>(),
    subdistricts: new Map<number, Worst>(),
  }
  let complex: Worst = { severity: 0, count: 0 }
  for (const { point, severity } of standing) {
    const index = points.asset[point]
    const asset = index === undefined ? undefined : site.assets[index]
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
