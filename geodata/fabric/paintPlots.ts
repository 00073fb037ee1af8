import { fillRings } from '../ground/grid.ts'
import { GROUNDS, type Ground } from '../paint.ts'
import type { Ring } from '../plane/ring.ts'
import { BOUNDS } from '../projection.ts'
import type { World } from '../world.ts'
import type { SitePlot } from './sitePlots.ts'

/** Class of the ground on the plot of a known site, by its category; plants unless said. */
const CLASS: Readonly<Record<string, Ground>> = {
  landmark: 'plaza',
  station: 'plaza',
  research: 'city',
  'support-centre': 'city',
  port: 'yard',
  hydrogen: 'yard',
  substation: 'yard',
  parking: 'lot',
}

/** Paints the plots of the known sites into the classes of the ground, and those for sale as fallow. */
export function paintPlots(
  ground: World['ground'],
  plots: readonly SitePlot[],
  empty: readonly Ring[],
): World['ground'] {
  const [minX, minZ, maxX] = BOUNDS
  const step = (maxX - minX) / ground.width
  const grid = {
    minX: minX + step / 2,
    minZ: minZ + step / 2,
    step,
    columns: ground.width,
    rows: ground.height,
  }
  const classes = ground.classes.slice()
  for (const ring of empty) fillRings(grid, classes, [ring], GROUNDS.indexOf('field'))
  for (const { ring, place } of plots)
    fillRings(grid, classes, [ring], GROUNDS.indexOf(CLASS[place.category] ?? 'industry'))
  return { ...ground, classes }
}
