import type { Provenance } from '../models/asset.ts'
import type { Site } from '../models/site.ts'
import type { GroundPoint, Names, SitePoint } from '../models/units.ts'
import type { Paint } from './paint.ts'

/** Use of a building; the byte in features.bin. */
export const USES = [
  'factory',
  'office',
  'institute',
  'support',
  'logistics',
  'energy',
  'apartment',
  'house',
  'shop',
  'school',
  'public',
  'station',
  'utility',
  'lot',
  'landmark',
] as const
export type Use = (typeof USES)[number]

/** Heights of the ground on a regular grid, row-major from the north-west corner, metres above the sea. */
export interface HeightField {
  readonly minX: number
  readonly minZ: number
  /** Metres between samples. */
  readonly step: number
  readonly columns: number
  readonly rows: number
  readonly heights: Float32Array
}

/** One solid of a building. Heights are absolute metres above the sea; rings are open, counter-clockwise seen from above (x east, z south mirrored: see ringArea). */
export type Part =
  | {
      readonly shape: 'prism'
      readonly ring: readonly GroundPoint[]
      readonly base: number
      readonly top: number
      readonly wall: Paint
      readonly roof: Paint
    }
  /** Ridge or arch runs along ring[0]→ring[1]; the ring is a rectangle. */
  | {
      readonly shape: 'gable' | 'barrel' | 'hip'
      readonly ring: readonly GroundPoint[]
      readonly base: number
      readonly top: number
      readonly ridge: number
      readonly wall: Paint
      readonly roof: Paint
    }
  /** `bays` teeth along ring[0]→ring[1], glazed on their steep side. */
  | {
      readonly shape: 'sawtooth'
      readonly ring: readonly GroundPoint[]
      readonly base: number
      readonly top: number
      readonly ridge: number
      readonly bays: number
      readonly wall: Paint
      readonly roof: Paint
      readonly glass: Paint
    }
  /** Upright, `taper` = top radius / bottom radius; `dome` closes it with a half sphere. */
  | {
      readonly shape: 'cylinder'
      readonly centre: GroundPoint
      readonly radius: number
      readonly base: number
      readonly top: number
      readonly taper?: number
      readonly dome?: boolean
      readonly wall: Paint
      readonly roof: Paint
    }
  | {
      readonly shape: 'sphere'
      readonly centre: GroundPoint
      readonly radius: number
      readonly base: number
      readonly wall: Paint
    }
  /** A beam of square section between two points: crane girders, conveyors, pipe racks, bridges. */
  | {
      readonly shape: 'beam'
      readonly from: SitePoint
      readonly to: SitePoint
      readonly width: number
      readonly wall: Paint
    }

/** One pickable thing made of solids. Its place in World.buildings is its feature id. */
export interface Building {
  readonly use: Use
  /** Outer outline, for overlap tests, picking and the far level of detail. */
  readonly ring: readonly GroundPoint[]
  /** Lowest ground under the outline minus a footing, and highest point. */
  readonly base: number
  readonly top: number
  readonly parts: readonly Part[]
  readonly provenance: Provenance
  readonly block: number
  readonly subdistrict: number
  readonly name?: Names
  /** Id of the real site it belongs to. */
  readonly place?: string
  /** Key from its source, `register:id`; absent where only its place tells it apart. */
  readonly source?: string
}

/** A flat thing draped on the ground: carriageway, marking, stall line, sidewalk, rail, quay. */
export interface Drape {
  readonly ring: readonly GroundPoint[]
  readonly holes?: readonly (readonly GroundPoint[])[]
  readonly paint: Paint
  /** Metres above the ground, to order drapes: 0.1 surface, 0.15 marking. */
  readonly lift: number
  /** Absolute height in metres where it does not follow the ground (bridge deck), by ring corner. */
  readonly deck?: readonly number[]
  /** Feature id when it can be picked (a car park), else absent. */
  readonly feature?: number
}

/** A tree, for the client's instanced field. `kind`: 0 pine, 1 broadleaf, 2 avenue tree, 3 shrub. */
export interface Tree {
  readonly x: number
  readonly z: number
  readonly height: number
  readonly kind: number
}

/** Everything the tile writer needs. Buildings are ordered along the quadtree so that a tile holds a range of ids. */
export interface World {
  readonly terrain: HeightField
  /** Water surface: sea at 0 and streams with their own level, as triangles-to-be. */
  readonly waters: readonly {
    readonly ring: readonly GroundPoint[]
    readonly holes?: readonly (readonly GroundPoint[])[]
    readonly level: number | readonly number[]
  }[]
  readonly buildings: readonly Building[]
  readonly drapes: readonly Drape[]
  readonly trees: readonly Tree[]
  /** Class of the ground, one byte a cell (index into GROUNDS), row-major from the north-west corner of BOUNDS. */
  readonly ground: { readonly width: number; readonly height: number; readonly classes: Uint8Array }
  readonly site: Site
}
