import { kiosk } from './modes/kiosk.ts'
import { operate } from './modes/operate.ts'
import { plan } from './modes/plan.ts'
import { tour } from './modes/tour.ts'
import type { Mode } from './state/mode.ts'

/** The modes of the page in the order of the switch; an address that names none is the first. */
export const MODES: readonly Mode[] = [operate, tour, plan, kiosk]
