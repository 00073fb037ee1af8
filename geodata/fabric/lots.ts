import type { Row } from '../../models/body.ts'
import type { SourceCarPark } from '../read/tables.ts'
import type { Drape } from '../world.ts'
import type { Draft } from './draft.ts'
import type { Plot } from './halls.ts'
import type { LocalFrame } from './LocalFrame.ts'
import { LOT, MARKING } from './paints.ts'

/** A car park, with where its stalls are. */
export interface LotDraft extends Draft {
  readonly rows: readonly Row[]
  /** The public car park it is or belongs to; absent on made-up ones. */
  readonly park?: SourceCarPark
  /** Width and length of a stall where it is not the usual one, metres. */
  readonly stall?: readonly [width: number, length: number]
}

/** Stall of the parking law's general form (주차장법 시행규칙 제3조): 2.5 m by 5.0 m; aisle 6 m. */
const STALL = 2.5
const DEPTH = 5
const AISLE = 6
/** Larger car parks are cut to this, metres. */
const LONGEST = 78
const DEEPEST = 38

/** A car park on a rectangle, at most 78 m by 38 m of it: double rows of stalls along u, aisles between them, stall lines painted. */
export function lot(frame: LocalFrame, plot: Plot): LotDraft {
  const { u, v } = plot
  const width = Math.min(plot.width, LONGEST)
  const depth = Math.min(plot.depth, DEEPEST)
  const rows: Row[] = []
  const drapes: Drape[] = [{ ring: frame.rect(u, v, width, depth), paint: LOT, lift: 0.12 }]
  const count = Math.floor((width - 4) / STALL)
  const start = u + (width - count * STALL) / 2
  const addRow = (at: number, facing: number): void => {
    rows.push({
      from: frame.at(start + STALL / 2, at + DEPTH / 2),
      to: frame.at(start + (count - 0.5) * STALL, at + DEPTH / 2),
      count,
      facing: (frame.heading + facing) % 360,
    })
    for (let i = 0; i <= count; i++)
      drapes.push({
        ring: frame.rect(start + i * STALL - 0.06, at, 0.12, DEPTH),
        paint: MARKING,
        lift: 0.16,
      })
  }
  if (count > 0) {
    let at = v + 0.5
    addRow(at, 180)
    at += DEPTH + AISLE
    while (at + DEPTH <= v + depth - 0.4) {
      addRow(at, 0)
      at += DEPTH
      if (at + DEPTH + AISLE > v + depth) break
      addRow(at, 180)
      at += DEPTH + AISLE
    }
  }
  return { use: 'lot', ring: frame.rect(u, v, width, depth), parts: [], drapes, rows, gap: 0.5 }
}

/** Ground of a car park: `rows` of stalls, every two with an aisle between them. */
export interface LotSize {
  readonly rows: number
  readonly width: number
  readonly depth: number
}

/** Shapes a car park of so many stalls can have, from about one and a half times as wide as deep to long and narrow. */
export function lotSizes(stalls: number): LotSize[] {
  const pairs = Math.max(1, Math.round(Math.sqrt((stalls * STALL) / (1.5 * 2 * (2 * DEPTH + AISLE)))))
  const counts = new Set([2 * pairs, 2 * pairs - 2, 2 * pairs + 2, 2, 1].filter(rows => rows > 0))
  return [...counts]
    .filter(rows => rows > 1 || stalls <= 24)
    .map(rows => ({
      rows,
      width: Math.ceil(stalls / rows) * STALL + 4,
      depth: rows === 1 ? DEPTH + AISLE + 1 : (rows / 2) * (2 * DEPTH + AISLE) + 1,
    }))
}

/** A car park of exactly so many stalls on ground of one of its sizes, from the frame's origin. */
export function lotOf(frame: LocalFrame, stalls: number, { width, depth, rows: count }: LotSize): LotDraft {
  const each = Math.ceil(stalls / count)
  const drapes: Drape[] = [{ ring: frame.rect(0, 0, width, depth), paint: LOT, lift: 0.12 }]
  const rows: Row[] = []
  for (let r = 0, left = stalls; left > 0; r++) {
    const own = Math.min(each, left)
    left -= own
    const at = 0.5 + (r >> 1) * (2 * DEPTH + AISLE) + (r % 2) * (DEPTH + AISLE)
    rows.push({
      from: frame.at(2 + STALL / 2, at + DEPTH / 2),
      to: frame.at(2 + (own - 0.5) * STALL, at + DEPTH / 2),
      count: own,
      facing: (frame.heading + (r % 2 ? 0 : 180)) % 360,
    })
    for (let i = 0; i <= own; i++)
      drapes.push({ ring: frame.rect(2 + i * STALL - 0.06, at, 0.12, DEPTH), paint: MARKING, lift: 0.16 })
  }
  return { use: 'lot', ring: frame.rect(0, 0, width, depth), parts: [], drapes, rows, gap: 0.5 }
}

/** True for a draft that is a car park. */
export const isLot = (draft: Draft): draft is LotDraft => draft.use === 'lot' && 'rows' in draft

/** Stalls of a car park. */
export const stallsOf = (draft: LotDraft): number => draft.rows.reduce((sum, row) => sum + row.count, 0)
