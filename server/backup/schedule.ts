import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, isOver } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { SealKey } from './seal.ts'
import { writeBackup } from './writeBackup.ts'

/** When backups are made, and where they go. */
export interface BackupPlan {
  readonly folder: string
  readonly everyHours: number
  /** Backups that are kept; older ones are removed once a new one stands. */
  readonly keep: number
  readonly seal: SealKey
  readonly encrypt: boolean
}

/** How the planned backups do, for health. */
export interface BackupHealth {
  /** Last one that stands; null before the first of this run. */
  last: number | null
  /** Why the last try failed; null when it did not. */
  fault: string | null
}

/** Backups that are made by plan. */
export interface PlannedBackups {
  readonly health: BackupHealth
  /** Make one now, or wait for the one that is under way. */
  once(): Promise<void>
  isBusy(): boolean
  stop(): void
}

const HOUR = 3_600_000
const NAME = /^twin-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/

/** Make backups by plan until `stop`; the first one hour after the start at the latest. `mayWrite` is false while another process owns the twin. */
export function scheduleBackups(
  store: Store,
  clock: Clock,
  plan: BackupPlan,
  mayWrite: () => boolean = () => true,
): PlannedBackups {
  const health: BackupHealth = { last: null, fault: null }
  let running: Promise<void> | null = null
  const once = (): Promise<void> => {
    running ??= make().finally(() => {
      running = null
    })
    return running
  }
  const stop = clock.every(Math.min(plan.everyHours, 1) * HOUR, () => {
    const span = (plan.everyHours - 0.1) * HOUR
    const due = health.last === null || isOver(health.last + span, span, clock.now())
    if (due && mayWrite()) void once()
  })
  return { health, once, isBusy: () => running !== null, stop }

  async function make(): Promise<void> {
    try {
      mkdirSync(plan.folder, { recursive: true, mode: 0o700 })
      const at = clock.now()
      const name = `twin-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`
      await writeBackup(store, join(plan.folder, name), at, plan.seal, plan.encrypt)
      health.last = at
      health.fault = null
      for (const each of oldOf(readdirSync(plan.folder), name, plan.keep))
        rmSync(join(plan.folder, each), { force: true })
    } catch (error) {
      health.fault = error instanceof Error ? error.message : String(error)
    }
  }
}

/** Backups that may go now that `newest` stands. Names later than its own are of a clock that was set: whichever of the two times is right, its last ones stay. */
function oldOf(names: readonly string[], newest: string, keep: number): string[] {
  const all = names.filter(each => NAME.test(each)).sort()
  return [all.filter(each => each <= newest), all.filter(each => each > newest)].flatMap(some =>
    some.slice(0, -keep),
  )
}
