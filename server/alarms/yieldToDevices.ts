import type { Fed } from '../ingest/Fed.ts'
import type { Twin } from '../twin/twin.ts'
import type { AlarmPlane } from './openAlarms.ts'

/** From now on what was made up of an asset is no reading and no alarm any more once a device speaks for it. */
export function yieldToDevices(fed: Fed, twin: Twin, { alarms, simulated }: AlarmPlane): void {
  const { first } = twin.points
  fed.onClaim = asset => {
    for (let i = first[asset]!; i < first[asset + 1]!; i++) {
      if (alarms.isReal(i)) continue
      twin.forget(i)
      alarms.detection.reset(i)
    }
    if (simulated.claim(asset)) alarms.withdraw(each => each === asset || !simulated.counts(each))
    else alarms.withdrawOf(asset)
  }
  // A kind whose last device was given back may raise simulated alarms again.
  fed.onGiveBack = () => simulated.look()
}
