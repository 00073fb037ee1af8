import type { Provenance } from '../../models/asset.ts'
import type { GroundPoint, Metres, Names } from '../../models/units.ts'
import type { Sources } from '../sources.ts'
import type { Drape, HeightField } from '../world.ts'
import { type Block, makeBlocks, type OpenLand } from './blocks.ts'
import { SQUARE, squareLine } from './mainRoads.ts'
import { layNetwork, type Network } from './network.ts'
import { chainStreets } from './streets.ts'
import { paveRoads, type Span } from './surfaces.ts'

/** A road above ground: its middle line and the width between its kerbs. */
export interface Road {
  readonly id: string
  readonly name?: Names
  readonly class: 'arterial' | 'collector' | 'street'
  readonly centreline: readonly GroundPoint[]
  readonly width: Metres
  readonly lanes: number
  readonly median: boolean
  /** Metres of sidewalk on each side, beyond `width`. */
  readonly sidewalk: Metres
  readonly provenance: Provenance
}

/** The roads of the world with all that lies on them, and the blocks between them. */
export interface RoadWorks {
  readonly roads: readonly Road[]
  readonly drapes: readonly Drape[]
  readonly blocks: readonly Block[]
  readonly open: readonly OpenLand[]
  /** The ground with its blocks levelled, on which all this lies. */
  readonly terrain: HeightField
  /** Bridges over water, for girders and railings. */
  readonly spans: readonly Span[]
  readonly network: Network
}

/** What the roads must heed besides the ground: land that no minor street crosses, and how blocks are levelled. */
export interface RoadNeeds {
  readonly reserved?: (p: GroundPoint) => boolean
  readonly level?: (blocks: readonly Block[]) => HeightField
}

/** Lays the main roads, the rotary and the seeded minor streets on the ground, its blocks levelled first. */
export function makeRoads(
  sources: Sources,
  ground: HeightField,
  { reserved = () => false, level = () => ground }: RoadNeeds = {},
): RoadWorks {
  const network = layNetwork(sources, ground, reserved)
  const { blocks, open } = makeBlocks(sources, ground, network)
  const terrain = level(blocks)
  const roads: Road[] = network.main.map(({ source, line }, i) => ({
    id: `${source.id}-${i}`,
    name: source.name,
    class: source.class,
    centreline: line,
    width: source.width,
    lanes: source.lanes,
    median: source.median,
    sidewalk: 4,
    provenance: source.provenance,
  }))
  roads.push({
    id: 'square',
    name: { ko: '창원광장', en: 'Changwon Square' },
    class: 'arterial',
    centreline: squareLine(),
    width: SQUARE.width,
    lanes: 5,
    median: false,
    sidewalk: 4,
    provenance: 'approximate',
  })
  roads.push(...chainStreets(network.graph))
  return {
    roads,
    ...paveRoads(sources, roads, network, terrain),
    blocks,
    open,
    terrain,
    network,
  }
}
