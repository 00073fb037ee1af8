import type { Severity } from '../../../models/kind.ts'
import { SEVERITIES } from '../../../models/kind.ts'

const SHAPES = [
  <circle key="0" cx="8" cy="8" r="3.5" />,
  <rect key="1" x="3" y="3" width="10" height="10" rx="1.5" />,
  <path key="2" d="M8 1.8 15 14H1z" />,
  <path key="3" d="M8 .8 15.2 8 8 15.2.8 8z" />,
]

/** A severity as shape and colour: circle, square, triangle, diamond. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <svg className={`mark mark-${SEVERITIES[severity]}`} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[severity]}
    </svg>
  )
}
