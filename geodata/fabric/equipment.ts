import type { Paint } from '../paint.ts'
import { roundRing } from '../plane/ring.ts'
import type { Part } from '../world.ts'
import type { Draft } from './draft.ts'
import { box } from './halls.ts'
import type { LocalFrame } from './LocalFrame.ts'
import { CONCRETE, CONTAINERS, CRANE_YELLOW, DARK_STEEL, RUST, STEEL, STRIPE, WHITE } from './paints.ts'
import type { Random } from './random.ts'

/** A stack of steel or concrete; `height` in metres above its floor. */
export function stack(frame: LocalFrame, u: number, v: number, height: number, radius = height / 22): Draft {
  const centre = frame.at(u, v)
  return {
    use: 'utility',
    ring: roundRing(centre, radius * 1.2, 8),
    parts: [
      {
        shape: 'cylinder',
        centre,
        radius: radius * 1.1,
        base: 0,
        top: height * 0.8,
        taper: 0.75,
        wall: CONCRETE,
        roof: DARK_STEEL,
      },
      {
        shape: 'cylinder',
        centre,
        radius: radius * 0.82,
        base: height * 0.8,
        top: height,
        taper: 0.92,
        wall: STRIPE,
        roof: DARK_STEEL,
      },
    ],
  }
}

/** A row of silos along u. */
export function silos(
  frame: LocalFrame,
  u: number,
  v: number,
  count: number,
  radius: number,
  height: number,
): Draft {
  const pitch = radius * 2.15
  const parts = Array.from(
    { length: count },
    (_, i): Part => ({
      shape: 'cylinder',
      centre: frame.at(u + radius + i * pitch, v + radius),
      radius,
      base: 0,
      top: height,
      dome: radius < 3.5,
      wall: i % 3 === 1 ? STEEL : WHITE,
      roof: STEEL,
    }),
  )
  return { use: 'utility', ring: frame.rect(u, v, pitch * count, radius * 2), parts }
}

/** A flat tank in its bund. */
export function tank(frame: LocalFrame, u: number, v: number, radius: number, height: number): Draft {
  const side = radius * 2 + 5
  return {
    use: 'utility',
    ring: frame.rect(u, v, side, side),
    parts: [
      box(frame, u, v, side, side, 0, 0.6, CONCRETE),
      {
        shape: 'cylinder',
        centre: frame.at(u + side / 2, v + side / 2),
        radius,
        base: 0.3,
        top: height,
        wall: WHITE,
        roof: STEEL,
      },
    ],
  }
}

/** Pipes on trestles along u. */
export function pipeRack(frame: LocalFrame, u: number, v: number, length: number): Draft {
  const beam = (y: number, dv: number, width: number, wall: Paint): Part => {
    const [fx, fz] = frame.at(u, v + dv)
    const [tx, tz] = frame.at(u + length, v + dv)
    return { shape: 'beam', from: [fx, y, fz], to: [tx, y, tz], width, wall }
  }
  const parts = [beam(5.4, 1, 0.8, STEEL), beam(6.6, 2, 1, WHITE), beam(5.2, 3, 0.5, RUST)]
  const posts = Math.min(5, Math.max(2, Math.round(length / 18)))
  for (let i = 0; i < posts; i++)
    parts.push(box(frame, u + (i / (posts - 1)) * (length - 0.6), v, 0.6, 4, 0, 5, DARK_STEEL))
  return { use: 'utility', ring: frame.rect(u, v, length, 4), parts, gap: 1 }
}

/** A gantry crane over a yard: span along v, standing at u. */
export function gantry(
  frame: LocalFrame,
  u: number,
  v: number,
  span: number,
  height: number,
  wall: Paint = CRANE_YELLOW,
): Draft {
  const [ax, az] = frame.at(u + 4, v)
  const [bx, bz] = frame.at(u + 4, v + span)
  const leg = (du: number, dv: number): Part => box(frame, u + du, v + dv, 1.2, 1.2, 0, height, wall)
  return {
    use: 'logistics',
    ring: frame.rect(u, v, 9, span),
    parts: [
      leg(0, 0),
      leg(7.8, 0),
      leg(0, span - 1.2),
      leg(7.8, span - 1.2),
      { shape: 'beam', from: [ax, height + 1, az], to: [bx, height + 1, bz], width: 2.4, wall },
      box(frame, u + 2, v + span * 0.6, 4, 5, height - 1.6, height + 2.6, DARK_STEEL),
    ],
    gap: 0.5,
  }
}

/** Containers in rows of ISO 40-foot boxes, up to `tiers` high. */
export function containers(
  frame: LocalFrame,
  u: number,
  v: number,
  columns: number,
  rows: number,
  tiers: number,
  random: Random,
): Draft {
  const parts: Part[] = []
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < rows; j++) {
      const high = random.int(1, tiers)
      parts.push(box(frame, u + i * 12.8, v + j * 2.7, 12.2, 2.44, 0, high * 2.6, random.pick(CONTAINERS)))
    }
  return { use: 'logistics', ring: frame.rect(u, v, columns * 12.8, rows * 2.7), parts, gap: 1 }
}

/** Coils, castings or crates laid out on a yard. */
export function goods(
  frame: LocalFrame,
  u: number,
  v: number,
  width: number,
  depth: number,
  random: Random,
): Draft {
  const parts: Part[] = []
  const wall = random.pick([RUST, STEEL, DARK_STEEL, CONCRETE])
  for (let du = 0; du + 5 <= width && parts.length < 10; du += 8)
    for (let dv = 0; dv + 2.5 <= depth && parts.length < 10; dv += 5)
      if (random.chance(0.75))
        parts.push(box(frame, u + du, v + dv, random.between(3, 6), 2.5, 0, random.between(1.2, 2.8), wall))
  if (parts.length === 0) parts.push(box(frame, u, v, Math.min(5, width), 2.5, 0, 1.8, wall))
  return { use: 'logistics', ring: frame.rect(u, v, width, depth), parts, gap: 1 }
}

/** A gate house with its canopy. */
export function gateHouse(frame: LocalFrame, u: number, v: number): Draft {
  return {
    use: 'utility',
    ring: frame.rect(u, v, 12, 5),
    parts: [
      box(frame, u + 7, v, 5, 5, 0, 3.4, WHITE, STEEL),
      box(frame, u, v, 7.2, 5, 4.6, 5.1, STEEL),
      box(frame, u, v + 2.2, 0.6, 0.6, 0, 4.7, STEEL),
    ],
    gap: 0.5,
  }
}
