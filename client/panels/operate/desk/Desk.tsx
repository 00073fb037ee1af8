import { X } from 'lucide-react'
import type { ComponentType } from 'react'
import { type Tool, useDesk } from '../../../state/desk.ts'
import { AlarmDesk } from '../../alarms/AlarmDesk.tsx'
import { useCover } from '../../parts/useCover.ts'
import { useWords } from '../../parts/useWords.ts'
import { Incident } from '../incident/Incident.tsx'
import { Metrics } from '../metrics/Metrics.tsx'
import { Sources } from '../sources/Sources.tsx'

const BODIES: Readonly<Record<Tool, ComponentType>> = {
  alarms: AlarmDesk,
  metrics: Metrics,
  sources: Sources,
  incident: Incident,
}

/** The open tool of the control room, docked above the alarm strip; nothing while none is open. */
export function Desk() {
  const { say } = useWords()
  const { tool, close } = useDesk()
  const cover = useCover('bottom')
  if (!tool) return null
  const Body = BODIES[tool]
  return (
    <section ref={cover} className="desk" aria-label={say(`desk.${tool}`)} data-tool={tool}>
      <header className="desk-head">
        <h2>{say(`desk.${tool}`)}</h2>
        <button type="button" className="quiet" aria-label={say('desk.close')} onClick={close}>
          <X aria-hidden="true" />
        </button>
      </header>
      <Body />
    </section>
  )
}
