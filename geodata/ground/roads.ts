import type { Provenance } from '../../models/asset.ts'
import type { GroundPoint, Metres, Names } from '../../models/units.ts'
import type { Sources } from '../sources.ts'
import type { Drape, HeightField } from '../world.ts'
import { type Block, makeBlocks } from './blocks.ts'
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
  /** Bridges over water, for girders and railings. */
  readonly spans: readonly Span[]
  readonly network: Network
}

/** Lays the 27 main roads, the rotary and the seeded minor streets on the terrain, the latter not over `reserved` ground. */
export function makeRoads(
  sources: Sources,
  terrain: HeightField,
  reserved: (p: GroundPoint) => boolean = () => false,
): RoadWorks {
  const network = layNetwork(sources, terrain, reserved)
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
    blocks: makeBlocks(sources, terrain, network),
    network,
  }
}
