import { BellRing, ChartColumn, FileDown, type LucideIcon, RadioTower } from 'lucide-react'
import { TOOLS, type Tool, useDesk } from '../../../state/desk.ts'
import { useWords } from '../../parts/useWords.ts'

const ICONS: Readonly<Record<Tool, LucideIcon>> = {
  alarms: BellRing,
  metrics: ChartColumn,
  sources: RadioTower,
  incident: FileDown,
}

/** A button for each tool of the control room; that of the alarms says how many wait. */
export function DeskTools({ waiting }: { waiting: number }) {
  const { say } = useWords()
  const { tool, toggle } = useDesk()
  return (
    <nav className="desk-row" aria-label={say('desk.label')}>
      {TOOLS.map(each => {
        const Icon = ICONS[each]
        return (
          <button
            key={each}
            type="button"
            className="desk-button"
            aria-pressed={tool === each}
            title={say(`desk.${each}`)}
            onClick={() => toggle(each)}
          >
            <Icon aria-hidden="true" /> <span>{say(`desk.${each}`)}</span>
            {each === 'alarms' && waiting > 0 && <b className="desk-count numbers">{waiting}</b>}
          </button>
        )
      })}
    </nav>
  )
}
