import type { SitePoint } from '../../../models/units.ts'
import type { Boxed } from '../../gpu/overlay/placeLabels.ts'

/** What the layers of the picture tell each other about the room they take: alarms come first, then names, then numbers. */
export const onScreen: {
  /** Places whose signs are alarms; a new list whenever they change. */
  alarms: readonly SitePoint[]
  /** Where names stand, in pixels of the signs, as last laid out. */
  names: readonly Boxed[]
} = { alarms: [], names: [] }
