import type { Boxed } from '../../gpu/overlay/placeLabels.ts'
import { useInsets } from '../../state/insets.ts'

/** The panels over the picture in pixels of the signs: no name or number is put under them. */
export function panelsNow(scaling: number): Boxed[] {
  return useInsets.getState().boxes.map(({ left, top, right, bottom }) => ({
    x: (left + right) / 2 / scaling,
    y: (top + bottom) / 2 / scaling,
    width: (right - left) / scaling,
    height: (bottom - top) / scaling,
  }))
}
