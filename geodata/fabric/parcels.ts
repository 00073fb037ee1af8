import { inRing, type Ring, ringCentre } from '../plane/ring.ts'
import type { Plot } from './halls.ts'
import { headingOf, type LocalFrame, makeFrame } from './LocalFrame.ts'
import type { Random } from './random.ts'

/** A rectangle of a block with its own frame: origin in the corner at the street, v away from the street. */
export interface Parcel {
  readonly frame: LocalFrame
  readonly width: number
  readonly depth: number
}

/** Cuts a block into rectangular parcels of about `area()` m² each, all inside its ring. */
export function cutParcels(
  ring: Ring,
  area: (random: Random) => number,
  random: Random,
  smallest = 8,
): Parcel[] {
  const frame = makeFrame(ringCentre(ring), blockHeading(ring))
  const local = ring.map(point => frame.to(point))
  const us = local.map(point => point[0])
  const vs = local.map(point => point[1])
  const u = Math.min(...us)
  const v = Math.min(...vs)
  const whole: Plot = { u, v, width: Math.max(...us) - u, depth: Math.max(...vs) - v }
  const parcels: Parcel[] = []
  split(whole, area, random, piece => {
    const plot = fitInside(local, piece)
    if (plot && Math.min(plot.width, plot.depth) >= smallest) parcels.push(facingStreet(frame, plot, whole))
  })
  return parcels
}

/** Azimuth square to the block's longest edge. */
export function blockHeading(ring: Ring): number {
  let longest = 0
  let heading = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[j]!, ring[i]!]
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (length > longest) [longest, heading] = [length, headingOf(a, b)]
  }
  return (heading + 270) % 360
}

function split(
  plot: Plot,
  area: (random: Random) => number,
  random: Random,
  done: (plot: Plot) => void,
): void {
  const want = area(random)
  if (plot.width * plot.depth < want * 1.45 || Math.max(plot.width, plot.depth) < 18) {
    done(plot)
    return
  }
  const cut = random.between(0.4, 0.6)
  const { u, v, width, depth } = plot
  const halves: readonly Plot[] =
    width > depth * random.between(0.75, 1)
      ? [
          { u, v, width: width * cut, depth },
          { u: u + width * cut, v, width: width * (1 - cut), depth },
        ]
      : [
          { u, v, width, depth: depth * cut },
          { u, v: v + depth * cut, width, depth: depth * (1 - cut) },
        ]
  for (const half of halves) split(half, area, random, done)
}

/** Draws in the sides of a rectangle until it lies inside the ring; undefined when nothing is left. */
export function fitInside(ring: Ring, plot: Plot): Plot | undefined {
  let [left, near, right, far] = [plot.u, plot.v, plot.u + plot.width, plot.v + plot.depth]
  for (let round = 0; round < 40; round++) {
    const out = [0, 0, 0, 0]
    let any = false
    for (let i = 0; i <= 4; i++)
      for (let j = 0; j <= 4; j++) {
        if (i % 4 !== 0 && j % 4 !== 0) continue
        if (inRing(ring, left + ((right - left) * i) / 4, near + ((far - near) * j) / 4)) continue
        any = true
        if (i === 0) out[0]!++
        if (i === 4) out[2]!++
        if (j === 0) out[1]!++
        if (j === 4) out[3]!++
      }
    if (!any) return { u: left, v: near, width: right - left, depth: far - near }
    const worst = out.indexOf(Math.max(...out))
    const [dw, dd] = [(right - left) * 0.07, (far - near) * 0.07]
    if (worst === 0) left += dw
    else if (worst === 1) near += dd
    else if (worst === 2) right -= dw
    else far -= dd
    if (right - left < 5 || far - near < 5) return undefined
  }
  return undefined
}

/** Turns the parcel so that its v = 0 side is the one nearest to the block's edge. */
function facingStreet(frame: LocalFrame, { u, v, width, depth }: Plot, whole: Plot): Parcel {
  const near = v - whole.v
  const far = whole.v + whole.depth - v - depth
  const left = u - whole.u
  const right = whole.u + whole.width - u - width
  const least = Math.min(near, far, left, right)
  if (near <= least + 4) return { frame: makeFrame(frame.at(u, v), frame.heading), width, depth }
  if (far <= least + 4)
    return { frame: makeFrame(frame.at(u + width, v + depth), (frame.heading + 180) % 360), width, depth }
  if (left === least)
    return {
      frame: makeFrame(frame.at(u, v + depth), (frame.heading + 90) % 360),
      width: depth,
      depth: width,
    }
  return {
    frame: makeFrame(frame.at(u + width, v), (frame.heading + 270) % 360),
    width: depth,
    depth: width,
  }
}
