import type { Draft } from './draft.ts'
import { containers, gantry, gateHouse, goods, pipeRack, silos, stack, tank } from './equipment.ts'
import { type HallForm, hall, type Livery, makeLivery, office } from './halls.ts'
import type { LocalFrame } from './LocalFrame.ts'
import { lot } from './lots.ts'
import type { Random } from './random.ts'

export type Fitting = 'stack' | 'silos' | 'tanks' | 'rack' | 'gantry' | 'goods' | 'containers' | 'lot'

/** What a plant is like; all but the area may be left to chance. */
export interface PlantStyle {
  /** Ground covered by halls and offices together, m². */
  readonly built: number
  readonly forms?: readonly HallForm[]
  /** Halls are about this wide and long, metres. */
  readonly hall?: readonly [width: number, depth: number]
  /** Eaves, metres. */
  readonly height?: readonly [low: number, high: number]
  readonly floors?: number
  readonly fittings?: readonly Fitting[]
  readonly livery?: Livery
  /** Stalls at the front: depth of the car park in metres. */
  readonly parking?: number
}

const FORMS: readonly HallForm[] = [
  'gable',
  'gable',
  'gables',
  'gables',
  'flat',
  'flat',
  'flat',
  'sawtooth',
  'barrel',
]

/**
 * Fills a rectangle of `width` by `depth` metres (street along v = 0) with one plant whose halls and offices
 * cover exactly `style.built` m², as far as the rectangle has room.
 */
export function layPlant(
  frame: LocalFrame,
  width: number,
  depth: number,
  style: PlantStyle,
  random: Random,
): Draft[] {
  const drafts: Draft[] = []
  const livery = style.livery ?? makeLivery(random)
  const margin = Math.max(1.5, Math.min(9, Math.min(width, depth) * 0.05))
  const inner = width - 2 * margin
  const parking = Math.min(style.parking ?? 0, depth * 0.2)
  const hasOffice = depth > 38 && width > 26
  const officeDepth = hasOffice ? Math.min(18, Math.max(9, depth * 0.12)) : 0
  const officeWidth = hasOffice
    ? Math.min(inner * (parking > 0 ? 0.36 : 0.55), Math.max(16, officeDepth * 3.4))
    : 0
  const officeFirst = random.chance(0.5)
  if (hasOffice) {
    const floors = style.floors ?? Math.max(2, Math.min(6, Math.round(1 + width / 45 + random.next())))
    const u = officeFirst ? margin : width - margin - officeWidth
    drafts.push(office(frame, { u, v: margin, width: officeWidth, depth: officeDepth }, floors, random))
    if (inner - officeWidth > 26)
      drafts.push(
        gateHouse(
          frame,
          officeFirst ? margin + officeWidth + 6 : width - margin - officeWidth - 18,
          margin * 0.5,
        ),
      )
    const free = inner - officeWidth - 28
    if (parking >= 12 && free > 20)
      drafts.push(
        lot(frame, {
          u: officeFirst ? width - margin - free : margin,
          v: margin,
          width: free,
          depth: parking - 2,
        }),
      )
  }
  const front = hasOffice ? margin + Math.max(officeDepth, parking) + Math.min(12, depth * 0.06) : margin
  drafts.push(
    ...layHalls(
      frame,
      { margin, front, width, depth },
      style.built - officeWidth * officeDepth,
      style,
      livery,
      random,
    ),
  )
  return drafts
}

interface Yard {
  readonly margin: number
  readonly front: number
  readonly width: number
  readonly depth: number
}

