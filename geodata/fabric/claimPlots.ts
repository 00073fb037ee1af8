import type { GroundPoint } from '../../models/units.ts'
import type { Ring } from '../plane/ring.ts'
import type { FreeGround } from './freeGround.ts'
import { makeFrame } from './LocalFrame.ts'
import type { Parcel } from './parcels.ts'

/** A wish for land: a rectangle of `area` m² about a point, square to `heading`. */
export interface Claim {
  readonly id: string
  readonly at: GroundPoint
  /** Azimuth away from the street. */
  readonly heading: number
  readonly area: number
  /** Longest side over shortest, at most. */
  readonly aspect?: number
  /** Width and depth it begins with. */
  readonly least?: readonly [width: number, depth: number]
}

const STEP = 6
const SEED = 14
const GAP = 3

/**
 * Gives every claim the rectangle it asks for as far as roads, water and the neighbours allow: all grow from their
 * own points, or the nearest free ones within `reach` metres, the large ones faster. The plots are taken out of the free ground under their ids.
 */
export function claimPlots(claims: readonly Claim[], free: FreeGround, reach: number): Map<string, Parcel> {
  const growing: Grower[] = []
  for (const claim of claims) {
    const seed = nearestFree(
      claim,
      reach,
      ring => free.has(ring, GAP) && !growing.some(plot => plot.overlaps(ring)),
    )
    if (seed) growing.push(grower(claim, seed))
  }
  for (let busy = true; busy; ) {
    busy = false
    for (const plot of growing) {
      if (plot.done) continue
      busy = true
      for (let step = 0; step < plot.pace && !plot.done; step++)
        plot.grow(
          ring => free.has(ring, GAP),
          ring => growing.some(other => other !== plot && other.overlaps(ring)),
        )
    }
  }
  const plots = new Map<string, Parcel>()
  for (const plot of growing) {
    free.take(plot.ring(), plot.id)
    plots.set(plot.id, plot.parcel())
  }
  return plots
}

interface Grower {
  readonly id: string
  /** Steps a round: large plots grow faster. */
  readonly pace: number
  done: boolean
  grow(isFree: (ring: Ring) => boolean, meetsOther: (ring: Ring) => boolean): void
  overlaps(ring: Ring): boolean
  ring(): Ring
  parcel(): Parcel
}

function grower(claim: Claim, seed: GroundPoint): Grower {
  const frame = makeFrame(seed, claim.heading)
  /** left, near, right, far. */
  const [u, v] = seedOf(claim)
  const side = [-u, -v, u, v]
  const open = [true, true, true, true]
  const ringOf = ([left, near, right, far]: number[]): Ring =>
    frame.rect(left!, near!, right! - left!, far! - near!)
  return {
    id: claim.id,
    pace: Math.max(1, Math.round(Math.sqrt(claim.area) / 90)),
    done: false,
    grow(isFree, meetsOther) {
      const [width, depth] = [side[2]! - side[0]!, side[3]! - side[1]!]
      const aspect = claim.aspect ?? 2.2
      const order = width < depth ? [0, 2, 1, 3] : [1, 3, 0, 2]
      for (const k of order) {
        const across = k % 2 === 0
        if (!open[k]) continue
        if (across ? width > depth * aspect : depth > width * aspect) continue
        const next = side.slice()
        next[k]! += k < 2 ? -STEP : STEP
        const strip = side.slice()
        strip[(k + 2) % 4] = side[k]!
        strip[k] = next[k]!
        if (isFree(ringOf(strip)) && !meetsOther(ringOf(next))) side[k] = next[k]!
        else open[k] = false
        if ((side[2]! - side[0]!) * (side[3]! - side[1]!) >= claim.area) {
          this.done = true
          return
        }
      }
      if (width === side[2]! - side[0]! && depth === side[3]! - side[1]!) this.done = true
    },
    overlaps(ring) {
      const local = ring.map(point => frame.to(point))
      const other = side
      return !(
        local.every(p => p[0] < other[0]! - GAP) ||
        local.every(p => p[0] > other[2]! + GAP) ||
        local.every(p => p[1] < other[1]! - GAP) ||
        local.every(p => p[1] > other[3]! + GAP) ||
        apartOnAxesOf(ring, ringOf(side))
      )
    },
    ring: () => ringOf(side),
    parcel: () => ({
      frame: frame.moved(side[0]!, side[1]!),
      width: side[2]! - side[0]!,
      depth: side[3]! - side[1]!,
    }),
  }
}

/** Half width and half depth a plot begins with. */
const seedOf = ({ least }: Claim): readonly [number, number] =>
  least ? [Math.max(SEED, least[0] / 2), Math.max(SEED, least[1] / 2)] : [SEED, SEED]

/** True when a line along an edge of the rectangle `a` parts it from `b`. */
function apartOnAxesOf(a: Ring, b: Ring): boolean {
  for (let i = 0; i < 4; i++) {
    const [p, q] = [a[i]!, a[(i + 1) % 4]!]
    const [nx, nz] = [q[1] - p[1], p[0] - q[0]]
    const inner = a.reduce((sum, c) => sum + (c[0] - p[0]) * nx + (c[1] - p[1]) * nz, 0)
    if (b.every(c => ((c[0] - p[0]) * nx + (c[1] - p[1]) * nz) * inner < 0)) return true
  }
  return false
}

/** The nearest point to the claim's own where the seed of a plot is free, within `reach` metres. */
function nearestFree(claim: Claim, reach: number, isFree: (ring: Ring) => boolean): GroundPoint | undefined {
  const [u, v] = seedOf(claim)
  for (let far = 0; far <= reach; far += 10)
    for (let turn = 0; turn < Math.max(1, far / 6); turn++) {
      const angle = (turn / Math.max(1, far / 6)) * 2 * Math.PI
      const at: GroundPoint = [claim.at[0] + far * Math.cos(angle), claim.at[1] + far * Math.sin(angle)]
      const seed = makeFrame(at, claim.heading).rect(-u, -v, 2 * u, 2 * v)
      if (isFree(seed)) return at
    }
  return undefined
}
