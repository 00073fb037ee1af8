import { placeKey } from '../../models/placeKey.ts'
import type { Plot, PlotUse, RoadAccess } from '../../models/site.ts'
import type { GroundPoint } from '../../models/units.ts'
import type { CarParkPlot } from '../fabric/carParks.ts'
import type { Fabric } from '../fabric/layFabric.ts'
import { resample } from '../ground/line.ts'
import { indexRoads, type RoadIndex } from '../ground/roadIndex.ts'
import type { Road } from '../ground/roads.ts'
import { ringIndex } from '../plane/boxIndex.ts'
import { inRing, type Ring, ringArea, ringBox, ringCentre, ringsMeet } from '../plane/ring.ts'
import type { Sources } from '../sources.ts'

/** What the land of a known place is used for, by its category; works unless said. */
const USE: Readonly<Record<string, PlotUse>> = {
  port: 'port',
  'support-centre': 'support',
  research: 'research',
  landmark: 'civic',
  station: 'civic',
  hydrogen: 'energy',
  energy: 'energy',
  substation: 'energy',
  parking: 'parking',
}
/** Metres from the kerb to a plot that lies at the road: sidewalk, verge, and what its drive crosses. */
const VERGE = 16
/** Metres between two looks along the edge of a plot. */
const PACE = 2
/** Contact below this is no access, metres (Building Act art. 44). */
const LEAST_CONTACT = 2

/** A block of the fabric with what it became. */
export interface UsedBlock {
  readonly ring: Ring
  readonly subdistrict: number
  readonly use: string
}

/** All plots of the complex: of the known places, of the generator's works where they have land of their own, of the public car parks, and those for sale. No two share ground. */
export function makePlots(
  sources: Sources,
  fabric: Fabric,
  carParks: readonly CarParkPlot[],
  blocks: readonly UsedBlock[],
  roads: readonly Road[],
): Plot[] {
  const index = indexRoads(roads)
  const claimed = [...fabric.plots, ...carParks].map(({ ring }) => ring)
  const claims = ringIndex(claimed)
  const plot = (
    ring: Ring,
    about: Pick<Plot, 'use' | 'vacant' | 'provenance'> & { place?: string },
  ): Plot => {
    const centre = ringCentre(ring)
    const zone = sources.zones.find(one => inRing(one.ring, ...centre))?.kind
    const road = accessOf(ring, index)
    return {
      key: placeKey(centre),
      ring: ring.map(([x, z]): GroundPoint => [decimetre(x), decimetre(z)]),
      ...(zone && { zone }),
      ...about,
      area: Math.round(Math.abs(ringArea(ring))),
      ...(road && { road }),
      subdistrict: sources.subdistricts.findIndex(sub => inRing(sub.ring, ...centre)),
    }
  }
  return [
    ...fabric.plots.map(({ ring, place }) =>
      plot(ring, {
        use: USE[place.category] ?? 'factory',
        vacant: false,
        provenance: 'approximate',
        place: place.id,
      }),
    ),
    ...carParks.map(({ ring }) => plot(ring, { use: 'parking', vacant: false, provenance: 'approximate' })),
    ...fabric.parcels
      .map(({ frame, width, depth }) => frame.rect(0, 0, width, depth))
      .filter(ring => !claims(ringBox(ring)).some(i => ringsMeet(claimed[i]!, ring)))
      .map(ring => plot(ring, { use: 'factory', vacant: false, provenance: 'synthetic' })),
    ...[
      ...fabric.empty.map(({ frame, width, depth }) => frame.rect(0, 0, width, depth)),
      ...blocks.filter(block => block.use === 'vacant').map(({ ring }) => ring),
    ].map(ring => plot(ring, { use: 'factory', vacant: true, provenance: 'synthetic' })),
  ]
}

const decimetre = (metres: number): number => Math.round(metres * 10) / 10

/** The widest road the plot has contact with. */
function accessOf(ring: Ring, index: RoadIndex): RoadAccess | undefined {
  const contact = new Map<Road, number>()
  ring.forEach((a, i) => {
    const walk = resample([a, ring[(i + 1) % ring.length]!], PACE)
    for (let k = 1; k < walk.length; k++) {
      const middle: GroundPoint = [(walk[k - 1]![0] + walk[k]![0]) / 2, (walk[k - 1]![1] + walk[k]![1]) / 2]
      const found = index.nearest(middle)
      if (found && found.away <= VERGE) contact.set(found.road, (contact.get(found.road) ?? 0) + PACE)
    }
  })
  const [best] = [...contact]
    .filter(([, metres]) => metres >= LEAST_CONTACT)
    .sort(([p, m], [q, n]) => q.width - p.width || n - m)
  if (!best) return undefined
  const [{ name, width }, metres] = best
  return { ...(name && { name }), width, contact: metres }
}
