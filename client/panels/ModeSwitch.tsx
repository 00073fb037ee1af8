import { Compass, Factory, type LucideIcon, Monitor, Signpost } from 'lucide-react'
import { Link } from 'wouter'
import { MODES, type Mode, useView } from '../state/view.ts'
import { useWords } from './parts/useWords.ts'

const ICONS: Readonly<Record<Mode, LucideIcon>> = {
  operate: Monitor,
  tour: Compass,
  plan: Factory,
  kiosk: Signpost,
}

/** The four modes as places of the site: each has its own address. */
export function ModeSwitch() {
  const { say } = useWords()
  const present = useView(view => view.mode)
  return (
    <nav className="modes" aria-label={say('mode.label')}>
      {MODES.map(mode => {
        const Icon = ICONS[mode]
        return (
          <Link
            key={mode}
            href={`/${mode}`}
            className="mode"
            aria-current={mode === present ? 'page' : undefined}
            title={say(`mode.${mode}`)}
          >
            <Icon aria-hidden="true" />
            <span>{say(`mode.${mode}`)}</span>
          </Link>
        )
      })}
    </nav>
  )
}
