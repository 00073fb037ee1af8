import type { Boxed } from '../../gpu/overlay/placeLabels.ts'

/** Where names stand on the screen, CSS pixels, as last laid out: live numbers keep off them. */
export const nameBoxes: { shown: readonly Boxed[] } = { shown: [] }
