import type { AlarmNews } from '../../models/alarmOrder.ts'
import { subject, type TakeOrder } from '../subject.ts'
import type { Owned, OwnerDuty } from './OwnerDuty.ts'
import { carryBy } from './orderWire.ts'

interface Needs extends Omit<Owned, 'carry'> {
  /** The term in which this process owns the twin of an installation of several; null when it runs alone. */
  readonly duty: OwnerDuty | null
  readonly hearNews: (hear: (pieces: readonly AlarmNews[]) => void) => void
  readonly orders: ReadonlyMap<string, TakeOrder>
}

/** Where several processes make up an installation: gateways hear frames and alarms from here, and bring orders. */
export const owner = subject({
  name: 'owner',
  open(needs: Needs) {
    const { duty, orders, hearNews } = needs
    if (!duty) return {}
    const { feed } = duty
    hearNews(pieces => duty.tell(pieces))
    return {
      metrics(meter) {
        meter.counter('twin_log_lost_total', 'Frames the log did not take', [], c => c.inc(feed.lost))
        meter.gauge('twin_owner_epoch', 'Fencing epoch of this owner', () => duty.epoch)
        meter.gauge('twin_owner_holds', '1 while the lock of the owner is held', () =>
          duty.mayWrite ? 1 : 0,
        )
      },
      health: () => ({
        epoch: duty.epoch,
        forged: duty.forged,
        log: { lost: feed.lost, fault: feed.fault },
      }),
      faults: () => ({ log: feed.fault }),
      begin: () => duty.begin({ ...needs, carry: carryBy(orders) }),
    }
  },
})
