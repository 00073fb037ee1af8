import type { GroundPoint } from '../../models/units.ts'
import type { Paint } from '../paint.ts'
import type { Drape, HeightField } from '../world.ts'
import { type Line, resample, shifted } from './line.ts'
import type { Network } from './network.ts'
import { pieces } from './pieces.ts'
import type { Road } from './roads.ts'

const ASPHALT: Paint = { surface: 'asphalt', rgb: [74, 77, 82] }
const LIFT = { arterial: 0.14, collector: 0.12, street: 0.1 } as const
/** Metres of road in one drape, so that tiles stay small. */
const PIECE = 120

/** Carriageways of all roads as drapes. */
export function paveRoads(roads: readonly Road[], _network: Network, _terrain: HeightField): Drape[] {
  return roads.flatMap(road =>
    pieces(resample(road.centreline, 20), PIECE / 20).map(line => ({
      ring: band(line, -road.width / 2, road.width / 2),
      paint: ASPHALT,
      lift: LIFT[road.class],
    })),
  )
}

/** The band between two distances to the right of a line; counter-clockwise, north up. */
export function band(line: Line, from: number, to: number): GroundPoint[] {
  return [...shifted(line, to), ...shifted(line, from).reverse()]
}
