import type { ReactNode } from 'react'
import type { Shown } from '../../parts/formatValue.ts'

interface FigureProps {
  label: string
  shown: Shown
  /** The number that the layer is about: larger, on a line of its own. */
  lead?: boolean
  children?: ReactNode
}

/** A number under its name. */
export function Figure({ label, shown, lead = false, children }: FigureProps) {
  return (
    <div className={lead ? 'figure figure-lead' : 'figure'}>
      <dt>{label}</dt>
      <dd>
        {shown.number} <small>{shown.unit}</small>
        {children}
      </dd>
    </div>
  )
}
