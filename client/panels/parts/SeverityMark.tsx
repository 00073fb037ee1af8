import { useState } from 'react'
import type { AlarmClaim } from '../../../models/alarmSummary.ts'
import type { Severity } from '../../../models/kind.ts'
import { SEVERITIES } from '../../../models/kind.ts'

const SHAPES = [
  <circle key="0" cx="8" cy="8" r="3.5" />,
  <rect key="1" x="3" y="3" width="10" height="10" rx="1.5" />,
  <path key="2" d="M8 1.8 15 14H1z" />,
  <path key="3" d="M8 .8 15.2 8 8 15.2.8 8z" />,
]

/** Milliseconds of a flash: all marks of the page flash together. */
const FLASH = 1_000

interface SeverityMarkProps {
  severity: Severity
  /** What the alarm asks: it flashes while unacknowledged, is hollow once returned; left out, it is steady. */
  claim?: AlarmClaim | null
}

/** A severity as shape and colour (circle, square, triangle, diamond), the state of its alarm as flash, fill or outline. */
export function SeverityMark({ severity, claim = null }: SeverityMarkProps) {
  return (
    <Mark key={claim} className={`mark mark-${SEVERITIES[severity]} ${claim ? `is-${claim}` : ''}`}>
      {SHAPES[severity]}
      {claim === 'latched' && <circle className="mark-core" cx="8" cy="8.6" r="1.9" />}
    </Mark>
  )
}

function Mark({ className, children }: { className: string; children: React.ReactNode }) {
  const [animationDelay] = useState(() => `-${Math.round(performance.now() % FLASH)}ms`)
  return (
    <svg className={className} style={{ animationDelay }} viewBox="-1 -1 18 18" aria-hidden="true">
      {children}
    </svg>
  )
}
