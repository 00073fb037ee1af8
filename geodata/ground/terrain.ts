import type { GroundPoint } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { makeBasin } from './basin.ts'
import { shoreDistance } from './coastline.ts'
import { distanceTo, fillRings, type Grid, nearSegment, worldGrid } from './grid.ts'
import { curve } from './line.ts'
import { makeMountains } from './mountains.ts'
import { ease, waves } from './noise.ts'
import { profileOf } from './profile.ts'
import { layStreams, type Stream } from './streams.ts'

const STEP = 20

/**
 * The ground of the world: plain, mountains, hills, sea bed and stream beds, levelled under the main roads.
 * Summits stand within a metre of the heights of the sources.
 */
export function makeTerrain(sources: Sources): HeightField {
  const grid = worldGrid(STEP)
  const streams = layStreams(sources)
  const shore = shoreDistance(sources, grid)
  const plain = makeBasin(sources, streams, grid)
  const built = builtDistance(sources, grid)
  const mountains = makeMountains(sources, grid, (x, z) => built[nodeAt(grid, x, z)]!)
  const heights = new Float32Array(plain.length)
  const crest = crestDistance(sources, grid)
  const far = waves(5, 2600, 4)
  const small = waves(9, 260, 2)
  for (let r = 0; r < grid.rows; r++)
    for (let c = 0; c < grid.columns; c++) {
      const k = r * grid.columns + c
      const [x, z] = [grid.minX + c * STEP, grid.minZ + r * STEP]
      const out = Math.max(ease(0, 720, built[k]!), 1 - ease(80, 420, crest[k]!))
      const hill =
        out * ease(60, 500, shore[k]!) * Math.max(0, 110 * far(x, z) + 10) * ease(300, 1500, built[k]!)
      const rise = out * softPlus(Math.max(mountains[k]!, plain[k]! + hill - 8) - plain[k]!, 9)
      heights[k] = plain[k]! + rise + 0.7 * small(x, z) * ease(30, 200, built[k]!) - ramp(out)
    }
  for (const hill of sources.peaks) if (hill.radius) raise(grid, heights, hill.at, hill.height, hill.radius)
  const field: HeightField = { ...grid, heights }
  settlePeaks(sources, field)
  meetSea(shore, heights)
  levelRoads(sources, field, shore)
  settlePeaks(sources, field)
  closeEdges(field)
  carve(grid, heights, streams)
  return field
}

/** Metres from every node to the nearest built-up area, 0 inside. */
function builtDistance(sources: Sources, grid: Grid): Float32Array {
  const mask = new Uint8Array(grid.columns * grid.rows)
  for (const { ring } of [...sources.zones, ...sources.subdistricts]) fillRings(grid, mask, [ring], 1)
  return distanceTo(grid, k => mask[k] === 1)
}

/** Metres to the nearest ridge of the sources, where mountains rise even beside built-up areas; at most 500. */
function crestDistance(sources: Sources, grid: Grid): Float32Array {
  const out = new Float32Array(grid.columns * grid.rows).fill(500)
  for (const { line } of sources.ridges)
    for (let i = 1; i < line.length; i++)
      nearSegment(grid, line[i - 1]!, line[i]!, 500, (k, distance) => {
        if (distance < out[k]!) out[k] = distance
      })
  return out
}

function nodeAt(grid: Grid, x: number, z: number): number {
  const c = Math.max(0, Math.min(grid.columns - 1, Math.round((x - grid.minX) / grid.step)))
  const r = Math.max(0, Math.min(grid.rows - 1, Math.round((z - grid.minZ) / grid.step)))
  return r * grid.columns + c
}

function softPlus(value: number, width: number): number {
  if (value > 8 * width) return value
  return value < -8 * width ? 0 : width * Math.log1p(Math.exp(value / width))
}

const ramp = (out: number): number => 0.4 * out

