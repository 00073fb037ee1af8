import type { Draft } from './draft.ts'
import { box } from './halls.ts'
import type { LocalFrame } from './LocalFrame.ts'
import { CONCRETE, flatRoof, glassWall, houseWall, officeWall, paint, tileRoof, WHITE } from './paints.ts'
import type { Random } from './random.ts'

/** A detached house of two or three floors, tiled or with the green flat roof of Korean towns. */
export function house(
  frame: LocalFrame,
  u: number,
  v: number,
  width: number,
  depth: number,
  random: Random,
): Draft {
  const ring = frame.rect(u, v, width, depth)
  const wall = houseWall(random)
  const top = random.pick([3.2, 6.2, 6.2, 6.4, 9.2])
  if (random.chance(0.42)) {
    const roof = tileRoof(random)
    const along = width >= depth ? 'u' : 'v'
    const ridge = top + Math.min(width, depth) * 0.26
    const shape = random.chance(0.6) ? ('hip' as const) : ('gable' as const)
    return {
      use: 'house',
      ring,
      parts: [{ shape, ring: frame.rect(u, v, width, depth, along), base: 0, top, ridge, wall, roof }],
      gap: 1.2,
    }
  }
  const roof = flatRoof(random)
  const parts = [box(frame, u, v, width, depth, 0, top + 0.5, wall, roof)]
  if (random.chance(0.35))
    parts.push(box(frame, u + width * 0.55, v + depth * 0.5, 3, 2.8, top, top + 2.9, wall, roof))
  return { use: 'house', ring, parts, gap: 1.2 }
}

/** Low flats over a ground floor of parking, four to five floors (다세대). */
export function villa(
  frame: LocalFrame,
  u: number,
  v: number,
  width: number,
  depth: number,
  random: Random,
): Draft {
  const top = random.int(4, 5) * 2.9
  return {
    use: 'house',
    ring: frame.rect(u, v, width, depth),
    parts: [
      box(frame, u, v, width, depth, 0, top, houseWall(random), flatRoof(random)),
      box(frame, u + 1, v + 1, 4, 3.4, top, top + 2.6, CONCRETE),
    ],
    gap: 1.2,
  }
}

/** A shop or office house on a street, `floors` high. */
export function shop(
  frame: LocalFrame,
  u: number,
  v: number,
  width: number,
  depth: number,
  floors: number,
  random: Random,
): Draft {
  const top = floors * 3.5 + 0.8
  const wall = floors > 7 && random.chance(0.5) ? glassWall(random) : officeWall(random)
  const parts = [box(frame, u, v, width, depth, 0, top, wall, flatRoof(random))]
  if (floors > 3)
    parts.push(
      box(
        frame,
        u + width * 0.3,
        v + depth * 0.35,
        Math.min(7, width * 0.4),
        Math.min(6, depth * 0.4),
        top,
        top + 3.2,
        CONCRETE,
      ),
    )
  return { use: 'shop', ring: frame.rect(u, v, width, depth), parts, gap: 1 }
}

/** How a quarter of houses is drawn: houses a building, metres of street front a house. */
export interface Grain {
  readonly group: number
  readonly front: readonly [low: number, high: number]
  readonly deep: number
}

/**
 * Rows of houses back to back, an alley of 5 m after every second row. `grain.group` neighbours make one building
 * of the twin, so that a far quarter costs less.
 */
export function layHouses(
  frame: LocalFrame,
  width: number,
  depth: number,
  random: Random,
  grain: Grain,
): Draft[] {
  const drafts: Draft[] = []
  const { group, front, deep } = grain
  let v = 1.5
  for (let row = 0; v + deep <= depth; row++) {
    let u = 1.5
    while (u + 8 <= width) {
      const houses: Draft[] = []
      const start = u
      const d = deep - random.between(2.4, 4.2)
      const size = random.int(1, 2 * group - 1)
      while (houses.length < size && u + 8 <= width) {
        const lot = random.between(front[0], front[1])
        const w = Math.min(lot - random.between(1.6, 3), width - u - 1)
        if (w >= 6.5)
          houses.push(
            w > 12.5 && random.chance(0.3)
              ? villa(frame, u, v, w, d, random)
              : house(frame, u, v, w, d, random),
          )
        u += lot
      }
      const parts = houses.flatMap(one => one.parts)
      if (parts.length > 0 && !random.chance(0.05))
        drafts.push({
          use: 'house',
          ring: frame.rect(start, v, Math.min(u, width) - start - 1.2, d),
          parts,
          gap: 1,
        })
    }
    v += deep + (row % 2 === 1 ? 5 : 0.6)
  }
  return drafts
}

