import { BellRing, ChartColumn, FileDown, type LucideIcon, RadioTower, X } from 'lucide-react'
import type { ComponentType } from 'react'
import { useStore } from 'zustand'
import { alarms } from '../../live/alarms.ts'
import { TOOLS, type Tool, useDesk } from '../../state/desk.ts'
import { AlarmDesk } from '../alarms/AlarmDesk.tsx'
import { groupOf } from '../alarms/alarmGroups.ts'
import { Incident } from '../incident/Incident.tsx'
import { Metrics } from '../metrics/Metrics.tsx'
import { useCover } from '../parts/useCover.ts'
import { useWords } from '../parts/useWords.ts'
import { Sources } from '../sources/Sources.tsx'

const ICONS: Readonly<Record<Tool, LucideIcon>> = {
  alarms: BellRing,
  metrics: ChartColumn,
  sources: RadioTower,
  incident: FileDown,
}

const BODIES: Readonly<Record<Tool, ComponentType>> = {
  alarms: AlarmDesk,
  metrics: Metrics,
  sources: Sources,
  incident: Incident,
}

/** The tools of the control room: a row of buttons, and above it the one that is open. */
export function Desk() {
  const { say } = useWords()
  const { tool, toggle, close } = useDesk()
  const waiting = useStore(alarms, state => countWaiting(state.all.values()))
  const cover = useCover('bottom')
  const Body = tool && BODIES[tool]
  return (
    <div className="desk">
      {tool && Body && (
        <section ref={cover} className="desk-tool panel" aria-label={say(`desk.${tool}`)} data-tool={tool}>
          <header className="desk-head">
            <h2>{say(`desk.${tool}`)}</h2>
            <button type="button" className="quiet" aria-label={say('desk.close')} onClick={close}>
              <X aria-hidden="true" />
            </button>
          </header>
          <Body />
        </section>
      )}
      <nav className="desk-row panel" aria-label={say('desk.label')}>
        {TOOLS.map(each => {
          const Icon = ICONS[each]
          return (
            <button
              key={each}
              type="button"
              className="desk-button"
              aria-pressed={tool === each}
              onClick={() => toggle(each)}
            >
              <Icon aria-hidden="true" /> {say(`desk.${each}`)}
              {each === 'alarms' && waiting > 0 && <b className="desk-count numbers">{waiting}</b>}
            </button>
          )
        })}
      </nav>
    </div>
  )
}

function countWaiting(all: Iterable<Parameters<typeof groupOf>[0]>): number {
  let waiting = 0
  for (const alarm of all) if (groupOf(alarm) === 'unacknowledged') waiting++
  return waiting
}
