import type { Names } from './units.ts'

/** A name in a language of the screen; English where the name has none of its own there. */
export function nameIn(names: Names, language: string): string {
  return names[language as keyof Names] ?? names.en
}
