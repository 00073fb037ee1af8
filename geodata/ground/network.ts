import type { GroundPoint } from '../../models/units.ts'
import type { Sources } from '../sources.ts'
import type { HeightField } from '../world.ts'
import { layLattice } from './lattice.ts'
import { curve, type Line } from './line.ts'
import { layMainRoads, type MainRoad, SQUARE, squareLine } from './mainRoads.ts'
import { type Arrangement, arrange, type Piece, type PieceKind } from './planar.ts'
import { layStreams, type Stream } from './streams.ts'
import { makeWaterGap, type WaterGap } from './waterGap.ts'

/** Metres of sidewalk beside main roads and beside streets. */
export const SIDEWALK = { main: 4, street: 2.5 } as const
/** Metres between the shore and the first block. */
const QUAY_APRON = 26
const STREAM_BANK = 12
const RAIL_HALF = 10

/** Everything that parts the ground into blocks, as one plane graph. */
export interface Network extends WaterGap {
  readonly main: readonly MainRoad[]
  readonly streams: readonly Stream[]
  readonly graph: Arrangement
}

/**
 * Lays main roads, minor streets, streams, railways and shore together and cuts them where they meet. No minor
 * street runs over `reserved` ground (the plots of the known sites).
 */
export function layNetwork(
  sources: Sources,
  terrain: HeightField,
  reserved: (p: GroundPoint) => boolean,
): Network {
  const main = layMainRoads(sources)
  const streams = layStreams(sources)
  const gap = makeWaterGap(sources, streams)
  const pieces: Piece[] = []
  const add = (line: Line, half: (i: number) => number, kind: PieceKind, road = -1): void => {
    for (let i = 1; i < line.length; i++)
      pieces.push({ a: line[i - 1]!, b: line[i]!, half: half(i), kind, road })
  }
  for (const [i, road] of main.entries()) add(road.line, () => road.source.width / 2, 'main', i)
  add(squareLine(), () => SQUARE.width / 2, 'main', main.length)
  for (const s of streams)
    add(
      s.line.filter((_, i) => i % 2 === 0 || i === s.line.length - 1),
      i => s.width[Math.min(s.width.length - 1, 2 * i)]! / 2 + STREAM_BANK,
      'stream',
    )
  for (const rail of sources.railways) add(curve(rail.line, 40), () => RAIL_HALF, 'rail')
  for (const { ring } of sources.land) add([...ring, ring[0]!], () => QUAY_APRON, 'shore')
  const dry = (p: GroundPoint): boolean => gap.shore(p) > 30 && !reserved(p) && gap.water(p) > 10
  pieces.push(...layLattice(sources, terrain, main, dry))
  return { main, streams, graph: arrange(pieces), ...gap }
}
