import type { Paint } from '../paint.ts'
import type { Part } from '../world.ts'
import type { Draft } from './draft.ts'
import type { LocalFrame } from './LocalFrame.ts'
import { DARK_STEEL, flatRoof, GLASS, hallRoof, hallWall, officeWall, SKYLIGHT } from './paints.ts'
import type { Random } from './random.ts'

export type HallForm = 'flat' | 'gable' | 'gables' | 'sawtooth' | 'barrel'

/** A rectangle in local metres: corner, width along u, depth along v. */
export interface Plot {
  readonly u: number
  readonly v: number
  readonly width: number
  readonly depth: number
}

/** Colours shared by the halls of one plant. */
export interface Livery {
  readonly wall: Paint
  readonly roof: Paint
}

/** A plant's own colours. */
export const makeLivery = (random: Random): Livery => ({ wall: hallWall(random), roof: hallRoof(random) })

/** A factory hall with the roof asked for; `height` is its eaves in metres. */
export function hall(
  frame: LocalFrame,
  plot: Plot,
  height: number,
  form: HallForm,
  livery: Livery,
  random: Random,
): Draft {
  const ring = frame.rect(plot.u, plot.v, plot.width, plot.depth)
  return { use: 'factory', ring, parts: ROOFS[form](frame, plot, height, livery, random) }
}

type Roof = (frame: LocalFrame, plot: Plot, height: number, livery: Livery, random: Random) => Part[]

const ROOFS: Record<HallForm, Roof> = {
  flat(frame, { u, v, width, depth }, height, { wall, roof }, random) {
    const parts: Part[] = [
      { shape: 'prism', ring: frame.rect(u, v, width, depth), base: 0, top: height, wall, roof },
    ]
    const long = width >= depth
    const strips = Math.min(5, Math.floor((long ? width : depth) / 28))
    for (let i = 0; i < strips; i++) {
      const at = ((i + 0.5) / strips) * (long ? width : depth)
      const ring = long
        ? frame.rect(u + at - 1.2, v + depth * 0.12, 2.4, depth * 0.76)
        : frame.rect(u + width * 0.12, v + at - 1.2, width * 0.76, 2.4)
      parts.push({
        shape: 'prism',
        ring,
        base: height - 0.1,
        top: height + 0.4,
        wall: SKYLIGHT,
        roof: SKYLIGHT,
      })
    }
    if (strips === 0 || random.chance(0.3))
      parts.push(box(frame, u + width * 0.7, v + depth * 0.3, 4, 3, height - 0.1, height + 2.2, DARK_STEEL))
    return parts
  },
  gable(frame, { u, v, width, depth }, height, { wall, roof }, random) {
    const along = width >= depth ? 'u' : 'v'
    const span = Math.min(width, depth)
    const ridge = height + span * random.between(0.09, 0.14)
    const parts: Part[] = [
      {
        shape: 'gable',
        ring: frame.rect(u, v, width, depth, along),
        base: 0,
        top: height,
        ridge,
        wall,
        roof,
      },
    ]
    if (span > 16) {
      const ring =
        along === 'u'
          ? frame.rect(u + width * 0.1, v + depth / 2 - 1.3, width * 0.8, 2.6)
          : frame.rect(u + width / 2 - 1.3, v + depth * 0.1, 2.6, depth * 0.8)
      parts.push({ shape: 'prism', ring, base: ridge - 0.6, top: ridge + 1.1, wall: DARK_STEEL, roof })
    }
    return parts
  },
  gables(frame, { u, v, width, depth }, height, livery, random) {
    const across = Math.min(width, depth)
    const bays = Math.max(2, Math.min(8, Math.round(across / random.between(20, 28))))
    const bay = across / bays
    const ridge = height + bay * random.between(0.11, 0.16)
    return Array.from({ length: bays }, (_, i): Part => {
      const ring =
        width >= depth
          ? frame.rect(u, v + i * bay, width, bay, 'u')
          : frame.rect(u + i * bay, v, bay, depth, 'v')
      return { shape: 'gable', ring, base: 0, top: height, ridge, wall: livery.wall, roof: livery.roof }
    })
  },
  sawtooth(frame, { u, v, width, depth }, height, { wall, roof }, random) {
    const along = width >= depth ? 'u' : 'v'
    const long = Math.max(width, depth)
    const bays = Math.max(3, Math.min(24, Math.round(long / random.between(9, 13))))
    const ring = frame.rect(u, v, width, depth, along)
    const ridge = height + Math.min(4.2, (long / bays) * 0.36)
    return [{ shape: 'sawtooth', ring, base: 0, top: height, ridge, bays, wall, roof, glass: SKYLIGHT }]
  },
  barrel(frame, { u, v, width, depth }, height, { wall, roof }) {
    const along = width >= depth ? 'u' : 'v'
    const ring = frame.rect(u, v, width, depth, along)
    return [
      {
        shape: 'barrel',
        ring,
        base: 0,
        top: height,
        ridge: height + Math.min(width, depth) * 0.16,
        wall,
        roof,
      },
    ]
  },
}

/** An office block: floors of 3.6 m, flat roof, stair head, plant on the roof. */
export function office(frame: LocalFrame, plot: Plot, floors: number, random: Random, wall?: Paint): Draft {
  const { u, v, width, depth } = plot
  const top = floors * 3.6 + 0.9
  const face = wall ?? officeWall(random)
  const roof = flatRoof(random)
  const parts: Part[] = [
    { shape: 'prism', ring: frame.rect(u, v, width, depth), base: 0, top, wall: face, roof },
    box(
      frame,
      u + width * random.between(0.15, 0.6),
      v + depth * 0.3,
      Math.min(6, width * 0.3),
      Math.min(5, depth * 0.4),
      top - 0.1,
      top + 3,
      face,
    ),
  ]
  if (width > 18 && random.chance(0.5))
    parts.push(box(frame, u + width * 0.42, v - 2, width * 0.16, 2.2, 3.2, 3.7, GLASS))
  return { use: 'office', ring: frame.rect(u, v, width, depth), parts }
}

/** An upright box in local metres. */
export function box(
  frame: LocalFrame,
  u: number,
  v: number,
  width: number,
  depth: number,
  base: number,
  top: number,
  wall: Paint,
  roof: Paint = wall,
): Part {
  return { shape: 'prism', ring: frame.rect(u, v, width, depth), base, top, wall, roof }
}
