import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Translated } from '../../models/units.ts'
import type { Look } from '../look.ts'

/** One audience's way to see the world: a file in client/modes declares all that sets it apart. */
export interface Mode {
  /** Also its address (`/name`), its file and the `data-mode` of its style. */
  readonly name: string
  readonly title: Translated
  readonly icon: LucideIcon
  readonly look: Look
  /** Names of the layers that are on until the person chooses. */
  readonly layers: readonly string[]
  /** The list of layers stands open at first. */
  readonly layersOpen: boolean
  /** How much larger signs, names and numbers are drawn: a kiosk is read standing, by everybody. */
  readonly signScale: number
  /** Parked cars are part of the picture, asked for or not. */
  readonly scenery: boolean
  /** A control room: its tools are a click or a key away, and the address keeps which one is open. */
  readonly desk: boolean
  /** What stands in the top bar before the state of the line. */
  readonly bar: readonly ComponentType[]
  /** The lower edge and what is docked there, in the order of the keyboard. */
  readonly foot: readonly ComponentType[]
}
