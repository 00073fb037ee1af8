import { useMode } from '../../../state/view.ts'
import { useWords } from '../../parts/useWords.ts'

/** First in the order of the keyboard: straight to the main parts of the page, past everything before them. */
export function Skips() {
  const { say } = useWords()
  const { desk } = useMode()
  const parts = desk
    ? (['alarms', 'scene', 'layers', 'search'] as const)
    : (['scene', 'layers', 'search'] as const)
  return (
    <nav className="skips" aria-label={say('skip.label')}>
      {parts.map(part => (
        <a
          key={part}
          href={`#${part}`}
          onClick={event => {
            event.preventDefault()
            document.getElementById(part)?.focus()
          }}
        >
          {say(`skip.${part}`)}
        </a>
      ))}
    </nav>
  )
}
