import type { FastifyInstance, FastifyReply } from 'fastify'
import { ringCentre } from '../../geodata/plane/ring.ts'
import { toLonLat } from '../../geodata/projection.ts'
import { placeOfKey } from '../../models/placeKey.ts'
import { PLOT_USES, type Plot, ZONES } from '../../models/site.ts'
import type { GroundPoint, LonLat } from '../../models/units.ts'

/** Plots of one answer at most, and where nobody says how many. */
const MOST = 500
const USUAL = 100

interface Filters {
  vacant?: string
  use?: string
  zone?: string
  place?: string
  /** Least and most area, m². */
  least?: string
  most?: string
  /** Corners in degrees: west,south,east,north. */
  bbox?: string
  limit?: string
  /** Key of the last plot had before. */
  after?: string
}

/**
 * `GET /api/plots`: the plots that fit, in the order of their keys, `limit` at a time; `next` is the `after` of the
 * following page, null at the end. Outlines and middles are in degrees, as GeoJSON has them.
 */
export function addPlotApi(app: FastifyInstance, plots: readonly Plot[]): void {
  const sorted = [...plots].sort((a, b) => (a.key < b.key ? -1 : 1))
  app.get<{ Querystring: Filters }>('/api/plots', { config: { door: 'everyone' } }, (request, reply) => {
    const { query } = request
    const fault = faultOf(query)
    if (fault !== null) return refuse(reply, fault)
    const { after = '', limit = String(USUAL) } = query
    const fitting = sorted.filter(plot => fits(plot, query))
    const rest = fitting.filter(({ key }) => key > after)
    const page = rest.slice(0, Number(limit))
    const next = rest.length > page.length ? page.at(-1)!.key : null
    return { total: fitting.length, next, plots: page.map(told) }
  })
}

function told({ ring, ...plot }: Plot): object {
  return { ...plot, at: degrees(ringCentre(ring)), ring: ring.map(degrees) }
}

function fits(plot: Plot, { vacant, use, zone, place, least, most, bbox }: Filters): boolean {
  if (vacant !== undefined && String(plot.vacant) !== vacant) return false
  if (use !== undefined && plot.use !== use) return false
  if (zone !== undefined && plot.zone !== zone) return false
  if (place !== undefined && plot.place !== place) return false
  if (plot.area < Number(least ?? 0) || plot.area > Number(most ?? Number.POSITIVE_INFINITY)) return false
  if (bbox === undefined) return true
  const [west, south, east, north] = cornersOf(bbox)!
  const [lon, lat] = toLonLat(ringCentre(plot.ring))
  return lon >= west! && lon <= east! && lat >= south! && lat <= north!
}

function faultOf({ vacant, use, zone, least, most, bbox, limit, after }: Filters): string | null {
  if (vacant !== undefined && vacant !== 'true' && vacant !== 'false') return 'vacant must be true or false'
  if (use !== undefined && !PLOT_USES.some(known => known === use))
    return `use must be one of ${PLOT_USES.join(', ')}`
  if (zone !== undefined && !ZONES.some(known => known === zone))
    return `zone must be one of ${ZONES.join(', ')}`
  for (const [name, text] of Object.entries({ least, most }))
    if (text !== undefined && !/^\d{1,9}$/.test(text)) return `${name} must be whole square metres`
  if (bbox !== undefined && !cornersOf(bbox))
    return 'bbox must be west,south,east,north in degrees, west and south the lesser ones'
  if (limit !== undefined && !(/^\d{1,4}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= MOST))
    return `limit must be 1 to ${MOST}`
  if (after !== undefined && !placeOfKey(after)) return 'after must be the key of a plot, as next gives it'
  return null
}

function cornersOf(bbox: string): readonly number[] | null {
  const corners = bbox
    .split(',')
    .map(text => (/^-?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : Number.NaN))
  const [west, south, east, north] = corners
  return corners.length === 4 && west! <= east! && south! <= north! ? corners : null
}

/** Degrees to a decimetre. */
function degrees(at: GroundPoint): LonLat {
  const [lon, lat] = toLonLat(at)
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]
}

function refuse(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(400).send({ error })
}
