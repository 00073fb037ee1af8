import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { shoreDistance } from './coastline.ts'
import { type Grid, nearSegment } from './grid.ts'
import { naturalGround } from './naturalGround.ts'
import { ease } from './noise.ts'
import { layStreams, type Stream } from './streams.ts'
import { layWays, type Way } from './ways.ts'

/** Metres the ground is level ahead of a portal, so that the road reaches it flat. */
const FORECOURT = 12

/**
 * The ground of the world before plots are levelled: the natural ground led into the sea, cut and filled under the
 * main roads and railways, with the beds of the streams.
 */
export function makeTerrain(sources: Sources): HeightField {
  const natural = naturalGround(sources)
  const field: HeightField = { ...natural, heights: natural.heights.slice() }
  const shore = shoreDistance(sources, field)
  meetSea(shore, field.heights)
  const streams = layStreams(sources)
  carve(field, field.heights, streams)
  const { roads, rails } = layWays(sources)
  const dry = dryNodes(field, shore, streams)
  const beds = [
    ...rails.map(way => bedOf(field, dry, way, 16, 0.05)),
    ...roads.map(way => bedOf(field, dry, way, way.source.width, 1)),
  ]
  level(field, beds)
  return field
}

/** Bends the ground to 0 on the shore, quay height a few metres inland, and a bed that deepens outwards. */
function meetSea(shore: Float32Array, heights: Float32Array): void {
  for (let k = 0; k < heights.length; k++) {
    const d = shore[k]!
    if (d <= 0) heights[k] = Math.max(-16, 0.16 * Math.max(d, -25) + 0.022 * Math.min(0, d + 25))
    else if (d < 140)
      heights[k] = Math.min(Math.max(2.6, heights[k]!), 2.6 + 0.6 * Math.max(0, d - 30)) * ease(-12, 26, d)
    else heights[k] = Math.max(2.6, heights[k]!)
  }
}

/** What one road or railway asks of the ground about it: a height, how much it insists, how far it leads back to nature. */
type Bed = Map<number, { distance: number; height: number; say: number; blend: number }>

/** The heights a way asks for from edge to edge, and on an apron beside it. */
function bedOf(
  field: HeightField,
  dry: Uint8Array,
  { line, heights, tunnel }: Way<unknown>,
  width: number,
  rank: number,
): Bed {
  const bed: Bed = new Map()
  const flat = width / 2 + 14
  for (let i = 1; i < line.length; i++) {
    if (tunnel[i] || tunnel[i - 1]) continue
    const [a, b] = [line[i - 1]!, line[i]!]
    const apron = flat + 30 + 1.2 * Math.abs(heights[i]! - field.heights[nodeAt(field, b)]!)
    nearSegment(field, a, b, apron, (k, distance, part) => {
      if (distance >= (bed.get(k)?.distance ?? Infinity) || !dry[k]) return
      if ((part === 1 && tunnel[i + 1]) || (part === 0 && i > 1 && tunnel[i - 2])) {
        const ahead = part === 1 ? aheadOf(field, k, a, b) : aheadOf(field, k, b, a)
        if (ahead > FORECOURT) return
      }
      const height = heights[i - 1]! + (heights[i]! - heights[i - 1]!) * part
      bed.set(k, {
        distance,
        height,
        say: rank / (distance + 4) ** 3,
        blend: 1 - ease(flat, apron, distance),
      })
    })
  }
  return bed
}

/** Brings the ground to what the ways ask for; where several do, the nearest says most. */
function level({ heights }: HeightField, beds: readonly Bed[]): void {
  const says = new Float64Array(heights.length)
  const sums = new Float64Array(heights.length)
  const blends = new Float32Array(heights.length)
  for (const bed of beds)
    for (const [k, { height, say, blend }] of bed) {
      says[k]! += say * blend
      sums[k]! += say * blend * height
      blends[k] = Math.max(blends[k]!, blend)
    }
  for (let k = 0; k < heights.length; k++)
    if (says[k]! > 0) heights[k]! += (sums[k]! / says[k]! - heights[k]!) * blends[k]!
}

/** Nodes that levelling plots must leave alone: under the main roads and railways, in stream beds, on the shore. */
export function keptNodes(sources: Sources, field: HeightField): Uint8Array {
  const kept = dryNodes(field, shoreDistance(sources, field), layStreams(sources)).map(dry => 1 - dry)
  const { roads, rails } = layWays(sources)
  const keep = ({ line, tunnel }: Way<unknown>, width: number): void => {
    for (let i = 1; i < line.length; i++)
      if (!tunnel[i] && !tunnel[i - 1])
        nearSegment(field, line[i - 1]!, line[i]!, width / 2 + 12, k => {
          kept[k] = 1
        })
  }
  for (const way of rails) keep(way, 16)
  for (const way of roads) keep(way, way.source.width)
  return kept
}

/** Nodes that no road may fill: off the shore and off the beds of the streams. */
function dryNodes(grid: Grid, shore: Float32Array, streams: readonly Stream[]): Uint8Array {
  const dry = Uint8Array.from(shore, d => (d > 24 ? 1 : 0))
  for (const { line, width } of streams)
    for (let i = 1; i < line.length; i++)
      nearSegment(grid, line[i - 1]!, line[i]!, Math.max(22, width[i]! / 2 + 10), k => {
        dry[k] = 0
      })
  return dry
}

type Point = readonly [x: number, z: number]

/** Metres a node lies beyond `b` on the way from `a` through it. */
function aheadOf(grid: Grid, k: number, a: Point, b: Point): number {
  const x = grid.minX + (k % grid.columns) * grid.step
  const z = grid.minZ + Math.floor(k / grid.columns) * grid.step
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
  return ((x - b[0]) * (b[0] - a[0]) + (z - b[1]) * (b[1] - a[1])) / length
}

function nodeAt(grid: Grid, [x, z]: Point): number {
  const c = Math.max(0, Math.min(grid.columns - 1, Math.round((x - grid.minX) / grid.step)))
  const r = Math.max(0, Math.min(grid.rows - 1, Math.round((z - grid.minZ) / grid.step)))
  return r * grid.columns + c
}

/** Cuts the beds of the streams with sloping banks. */
function carve(grid: Grid, heights: Float32Array, streams: readonly Stream[]): void {
  for (const { line, bed, width } of streams)
    for (let i = 1; i < line.length; i++) {
      const half = Math.max(14, width[i]! / 2 + 5)
      nearSegment(grid, line[i - 1]!, line[i]!, half + 60, (k, distance, part) => {
        const floor = bed[i - 1]! + (bed[i]! - bed[i - 1]!) * part
        const bank = floor + Math.max(0, distance - half) * 0.35
        if (heights[k]! > bank) heights[k] = bank
      })
    }
}
