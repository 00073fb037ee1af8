import type { GroundPoint } from '../../models/units.ts'
import type { Sources } from '../sources.ts'
import type { Grid } from './grid.ts'
import { apart, curve, direction, type Line } from './line.ts'
import { crests, seeded, waves } from './noise.ts'

interface Crest {
  readonly line: readonly GroundPoint[]
  readonly heights: readonly number[]
}

/**
 * Heights of the mountains alone, metres above the sea (far below it where there are none): ridges of the
 * sources, seeded spurs that branch off them twice, and slopes that fall from every crest.
 */
export function makeMountains(
  sources: Sources,
  grid: Grid,
  open: (x: number, z: number) => number,
): Float32Array {
  const random = seeded(19_740_401)
  const ridges = sources.ridges.map(r => thread(r.line, r.heights))
  const spurs = ridges.flatMap(r => branch(r, 520, 0.17, random, open))
  const twigs = spurs.flatMap(s => branch(s, 340, 0.27, random, open))
  const heights = new Float32Array(grid.columns * grid.rows).fill(-400)
  for (const crest of [...ridges, ...spurs, ...twigs]) press(grid, heights, crest)
  fall(grid, heights)
  const rough = crests(31, 620, 4)
  const broad = waves(57, 2100, 3)
  const { minX, minZ, step, columns, rows } = grid
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const k = r * columns + c
      const h = heights[k]!
      if (h < -60) continue
      const [x, z] = [minX + c * step, minZ + r * step]
      const size = Math.min(1, Math.max(0, (h + 40) / 240))
      heights[k] = h + size * (34 * (rough(x, z) - 0.55) + 16 * broad(x, z))
    }
  return heights
}

/** Points every 15 m along a ridge, with heights between the given ones. */
function thread(line: Line, heights: readonly number[]): Crest {
  const points: GroundPoint[] = []
  const levels: number[] = []
  const all = curve(line, 15)
  let from = 0
  for (let i = 1; i < line.length; i++) {
    let to = from
    for (let k = from; k < all.length; k++) if (apart(all[k]!, line[i]!) < apart(all[to]!, line[i]!)) to = k
    if (i === line.length - 1) to = all.length - 1
    for (let k = from; k < to; k++) {
      const t = (k - from) / (to - from)
      points.push(all[k]!)
      const sag = Math.sin(Math.PI * t) * Math.min(40, apart(line[i - 1]!, line[i]!) * 0.02)
      levels.push(heights[i - 1]! + (heights[i]! - heights[i - 1]!) * t - sag)
    }
    from = to
  }
  points.push(line.at(-1)!)
  levels.push(heights.at(-1)!)
  return { line: points, heights: levels }
}

/** Spurs to both sides in turn, wandering and falling until they reach the plain or open ground. */
function branch(
  crest: Crest,
  every: number,
  fallRate: number,
  random: () => number,
  open: (x: number, z: number) => number,
): Crest[] {
  const out: Crest[] = []
  let side = random() < 0.5 ? 1 : -1
  for (let i = Math.round((every / 15) * (0.4 + random())); i < crest.line.length - 4; ) {
    const [ux, uz] = direction(
      crest.line[Math.max(0, i - 3)]!,
      crest.line[Math.min(crest.line.length - 1, i + 3)]!,
    )
    const turn = side * (1.05 + 0.45 * random())
    let heading = Math.atan2(uz, ux) + turn
    const top = crest.heights[i]!
    const drop = fallRate * (0.75 + 0.6 * random())
    let [x, z] = crest.line[i]!
    let h = top
    const line: GroundPoint[] = []
    const heights: number[] = []
    while (h > 12 && line.length < 260 && open(x, z) > 60) {
      line.push([x, z])
      heights.push(h)
      heading += (random() - 0.5) * 0.22
      x += Math.cos(heading) * 15
      z += Math.sin(heading) * 15
      const steep = 0.55 + 0.75 * (h / Math.max(top, 1))
      h -= 15 * drop * steep * (0.5 + random())
    }
    if (line.length > 9) out.push({ line, heights })
    side = random() < 0.8 ? -side : side
    i += Math.max(6, Math.round((every / 15) * (0.55 + 0.8 * random())))
  }
  return out
}

function press(grid: Grid, heights: Float32Array, crest: Crest): void {
  crest.line.forEach(([x, z], i) => {
    const c = Math.round((x - grid.minX) / grid.step)
    const r = Math.round((z - grid.minZ) / grid.step)
    if (c < 0 || r < 0 || c >= grid.columns || r >= grid.rows) return
    const k = r * grid.columns + c
    const off = Math.hypot(x - grid.minX - c * grid.step, z - grid.minZ - r * grid.step)
    heights[k] = Math.max(heights[k]!, crest.heights[i]! - off * 0.2)
  })
}

/** Lets every node reach at least a neighbour's height less the slope between them (16 neighbours, four sweeps). */
function fall(grid: Grid, heights: Float32Array): void {
  const { columns, rows, step, minX, minZ } = grid
  const slope = new Float32Array(heights.length)
  const vary = waves(77, 900, 3)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      slope[r * columns + c] = step * (0.4 + 0.17 * vary(minX + c * step, minZ + r * step))
  const moves: readonly (readonly [number, number, number])[] = [
    [-1, 0, 1],
    [0, -1, 1],
    [-1, -1, Math.SQRT2],
    [1, -1, Math.SQRT2],
    [-2, -1, Math.sqrt(5)],
    [2, -1, Math.sqrt(5)],
    [-1, -2, Math.sqrt(5)],
    [1, -2, Math.sqrt(5)],
  ]
  for (let round = 0; round < 2; round++)
    for (const way of [1, -1]) {
      const from = way === 1 ? 2 : rows - 3
      for (let r = from; r >= 2 && r < rows - 2; r += way)
        for (let c = way === 1 ? 2 : columns - 3; c >= 2 && c < columns - 2; c += way) {
          const k = r * columns + c
          let h = heights[k]!
          const s = slope[k]!
          for (let m = 0; m < 8; m++) {
            const move = moves[m]!
            const over = heights[k + way * (move[1] * columns + move[0])]! - s * move[2]
            if (over > h) h = over
          }
          heights[k] = h
        }
    }
}
