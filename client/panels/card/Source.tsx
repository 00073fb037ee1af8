import { useWords } from '../parts/useWords.ts'

/** Where the place and its figures come from. */
export function Source({ source }: { source: string }) {
  const { say } = useWords()
  return (
    <p className="source">
      <b>{say('card.source')}</b> {source}
    </p>
  )
}
