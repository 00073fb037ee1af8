import type { Alarm } from '../../models/alarm.ts'
import { type Rollup, rollUp } from '../../models/rollUp.ts'
import { alarms } from './alarms.ts'
import type { LoadedWorld } from './world.ts'

let last: { loaded: LoadedWorld; standing: ReadonlyMap<number, Alarm>; rolled: Rollup } | null = null

/** The standing alarms of a loaded world rolled up, so that zooming out never hides trouble; worked out once for each change of the alarms. */
export function rolledUp(loaded: LoadedWorld): Rollup {
  const { byPoint } = alarms.getState()
  if (last?.loaded !== loaded || last.standing !== byPoint) {
    const { site, points } = loaded
    last = { loaded, standing: byPoint, rolled: rollUp(site.assets, points.asset, byPoint.values()) }
  }
  return last.rolled
}
