import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../state/language.ts'
import type { Say } from '../../words/words.ts'

/** The words of the screen and the language they are in. The component renders anew when the language changes. */
export function useWords(): { say: Say; language: string } {
  const { t } = useTranslation()
  const language = useLanguage(state => state.language)
  return { say: t as unknown as Say, language }
}
