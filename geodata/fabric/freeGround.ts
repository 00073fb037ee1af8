import type { GroundPoint } from '../../models/units.ts'
import { Cells } from '../plane/Cells.ts'
import { type Box, type Ring, ringBox, ringsMeet } from '../plane/ring.ts'
import { segmentDistance } from '../plane/segment.ts'

/** What already lies on the ground, and whether something more has room. */
export interface FreeGround {
  /** Takes the ring out of the free ground. Things of the same owner may still be set into it. */
  take(ring: Ring, owner?: string): void
  /** True when the ring keeps `gap` metres to all that was taken, but for rings of `owner`. */
  has(ring: Ring, gap: number, owner?: string): boolean
}

const CELL = 64

/** Free ground with nothing on it yet; only where `isLand` says so. */
export function makeFreeGround(isLand: (x: number, z: number) => boolean): FreeGround {
  const cells = new Cells<number>(CELL)
  const rings: Ring[] = []
  const boxes: Box[] = []
  const owners: (string | undefined)[] = []
  const seen: number[] = []
  let query = 0

  return {
    take(ring, owner) {
      const index = rings.length
      const box = ringBox(ring)
      rings.push(ring)
      boxes.push(box)
      owners.push(owner)
      seen.push(0)
      cells.add(box, index)
    },
    has(ring, gap, owner) {
      const box = ringBox(ring)
      query++
      if (!ring.every(([x, z]) => isLand(x, z))) return false
      return cells.visit([box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap], index => {
        if (seen[index] === query) return true
        seen[index] = query
        if (owner !== undefined && owners[index] === owner) return true
        if (boxesApart(box, boxes[index]!, gap)) return true
        return !(ringsMeet(ring, rings[index]!) || (gap > 0 && ringsNear(ring, rings[index]!, gap)))
      })
    },
  }
}

/** Quadrilaterals that cover a line of the given width, cut into pieces of at most 100 m. */
export function ribbon(line: readonly GroundPoint[], width: number): Ring[] {
  const quads: Ring[] = []
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (length < 0.01) continue
    const [ux, uz] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length]
    const ease = Math.min(4, width / 4)
    const pieces = Math.ceil(length / 100)
    for (let k = 0; k < pieces; k++) {
      const from = (length * k) / pieces - ease
      const to = (length * (k + 1)) / pieces + ease
      const corner = (along: number, across: number): GroundPoint => [
        a[0] + ux * along + uz * across,
        a[1] + uz * along - ux * across,
      ]
      const half = width / 2
      quads.push([corner(from, -half), corner(to, -half), corner(to, half), corner(from, half)])
    }
  }
  return quads
}

function boxesApart(a: Box, b: Box, gap: number): boolean {
  return a[0] > b[2] + gap || b[0] > a[2] + gap || a[1] > b[3] + gap || b[1] > a[3] + gap
}

function ringsNear(a: Ring, b: Ring, gap: number): boolean {
  return cornersNear(a, b, gap) || cornersNear(b, a, gap)
}

function cornersNear(corners: Ring, ring: Ring, gap: number): boolean {
  for (const [x, z] of corners)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
      if (segmentDistance(x, z, ring[j]!, ring[i]!) < gap) return true
  return false
}