function raise(grid: Grid, heights: Float32Array, at: GroundPoint, top: number, radius: number): void {
  const rough = waves(Math.round(at[0] * 7 + at[1] * 13), 380, 3)
  nearSegment(grid, at, at, radius * 1.9, (k, distance) => {
    const x = grid.minX + (k % grid.columns) * STEP
    const z = grid.minZ + Math.floor(k / grid.columns) * STEP
    const d = distance / (radius * (1 + 0.45 * rough(x, z) * ease(0, radius * 0.5, distance)))
    const lift = (top - heights[k]!) * (1 - ease(0, 1.25, d))
    if (lift > 0) heights[k]! += lift * (1 + 0.12 * rough(z, x))
  })
}

/** Lifts or lowers the ground around each summit until it stands at its height. */
function settlePeaks(sources: Sources, field: HeightField): void {
  for (let round = 0; round < 3; round++)
    for (const { at, height } of sources.peaks) {
      const miss = height - heightAt(field, at[0], at[1])
      const reach = 90 + 5 * Math.abs(miss)
      nearSegment(field, at, at, reach, (k, distance) => {
        field.heights[k]! += miss * (1 - ease(0.08, 1, distance / reach))
      })
    }
}

/** Bends the ground to 0 on the shore, quay height a few metres inland, and a bed that deepens outwards. */
function meetSea(shore: Float32Array, heights: Float32Array): void {
  for (let k = 0; k < heights.length; k++) {
    const d = shore[k]!
    if (d <= 0) heights[k] = Math.max(-16, 0.16 * Math.max(d, -25) + 0.022 * Math.min(0, d + 25))
    else if (d < 140)
      heights[k] = Math.min(Math.max(2.6, heights[k]!), 2.6 + 0.45 * Math.max(0, d - 30)) * ease(-12, 26, d)
    else heights[k] = Math.max(2.6, heights[k]!)
  }
}

/** Levels the ground across each main road and railway, and leads it back to the slope beside it. */
function levelRoads(sources: Sources, field: HeightField, shore: Float32Array): void {
  const lines = [
    ...sources.railways.map(r => ({ line: r.line, width: 16, grade: 0.02 })),
    ...sources.roads.map(r => ({
      line: r.line,
      width: r.width,
      grade: r.class === 'arterial' ? 0.05 : 0.06,
    })),
  ]
  const best = new Float32Array(field.heights.length)
  const level = new Float32Array(field.heights.length)
  for (const { line, width, grade } of lines) {
    const path = curve(line, 20)
    const { heights, tunnel } = profileOf(field, path, grade)
    const flat = width / 2 + 22
    best.fill(Infinity)
    for (let i = 1; i < path.length; i++) {
      if (tunnel[i] || tunnel[i - 1]) continue
      const apron = flat + 30 + 1.2 * Math.abs(heights[i]! - heightAt(field, path[i]![0], path[i]![1]))
      nearSegment(field, path[i - 1]!, path[i]!, apron, (k, distance, part) => {
        if (distance >= best[k]!) return
        best[k] = distance
        const target = heights[i - 1]! + (heights[i]! - heights[i - 1]!) * part
        const weight = 1 - ease(flat, apron, distance)
        level[k] = field.heights[k]! + (target - field.heights[k]!) * weight
      })
    }
    for (let k = 0; k < best.length; k++)
      if (best[k]! < Infinity && shore[k]! > 24) field.heights[k] = level[k]!
  }
}

/** The slopes do not reach the outermost nodes: they take the height two nodes inwards. */
function closeEdges({ heights, columns, rows }: HeightField): void {
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const i = Math.max(2, Math.min(columns - 3, c))
      const j = Math.max(2, Math.min(rows - 3, r))
      if (i !== c || j !== r) heights[r * columns + c] = heights[j * columns + i]!
    }
}

/** Cuts the beds of the streams with sloping banks. */
function carve(grid: Grid, heights: Float32Array, streams: readonly Stream[]): void {
  for (const { line, bed, width } of streams)
    for (let i = 1; i < line.length; i++) {
      const half = width[i]! / 2 + 13
      nearSegment(grid, line[i - 1]!, line[i]!, half + 60, (k, distance, part) => {
        const floor = bed[i - 1]! + (bed[i]! - bed[i - 1]!) * part
        const bank = floor + Math.max(0, distance - half) * 0.24
        if (heights[k]! > bank) heights[k] = bank
      })
    }
}
