import type { Zone } from '../../models/site.ts'
import type { GroundPoint } from '../../models/units.ts'
import { GROUNDS, type Ground } from '../paint.ts'
import { ringArea } from '../plane/ring.ts'
import { BOUNDS, toGround } from '../projection.ts'
import type { Sources } from '../sources.ts'
import type { HeightField, World } from '../world.ts'
import { WIDE } from './blocks.ts'
import { shoreDistance } from './coastline.ts'
import { distanceTo, fillRings, type Grid, worldGrid } from './grid.ts'
import { curve } from './line.ts'
import { SQUARE } from './mainRoads.ts'
import { ease, waves } from './noise.ts'
import { pieces } from './pieces.ts'
import type { RoadWorks } from './roads.ts'
import { layStreams } from './streams.ts'
import { band } from './surfaces.ts'

const WIDTH = 4096
const HEIGHT = 3584
const CODE = Object.fromEntries(GROUNDS.map((name, i) => [name, i])) as Record<Ground, number>
const OF_LAND = { park: 'park', farm: 'field', wood: 'forest' } as const
const OF_ZONE: Record<Zone, Ground> = {
  industry: 'industry',
  port: 'yard',
  city: 'city',
  housing: 'housing',
  masan: 'housing',
}

/** Open farmland beyond the mountains (동읍, 북면, 진례, 내서) with its reach in metres, drawn by judgement. */
const FARMLAND: readonly (readonly [lon: number, lat: number, reach: number])[] = [
  [128.7, 35.289, 1900],
  [128.719, 35.281, 1300],
  [128.742, 35.278, 1700],
  [128.755, 35.293, 1600],
  [128.68, 35.294, 1200],
  [128.66, 35.296, 1500],
  [128.64, 35.298, 1100],
  [128.625, 35.295, 1200],
  [128.757, 35.25, 1300],
  [128.752, 35.264, 900],
  [128.54, 35.262, 800],
  [128.545, 35.272, 600],
]

/** What covers the ground, 5 m a cell: nature by shore, height and slope, then all that people laid upon it; vacant blocks lie fallow. */
export function makeClasses(
  sources: Sources,
  terrain: HeightField,
  works: RoadWorks,
  vacant: (block: number) => boolean = () => false,
): World['ground'] {
  const [minX, minZ, maxX] = BOUNDS
  const step = (maxX - minX) / WIDTH
  const grid: Grid = { minX: minX + step / 2, minZ: minZ + step / 2, step, columns: WIDTH, rows: HEIGHT }
  const classes = nature(sources, terrain, grid)
  const woods = classes.slice()
  const fill = (ring: readonly GroundPoint[], as: Ground): void => fillRings(grid, classes, [ring], CODE[as])
  for (const { ring, use } of works.open) fill(ring, OF_LAND[use])
  works.blocks.forEach(({ ring, zone }, i) => {
    fill(ring, vacant(i) ? 'field' : OF_ZONE[zone])
  })
  const wide = works.blocks.filter(({ ring }) => ringArea(ring) > WIDE)
  keepWoods(grid, classes, woods, [...wide, ...works.open])
  const { centre, radius } = SQUARE
  fill(disc(centre, radius - 12), 'grass')
  for (const { line, width } of layStreams(sources))
    for (const run of pieces(
      line.map((p, i) => ({ p, w: width[i]! })),
      6,
    )) {
      const w = run[0]!.w / 2
      const points = run.map(r => r.p)
      fill(band(points, -w - 9, w + 9), 'grass')
      fill(band(points, -w, w), 'stream')
    }
  for (const rail of sources.railways)
    for (const run of pieces(curve(rail.line, 20), 6)) fill(band(run, -5, 5), 'rail')
  for (const drape of works.drapes) if (drape.paint.surface === 'asphalt') fill(drape.ring, 'road')
  return { width: WIDTH, height: HEIGHT, classes }
}

/** Hills inside wide blocks and open land keep their trees. */
function keepWoods(
  grid: Grid,
  classes: Uint8Array,
  before: Uint8Array,
  lands: readonly { readonly ring: readonly GroundPoint[] }[],
): void {
  const wide = new Uint8Array(classes.length)
  for (const { ring } of lands) fillRings(grid, wide, [ring], 1)
  for (let k = 0; k < wide.length; k++)
    if (wide[k] && (before[k] === CODE.forest || before[k] === CODE.forestHigh)) classes[k] = before[k]!
}

function disc([x, z]: GroundPoint, radius: number): GroundPoint[] {
  return Array.from({ length: 24 }, (_, i): GroundPoint => {
    const turn = (2 * Math.PI * i) / 24
    return [x + radius * Math.cos(turn), z - radius * Math.sin(turn)]
  })
}

/** Cover before people: computed on the 20 m grid, decided at 5 m so that its edges are not square. */
function nature(sources: Sources, terrain: HeightField, grid: Grid): Uint8Array {
  const coarse = worldGrid(20)
  const fields = natureFields(sources, terrain, coarse)
  const classes = new Uint8Array(WIDTH * HEIGHT)
  const { columns, rows } = coarse
  const nodes = new Uint8Array(columns * rows)
  for (let k = 0; k < nodes.length; k++) nodes[k] = CODE[cover(f => f[k]!, fields)]
  const ratio = coarse.step / grid.step
  for (let j = 0; j + 1 < rows; j++)
    for (let i = 0; i + 1 < columns; i++) {
      const k = j * columns + i
      const one = nodes[k]!
      const even = one === nodes[k + 1] && one === nodes[k + columns] && one === nodes[k + columns + 1]
      for (let q = 0; q < ratio; q++)
        for (let p = 0; p < ratio; p++) {
          const pixel = (j * ratio + q) * WIDTH + i * ratio + p
          classes[pixel] = even
            ? one
            : CODE[cover(lerp(k, columns, (p + 0.5) / ratio, (q + 0.5) / ratio), fields)]
        }
    }
  return classes
}

