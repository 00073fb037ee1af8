import { create } from 'zustand'

/** CSS pixels of the picture that panels cover, from each edge. */
export interface Insets {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** The part of the picture that nothing covers, CSS pixels from the left and top edge. */
export interface FreePart {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const NOTHING: Insets = { top: 0, right: 0, bottom: 0, left: 0 }
/** Whatever covers the picture, the camera keeps at least this share of each side to aim at. */
const LEAST = 0.3

/** A panel's box on the page, CSS pixels. */
export interface CoverBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface Covered {
  insets: Insets
  /** The panels themselves; a new list whenever one moves. */
  boxes: readonly CoverBox[]
  cover: (insets: Insets, boxes?: readonly CoverBox[]) => void
}

/** What the panels cover of the picture: the panels say it, the scene frames its targets in what is left. */
export const useInsets = create<Covered>(set => ({
  insets: NOTHING,
  boxes: [],
  cover: (insets, boxes = []) =>
    set(now => ({ insets: same(now.insets, insets) ? now.insets : insets, boxes })),
}))

/** What is free of a picture of this size; never less than LEAST of a side, around the middle of what is free. */
export function freePart({ top, right, bottom, left }: Insets, width: number, height: number): FreePart {
  const [x, across] = free(left, right, width)
  const [y, down] = free(top, bottom, height)
  return { x, y, width: across, height: down }
}

function free(before: number, after: number, whole: number): [from: number, length: number] {
  const length = Math.max(whole - before - after, whole * LEAST)
  const middle = (before + whole - after) / 2
  return [Math.min(Math.max(0, middle - length / 2), whole - length), length]
}

function same(a: Insets, b: Insets): boolean {
  return a.top === b.top && a.right === b.right && a.bottom === b.bottom && a.left === b.left
}
