import { Link } from 'wouter'
import { nameIn } from '../../../models/nameIn.ts'
import { useMode, useView } from '../../state/view.ts'
import { useWords } from '../parts/useWords.ts'

/** The modes as places of the site: each has its own address. */
export function ModeSwitch() {
  const { say, language } = useWords()
  const present = useMode()
  const modes = useView(view => view.modes)
  return (
    <nav className="modes" aria-label={say('mode.label')}>
      {modes.map(mode => {
        const title = nameIn(mode.title, language)
        return (
          <Link
            key={mode.name}
            href={`/${mode.name}`}
            className="mode"
            aria-current={mode === present ? 'page' : undefined}
            title={title}
          >
            <mode.icon aria-hidden="true" />
            <span>{title}</span>
          </Link>
        )
      })}
    </nav>
  )
}