function lerp(k: number, columns: number, u: number, v: number): (field: Float32Array) => number {
  return f => {
    const north = f[k]! + (f[k + 1]! - f[k]!) * u
    return north + (f[k + columns]! + (f[k + columns + 1]! - f[k + columns]!) * u - north) * v
  }
}

interface NatureFields {
  readonly shore: Float32Array
  readonly height: Float32Array
  /** Over 0 where trees grow: slope, distance to built ground and noise together. */
  readonly wood: Float32Array
  readonly built: Float32Array
  readonly port: Float32Array
  readonly park: Float32Array
  readonly flat: Float32Array
  readonly farm: Float32Array
}

function cover(at: (f: Float32Array) => number, f: NatureFields): Ground {
  const shore = at(f.shore)
  if (shore < 0) return at(f.flat) - shore / 160 < 1 ? 'tidal' : 'sea'
  if (shore < 30 && at(f.port) < 260) return 'quay'
  const wood = at(f.wood)
  const height = at(f.height)
  if (wood > 0) {
    if (height > 560 && wood > 1.75) return 'rock'
    return height + 160 * (at(f.farm) - 0.3) > 330 ? 'forestHigh' : 'forest'
  }
  if (at(f.park) < 0) return 'park'
  if (at(f.built) < 420) return at(f.farm) > -0.1 ? 'field' : 'forest'
  return at(f.farm) > 0 ? 'field' : 'grass'
}

function natureFields(sources: Sources, terrain: HeightField, grid: Grid): NatureFields {
  const { columns, rows, step, minX, minZ } = grid
  const size = columns * rows
  const zoneMask = new Uint8Array(size)
  const portMask = new Uint8Array(size)
  for (const { ring, kind } of sources.zones) {
    fillRings(grid, zoneMask, [ring], 1)
    if (kind !== 'housing') fillRings(grid, portMask, [ring], 1)
  }
  for (const { ring } of sources.subdistricts) fillRings(grid, zoneMask, [ring], 1)
  const built = distanceTo(grid, k => zoneMask[k] === 1)
  const [wood, flat, farm, park] = [0, 0, 0, 0].map(() => new Float32Array(size)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const edge = waves(401, 420, 4)
  const patch = waves(402, 900, 3)
  const plains = FARMLAND.map(([lon, lat, reach]) => ({
    x: toGround([lon, lat])[0],
    z: toGround([lon, lat])[1],
    reach,
  }))
  const mouths = sources.streams.map(s => s.line.at(-1)!)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const k = r * columns + c
      const [x, z] = [minX + c * step, minZ + r * step]
      const h = terrain.heights
      const dx = h[k + (c < columns - 1 ? 1 : 0)]! - h[k - (c > 0 ? 1 : 0)]!
      const dz = h[k + (r < rows - 1 ? columns : 0)]! - h[k - (r > 0 ? columns : 0)]!
      const slope = Math.hypot(dx, dz) / (2 * step)
      const noise = edge(x, z)
      const plain = Math.max(
        ...plains.map(
          p =>
            1 - ease(0.65, 1.15, Math.hypot(x - p.x, z - p.z) / p.reach + 0.3 * noise + 0.25 * patch(x, z)),
        ),
      )
      const away = ease(10, 260, built[k]! + 90 * noise)
      wood[k] = slope * 2.6 - 0.34 + 0.16 * noise + away * (0.62 - 0.85 * plain)
      farm[k] = patch(z + 900, x) + 0.3 + plain * 0.4
      flat[k] = Math.min(...mouths.map(m => Math.hypot(x - m[0], z - m[1]))) / 1400 + 0.25 * noise
      park[k] = 1e3
    }
  for (const { at, area } of sources.parks) {
    const radius = Math.sqrt(area / Math.PI) * (area > 1_000_000 ? 0.6 : 1)
    const reach = Math.ceil((radius * 1.4) / step)
    const [c0, r0] = [Math.round((at[0] - minX) / step), Math.round((at[1] - minZ) / step)]
    for (let r = Math.max(0, r0 - reach); r <= Math.min(rows - 1, r0 + reach); r++)
      for (let c = Math.max(0, c0 - reach); c <= Math.min(columns - 1, c0 + reach); c++) {
        const [x, z] = [minX + c * step, minZ + r * step]
        const k = r * columns + c
        const d = Math.hypot(x - at[0], z - at[1]) - radius * (1 + 0.25 * edge(x, z))
        park[k] = Math.min(park[k]!, d)
        if (d < 0 && area > 100_000) wood[k]! += 0.12
      }
  }
  return {
    shore: shoreDistance(sources, grid),
    height: terrain.heights,
    wood,
    built,
    port: distanceTo(grid, k => portMask[k] === 1),
    park,
    flat,
    farm,
  }
}
