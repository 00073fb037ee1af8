import type { Instant } from '../../../models/units.ts'
import { SPARKPLUG_ROOT } from './topic.ts'

/** Topic under which nodes see whether their host is there (Eclipse Sparkplug 3.0.0, 5.14); retained. */
export const STATE_TOPIC = `${SPARKPLUG_ROOT}/STATE/changwon-twin`

/** The host's birth or death certificate; both of a connection carry the same instant. */
export function hostState(online: boolean, at: Instant): string {
  return JSON.stringify({ online, timestamp: at })
}
