import { type Key, ko } from '../../../words/ko.ts'
import type { Say } from '../../../words/words.ts'

/** Why samples were refused, in words; a reason the words do not know stays as it came. */
export function sayReject(reason: string, say: Say): string {
  const key = `reject.${reason}`
  return Object.hasOwn(ko, key) ? say(key as Key) : reason
}
