import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { type Key, ko, type Words } from './ko.ts'
import { zh } from './zh.ts'

/** The four languages of the screen, Korean first. Names of the world without one in ja or zh show en there. */
export const WORDS = { ko, en, ja, zh } as const satisfies Record<string, Words>

/** Text of a key in the present language; `{{name}}` in it is replaced by `values.name`. */
export type Say = (key: Key, values?: Readonly<Record<string, string | number>>) => string

/** Hand the words to React. Call once before the first render; missing keys show Korean. */
export function startWords(language: keyof typeof WORDS): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ko',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
    resources: Object.fromEntries(
      Object.entries(WORDS).map(([name, words]) => [name, { translation: words }]),
    ),
  })
}

/** Change the language of every word on the screen. */
export function speak(language: keyof typeof WORDS): void {
  void i18next.changeLanguage(language)
}
