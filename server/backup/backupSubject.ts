import type { Clock } from '../clock.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import { type BackupPlan, scheduleBackups } from './schedule.ts'

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  readonly mayWrite: () => boolean
  /** Backups by plan; none when left out. */
  readonly backups?: BackupPlan | undefined
}

/** Sealed copies of the database by plan. */
export const backup = subject({
  name: 'backup',
  open({ store, clock, mayWrite, backups }: Needs) {
    if (!backups) return {}
    const { health, stop } = scheduleBackups(store, clock, backups, mayWrite)
    return { faults: () => ({ backups: health.fault }), close: stop }
  },
})
