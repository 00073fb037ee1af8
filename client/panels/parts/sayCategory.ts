import { type Key, ko } from '../../words/ko.ts'
import type { Say } from '../../words/words.ts'

/** The category of a place in words; one the words do not know is just a place. */
export function sayCategory(category: string, say: Say): string {
  const key = `category.${category}`
  return say(Object.hasOwn(ko, key) ? (key as Key) : 'category.other')
}
