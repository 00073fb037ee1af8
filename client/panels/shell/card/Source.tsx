import { sayFact } from '../../parts/sayFact.ts'
import { useWords } from '../../parts/useWords.ts'

/** Where the place and its figures come from. */
export function Source({ source }: { source: string }) {
  const { say, language } = useWords()
  return (
    <p className="source">
      <b>{say('card.source')}</b> {sayFact(source, language)}
    </p>
  )
}
