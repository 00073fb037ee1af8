import { toGround } from '../projection.ts'
import type { Sources } from '../sources.ts'
import { shoreDistance } from './coastline.ts'
import { blur, type Grid, nearSegment, worldGrid } from './grid.ts'
import type { Stream } from './streams.ts'

const QUAY = 3
const BANK = 4.2
const STEP = 160
/** Plains beyond the ring of mountains (동읍, 북면, 진례, 장유, 내서), placed and levelled by judgement. */
const OUTER: readonly (readonly [lon: number, lat: number, height: number])[] = [
  [128.7, 35.285, 16],
  [128.74, 35.285, 22],
  [128.66, 35.292, 18],
  [128.625, 35.293, 26],
  [128.755, 35.25, 45],
  [128.76, 35.19, 70],
  [128.54, 35.262, 70],
  [128.62, 35.2635, 28],
]

/**
 * Height of the plain without its hills, metres above the sea, on `grid`: the smooth surface that meets 3 m at
 * the shore and the banks of the streams (Laplace's equation), rising a little to both sides of the water.
 */
export function makeBasin(sources: Sources, streams: readonly Stream[], grid: Grid): Float32Array {
  const coarse = worldGrid(STEP)
  const { columns, rows } = coarse
  const values = new Float32Array(columns * rows).fill(25)
  const fixed = new Uint8Array(values.length)
  const outer = OUTER.map(([lon, lat, h]) => [...toGround([lon, lat]), h] as const)
  const away = new Float32Array(values.length).fill(2600)
  const shore = shoreDistance(sources, coarse)
  for (let k = 0; k < values.length; k++) {
    if (shore[k]! < STEP) {
      fixed[k] = 1
      values[k] = QUAY
    }
    away[k] = Math.min(away[k]!, Math.max(0, shore[k]!))
  }
  for (const { line, bed } of streams)
    for (let i = 1; i < line.length; i++)
      nearSegment(coarse, line[i - 1]!, line[i]!, 2600, (node, distance) => {
        if (distance < STEP * 0.75 && shore[node]! > 0) {
          const bank = Math.max(QUAY, bed[i]! + BANK)
          values[node] = fixed[node] === 2 ? Math.min(values[node]!, bank) : bank
          fixed[node] = 2
        }
        if (distance < away[node]!) away[node] = distance
      })
  for (let k = 0; k < values.length; k++) {
    const x = coarse.minX + (k % columns) * STEP
    const z = coarse.minZ + Math.floor(k / columns) * STEP
    for (const [px, pz, h] of outer)
      if (Math.hypot(x - px, z - pz) < 700 && !fixed[k]) {
        fixed[k] = 1
        values[k] = h
      }
  }
  for (let round = 0; round < 500; round++)
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) {
        const k = r * columns + c
        if (fixed[k]) continue
        const west = values[c > 0 ? k - 1 : k + 1]!
        const east = values[c < columns - 1 ? k + 1 : k - 1]!
        const north = values[r > 0 ? k - columns : k + columns]!
        const south = values[r < rows - 1 ? k + columns : k - columns]!
        values[k]! += 1.7 * ((west + east + north + south) / 4 - values[k]!)
      }
  for (let k = 0; k < values.length; k++) values[k]! += 0.011 * Math.min(1500, away[k]!)
  blur(coarse, values, 1)
  return spread(coarse, values, grid)
}

function spread(from: Grid, values: Float32Array, to: Grid): Float32Array {
  const out = new Float32Array(to.columns * to.rows)
  const ratio = to.step / from.step
  for (let r = 0; r < to.rows; r++) {
    const v = Math.min(from.rows - 1.001, r * ratio)
    const j = Math.floor(v)
    for (let c = 0; c < to.columns; c++) {
      const u = Math.min(from.columns - 1.001, c * ratio)
      const i = Math.floor(u)
      const k = j * from.columns + i
      const north = values[k]! + (values[k + 1]! - values[k]!) * (u - i)
      const south =
        values[k + from.columns]! + (values[k + from.columns + 1]! - values[k + from.columns]!) * (u - i)
      out[r * to.columns + c] = north + (south - north) * (v - j)
    }
  }
  return out
}