function layHalls(
  frame: LocalFrame,
  yard: Yard,
  built: number,
  style: PlantStyle,
  livery: Livery,
  random: Random,
): Draft[] {
  const drafts: Draft[] = []
  const inner = yard.width - 2 * yard.margin
  const deep = yard.depth - yard.front - yard.margin
  if (inner < 7 || deep < 7) return drafts
  const [wantWidth, wantDepth] = style.hall ?? [random.between(26, 60), random.between(50, 120)]
  const columns = Math.max(1, Math.round(inner / (wantWidth + 9)))
  const rows = Math.max(1, Math.round(deep / (wantDepth + 10)))
  const lane = Math.min(12, Math.max(3, inner * 0.045))
  const cellWidth = (inner - (columns - 1) * lane) / columns
  const cellDepth = (deep - (rows - 1) * lane) / rows
  const cells = columns * rows
  const share = Math.min(1, Math.max(0.1, built / (cells * cellWidth * cellDepth)))
  const halls = Math.min(cells, Math.max(1, Math.ceil(share * cells * 1.08)))
  const fill = Math.min(1, (share * cells) / halls)
  const [low, high] = style.height ?? [6.5 + Math.min(6, cellWidth / 14), 9 + Math.min(8, cellWidth / 9)]
  const forms = style.forms ?? FORMS
  const form = random.pick(forms)
  const fittings = style.fittings ?? ['goods', 'goods', 'silos', 'rack', 'containers', 'tanks', 'gantry']
  let placed = 0
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const u = yard.margin + column * (cellWidth + lane)
      const v = yard.front + row * (cellDepth + lane)
      const left = cells - (row * columns + column)
      if (placed < halls && (left <= halls - placed || random.chance(halls / cells + 0.15))) {
        placed++
        const depth = cellDepth * fill
        const own = random.chance(0.75) ? form : random.pick(forms)
        drafts.push(
          hall(frame, { u, v, width: cellWidth, depth }, random.between(low, high), own, livery, random),
        )
        const spare = cellDepth - depth - lane
        if (spare > 6)
          drafts.push(
            ...fitting(frame, u, v + depth + lane * 0.8, cellWidth, spare, random.pick(fittings), random),
          )
      } else drafts.push(...fitting(frame, u, v, cellWidth, cellDepth, random.pick(fittings), random))
    }
  return drafts
}

/** Equipment in the open on a rectangle of local metres; a car park fills it, the rest stand in it loosely. */
export function fitting(
  frame: LocalFrame,
  u: number,
  v: number,
  width: number,
  depth: number,
  kind: Fitting,
  random: Random,
): Draft[] {
  switch (kind) {
    case 'stack':
      return width > 8 && depth > 8
        ? [stack(frame, u + width / 2, v + depth / 2, random.between(28, 55))]
        : []
    case 'silos': {
      const radius = Math.min(3.2, depth / 2.4, width / 5)
      return radius < 1 ? [] : [silos(frame, u, v, random.int(2, 4), radius, random.between(9, 16))]
    }
    case 'tanks': {
      const radius = Math.min(6, depth / 2 - 2.6, width / 2 - 2.6)
      return radius < 1.5 ? [] : [tank(frame, u, v, radius, random.between(5, 10))]
    }
    case 'rack':
      return width > 20 ? [pipeRack(frame, u, v, Math.min(width, 90))] : []
    case 'gantry':
      return depth > 16 && width > 14
        ? [
            gantry(frame, u + 2, v, Math.min(depth, 34), 13),
            goods(frame, u + 13, v + 2, Math.min(width - 13, 40), Math.min(depth - 3, 24), random),
          ].filter(draft => draft.parts.length > 0)
        : []
    case 'containers': {
      const columns = Math.min(4, Math.floor(width / 12.8))
      const rows = Math.min(4, Math.floor(depth / 2.7))
      return columns > 0 && rows > 0 ? [containers(frame, u, v, columns, rows, 2, random)] : []
    }
    case 'lot':
      return width > 20 && depth > 16
        ? [lot(frame, { u, v, width: Math.min(width, 150), depth: Math.min(depth, 90) })]
        : []
    case 'goods':
      return [
        goods(
          frame,
          u + 1,
          v + 1,
          Math.max(5, Math.min(width - 2, 40)),
          Math.max(3, Math.min(depth - 2, 24)),
          random,
        ),
      ]
  }
}
