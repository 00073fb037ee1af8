import { QUALITY, qualityNow } from '../../models/quality.ts'
import type { Instant } from '../../models/units.ts'
import type { Gate } from '../ingest/accept.ts'
import type { History } from './History.ts'
import { restore } from './restore.ts'

/**
 * Give the twin of a process that starts again what devices said before and is not out of date: a meter that speaks
 * every quarter of an hour is not unknown until then. Simulated values are left to the simulator.
 */
export async function remember(history: History, gate: Gate, now: Instant): Promise<void> {
  const { values, quality, times } = await restore(history, now)
  for (let i = 0; i < values.length; i++) {
    const code = quality[i]!
    if (code === QUALITY.stale && gate.fed.feeds(i)) gate.rememberStale(i, values[i]!, times[i]!)
    if (code !== QUALITY.good && code !== QUALITY.bad) continue
    const live = qualityNow(QUALITY.good, times[i]!, gate.points.spec[i]!.every, now) === QUALITY.good
    if (times[i]! > now) continue
    if (!live) {
      if (gate.fed.feeds(i)) gate.rememberStale(i, values[i]!, times[i]!)
      continue
    }
    gate.remember(i, values[i]!, times[i]!, code)
  }
}
