import type { Paint } from '../paint.ts'
import type { Draft } from './draft.ts'
import { box } from './halls.ts'
import type { LocalFrame } from './LocalFrame.ts'
import { apartmentWall, CONCRETE, flatRoof, gableAccent, paint } from './paints.ts'
import type { Random } from './random.ts'

/** Colours and height shared by the blocks of one estate. */
export interface Estate {
  readonly wall: Paint
  readonly accent: Paint
  readonly roof: Paint
  readonly floors: number
}

/** One estate's looks: slabs of the 1980s have 5 to 15 floors, later ones up to 25 (storey 2.8 m). */
export function makeEstate(random: Random, old: boolean): Estate {
  const floors = old ? random.pick([5, 5, 12, 13, 15]) : random.int(15, 25)
  return { wall: apartmentWall(random), accent: gableAccent(random), roof: flatRoof(random), floors }
}

/** A slab along u: body, coloured gable ends, stair heads on the roof. */
export function slab(
  frame: LocalFrame,
  u: number,
  v: number,
  width: number,
  estate: Estate,
  floors: number,
): Draft {
  const depth = 12
  const top = floors * 2.8 + 1.2
  const parts = [
    box(frame, u + 0.5, v, width - 1, depth, 0, top, estate.wall, estate.roof),
    box(frame, u, v + 0.6, 0.55, depth - 1.2, 0, top + 0.4, estate.accent),
    box(frame, u + width - 0.55, v + 0.6, 0.55, depth - 1.2, 0, top + 0.4, estate.accent),
  ]
  const heads = width > 50 ? 2 : 1
  for (let i = 0; i < heads; i++)
    parts.push(
      box(
        frame,
        u + ((i + 0.5) / heads) * width - 3,
        v + depth * 0.5,
        6,
        5,
        top - 0.1,
        top + 3.4,
        estate.accent,
      ),
    )
  return { use: 'apartment', ring: frame.rect(u, v, width, depth), parts, gap: 8 }
}

/** A point tower of 20 m by 20 m. */
export function tower(frame: LocalFrame, u: number, v: number, estate: Estate, floors: number): Draft {
  const top = floors * 2.9 + 1.2
  const parts = [
    box(frame, u, v + 4, 22, 13, 0, top, estate.wall, estate.roof),
    box(frame, u + 5, v, 12, 22, 0, top + 0.9, estate.wall, estate.roof),
    box(frame, u + 8, v + 7, 6, 8, top, top + 5, estate.accent),
  ]
  return { use: 'apartment', ring: frame.rect(u, v, 22, 22), parts, gap: 8 }
}

/** The estate's small shops or office. */
export function annex(frame: LocalFrame, u: number, v: number, random: Random): Draft {
  const width = random.between(18, 34)
  return {
    use: 'shop',
    ring: frame.rect(u, v, width, 11),
    parts: [
      box(
        frame,
        u,
        v,
        width,
        11,
        0,
        random.pick([4, 7.4, 7.4]),
        paint('office', [198, 190, 178], random),
        CONCRETE,
      ),
    ],
  }
}

/** Fills a rectangle with one estate: rows of slabs that look south, a row apart by about the height of one. */
export function layEstate(frame: LocalFrame, width: number, depth: number, random: Random): Draft[] {
  const drafts: Draft[] = []
  const estate = makeEstate(random, random.chance(0.55))
  const pitch = Math.max(30, Math.min(58, estate.floors * 2.8 * 0.82 + 12))
  const rows = Math.max(1, Math.floor((depth - 8) / pitch))
  const long = estate.floors <= 6 ? random.between(40, 56) : random.between(44, 74)
  const towers = estate.floors > 16 && random.chance(0.4)
  const pieces = Math.max(1, Math.floor((width - 4) / ((towers ? 26 : long) + 12)))
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < pieces; i++) {
      const cell = (width - 4) / pieces
      const v = 6 + row * pitch + (i % 2) * random.between(0, 5)
      const floors = Math.max(5, estate.floors - random.int(0, 3))
      if (towers) drafts.push(tower(frame, 2 + i * cell + (cell - 22) / 2, v, estate, floors))
      else drafts.push(slab(frame, 2 + i * cell + 4, v, Math.min(long, cell - 8), estate, floors))
    }
  drafts.push(annex(frame, random.between(4, Math.max(5, width - 40)), 6 + rows * pitch - 14, random))
  return drafts
}
