import type { StandingAlarm } from '../../../models/alarm.ts'
import { moment } from '../../live/moment.ts'
import { goLive } from '../../live/timeMachine.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useSelection } from '../../state/selection.ts'
import { goToTarget } from '../parts/goToTarget.ts'

/** Select what a present alarm is about and fly there; out of the past first, for the alarm is of the present. */
export async function goToAlarm({ point }: Pick<StandingAlarm, 'point'>, world: LoadedWorld): Promise<void> {
  if (moment.getState().past) await goLive()
  const target = { type: 'asset', index: world.points.asset[point]! } as const
  useSelection.getState().select(target)
  goToTarget(target, world)
}
