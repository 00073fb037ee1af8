import { create } from 'zustand'

/** Languages of the screen, Korean first. Names of the world without one in ja or zh show en there. */
export const LANGUAGES = ['ko', 'en', 'ja', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

interface LanguageState {
  language: Language
  setLanguage: (language: Language) => void
}

/** The language of words, labels and numbers. */
export const useLanguage = create<LanguageState>(set => ({
  language: 'ko',
  setLanguage: language => set({ language }),
}))

/** The first that is known of: the address, what was remembered, what the browser prefers; else Korean. */
export function pickLanguage(
  address: string | null,
  remembered: string | null,
  preferred: readonly string[],
): Language {
  const wishes = [address, remembered, ...preferred.map(tag => tag.slice(0, 2).toLowerCase())]
  const found = wishes.find(wish => (LANGUAGES as readonly (string | null)[]).includes(wish))
  return (found as Language | undefined) ?? 'ko'
}
