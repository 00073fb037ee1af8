import type { Say } from '../../../words/words.ts'
import { sayReason } from '../../parts/sayReason.ts'

/** Why a factor was refused; `cancelled` is the browser's own dialog of passkeys, closed without one. */
export function sayFactorReason(reason: string, say: Say): string {
  return reason === 'cancelled' ? say('security.cancelled') : sayReason(reason, say)
}
