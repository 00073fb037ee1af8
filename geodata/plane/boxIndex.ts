import Flatbush from 'flatbush'
import type { GroundPoint } from '../../models/units.ts'
import { type Box, type Ring, ringBox } from './ring.ts'

/** Numbers of the boxes that touch a box, in ascending order. */
export type BoxIndex = (box: Box) => number[]

/** An index of boxes that stand still. */
export function boxIndex(boxes: readonly Box[]): BoxIndex {
  if (boxes.length === 0) return () => []
  const tree = new Flatbush(boxes.length)
  for (const box of boxes) tree.add(...box)
  tree.finish()
  return box => tree.search(...box).sort((a, b) => a - b)
}

/** An index of rings by their boxes. */
export const ringIndex = (rings: readonly Ring[]): BoxIndex => boxIndex(rings.map(ringBox))

/** The box of a segment, or of a point, widened by `by` metres. */
export function boxAbout(a: GroundPoint, b: GroundPoint = a, by = 0): Box {
  return [
    Math.min(a[0], b[0]) - by,
    Math.min(a[1], b[1]) - by,
    Math.max(a[0], b[0]) + by,
    Math.max(a[1], b[1]) + by,
  ]
}
