import type { Alarm } from '../../models/alarm.ts'
import { type Rollup, rollUp as rollUpAssets } from '../../models/rollUp.ts'
import type { LoadedWorld } from './world.ts'

/** Roll the standing alarms of a loaded world up, so that zooming out never hides trouble. */
export function rollUp(
  { site, points }: Pick<LoadedWorld, 'site' | 'points'>,
  standing: Iterable<Alarm>,
): Rollup {
  return rollUpAssets(site.assets, points.asset, standing)
}
