import type { Say } from '../../words/words.ts'

/** Why an order or a request was refused: our own two words for silence, else the server's sentence as it came. */
export function sayReason(reason: string, say: Say): string {
  return reason === 'away' || reason === 'silent' ? say(`whyNot.${reason}`) : reason
}
