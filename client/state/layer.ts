import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Translated } from '../../models/units.ts'

/** Something that can be laid over the world; the kinds of assets that it shows name it (models/kinds). */
export interface Layer {
  /** Also its word in addresses. */
  readonly name: string
  readonly title: Translated
  readonly icon: LucideIcon
  /** Legend and live totals while it is on. */
  readonly legend?: ComponentType
  /** What it draws besides its kinds. */
  readonly draws?: 'alarms' | 'names' | 'trees' | 'plots'
}
