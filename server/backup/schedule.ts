import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
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

const HOUR = 3_600_000
const NAME = /^twin-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/

/** Make backups by plan until `stop`; the first one hour after the start at the latest. `mayWrite` is false while another process owns the twin. */
export function scheduleBackups(
  store: Store,
  clock: Clock,
  plan: BackupPlan,
  mayWrite: () => boolean = () => true,
): { readonly health: BackupHealth; once(): Promise<void>; stop(): void } {
  const health: BackupHealth = { last: null, fault: null }
  let running: Promise<void> | null = null
  const once = (): Promise<void> => {
    running ??= make().finally(() => {
      running = null
    })
    return running
  }
  const stop = clock.every(Math.min(plan.everyHours, 1) * HOUR, () => {
    const due = health.last === null || clock.now() - health.last >= (plan.everyHours - 0.1) * HOUR
    if (due && mayWrite()) void once()
  })
  return { health, once, stop }

  async function make(): Promise<void> {
    try {
      mkdirSync(plan.folder, { recursive: true, mode: 0o700 })
      const at = clock.now()
      const name = `twin-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`
      await writeBackup(store, join(plan.folder, name), at, plan.seal, plan.encrypt)
      health.last = at
      health.fault = null
      const old = readdirSync(plan.folder)
        .filter(each => NAME.test(each))
        .sort()
        .slice(0, -plan.keep)
      for (const each of old) rmSync(join(plan.folder, each), { force: true })
    } catch (error) {
      health.fault = error instanceof Error ? error.message : String(error)
    }
  }
}