/** Street fronts of shops and offices, as deep as a lot; taller where `centre` (0..1) is near one. */
export function layShops(
  frame: LocalFrame,
  width: number,
  depth: number,
  centre: number,
  random: Random,
): Draft[] {
  const drafts: Draft[] = []
  const rows = Math.max(1, Math.floor(depth / 30))
  const pitch = depth / rows
  for (let row = 0; row < rows; row++)
    for (let u = 2; u + 10 <= width; ) {
      const w = Math.min(random.between(16, 26) + centre * random.between(2, 16), width - u - 2)
      const d = Math.min(pitch - 4, random.between(13, 20) + centre * 6)
      const floors = Math.round(random.between(2, 5) + centre * random.between(1, 9))
      if (w >= 9 && d >= 8) drafts.push(shop(frame, u, row * pitch + 1.5, w, d, floors, random))
      u += w + random.between(2, 5)
    }
  return drafts
}

/** A school: an L of classrooms of four floors, a gymnasium, and its playground as a flat surface. */
export function laySchool(frame: LocalFrame, width: number, depth: number, random: Random): Draft[] {
  const wall = paint(
    'office',
    random.pick([
      [206, 188, 164],
      [196, 170, 150],
      [214, 208, 196],
    ] as const),
    random,
  )
  const roof = flatRoof(random)
  const long = Math.min(width - 12, 86)
  const back = depth - 20
  return [
    {
      use: 'school',
      ring: frame.rect(6, back, long, 14),
      parts: [
        box(frame, 6, back, long, 14, 0, 15, wall, roof),
        box(frame, 6 + long * 0.45, back - 1.5, 8, 3, 0, 17, WHITE),
      ],
    },
    {
      use: 'school',
      ring: frame.rect(width - 34, back - 34, 28, 24),
      parts: [
        {
          shape: 'barrel',
          ring: frame.rect(width - 34, back - 34, 28, 24),
          base: 0,
          top: 9,
          ridge: 12.5,
          wall,
          roof: paint('roofMetal', [112, 140, 168]),
        },
      ],
    },
    {
      use: 'school',
      ring: frame.rect(6, 6, Math.max(20, width - 48), Math.max(20, back - 14)),
      parts: [],
      drapes: [
        {
          ring: frame.rect(6, 6, Math.max(20, width - 48), Math.max(20, back - 14)),
          paint: paint('accent', [186, 160, 124]),
          lift: 0.1,
        },
      ],
    },
  ]
}

/** A church: nave under a steep gable and a steeple. */
export function church(frame: LocalFrame, u: number, v: number, random: Random): Draft {
  const wall = paint(
    'plain',
    random.pick([
      [188, 132, 108],
      [222, 216, 206],
      [176, 120, 100],
    ] as const),
    random,
  )
  return {
    use: 'public',
    ring: frame.rect(u, v, 18, 30),
    parts: [
      {
        shape: 'gable',
        ring: frame.rect(u, v + 4, 18, 26, 'v'),
        base: 0,
        top: 9,
        ridge: 15,
        wall,
        roof: paint('roofTile', [92, 84, 84], random),
      },
      box(frame, u + 6.5, v, 5, 5, 0, 19, wall),
      {
        shape: 'cylinder',
        centre: frame.at(u + 9, v + 2.5),
        radius: 3,
        base: 19,
        top: 28,
        taper: 0.05,
        wall: paint('roofMetal', [120, 126, 132]),
        roof: wall,
      },
    ],
  }
}
