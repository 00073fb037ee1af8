import type { Asset } from '../../../models/asset.ts'
import { drift, hash } from './noise.ts'

/** Demand (positive) and generation (negative) of every asset in kW, kept by whoever models it. */
export type Nets = ReadonlyMap<string, number>

/** Which grid assets carry what, and what they are built for. */
export interface GridPlan {
  /** Ids of the assets whose nets a grid asset carries, by its id. */
  readonly served: ReadonlyMap<string, readonly string[]>
  /** Capacity in MW, by grid asset id: the rating, or 1.2 × the peak of the factories served where that is more. */
  readonly built: ReadonlyMap<string, number>
  /** Feeders whose path runs from an asset to its station, so that a positive flow is generation. */
  readonly inward: ReadonlySet<string>
}

/**
 * Work out once who serves whom. An asset hangs on the station its own feeder leads to, else on the nearest switching
 * point (a station that another station feeds), else on the nearest station. A station serves what hangs on it and on
 * the stations it feeds; a feeder what its far end serves. Each asset is served once below the substations; a second
 * feeder to the same end is a reserve and carries nothing.
 */
export function planGrid(assets: readonly Asset[]): GridPlan {
  const stations = assets.filter(asset => asset.kind === 'grid' && !asset.path)
  const byId = new Map(assets.map(asset => [asset.id, asset]))
  const served = new Map<string, string[]>()
  for (const asset of assets) if (asset.kind === 'grid') served.set(asset.id, [])
  const { own, above, inward, lines } = linesOf(assets, byId)

  const switches = stations.filter(station => above.has(station.id))
  const near = switches.length > 0 ? switches : stations
  for (const asset of assets) {
    if (asset.kind === 'grid' || stations.length === 0) continue
    const line = own.get(asset.id)
    if (line) served.get(line.feeder)!.push(asset.id)
    let station: string | undefined = line ? line.station : nearest(near, asset).id
    while (station !== undefined) {
      served.get(station)!.push(asset.id)
      const feeder = lines.get(station)
      if (feeder) served.get(feeder)!.push(asset.id)
      station = above.get(station)
    }
  }
  const built = new Map([...served].map(([id, ids]) => [id, builtFor(byId.get(id)!, ids, byId)]))
  return { served, built, inward }
}

/** Values of a grid asset from the nets of what it serves. A feeder's flow is positive along its path, a station's towards the consumers. */
export function gridReading(
  asset: Asset,
  channel: number,
  at: number,
  seed: number,
  plan: GridPlan,
  nets: Nets,
): Record<string, number> {
  const kW = (plan.served.get(asset.id) ?? []).reduce((sum, id) => sum + (nets.get(id) ?? 0), 0)
  const MW = (plan.inward.has(asset.id) ? -kW : kW) / 1000
  const rating = plan.built.get(asset.id) ?? Math.max(asset.rating ?? 0, 0.1)
  const nominal = asset.path ? 22.9 : 154
  const load = (100 * Math.abs(MW)) / rating
  return {
    power: Math.max(-999, Math.min(999, MW)),
    load: Math.min(190, load),
    voltage: nominal * (1.006 - 0.00014 * load + 0.002 * drift(seed, channel, at / 600_000)),
    frequency:
      60 +
      0.025 * drift(seed, 4711, at / 30_000) +
      0.006 * drift(seed, 4712, at / 4_000) +
      0.0005 * hash(seed, channel),
  }
}

/** Lines of the grid: an asset's own feeder, the station above a station, and the feeder between those two. */
function linesOf(assets: readonly Asset[], byId: ReadonlyMap<string, Asset>) {
  const own = new Map<string, { readonly feeder: string; readonly station: string }>()
  const above = new Map<string, string>()
  const lines = new Map<string, string>()
  const inward = new Set<string>()
  const isStation = (asset: Asset): boolean => asset.kind === 'grid' && !asset.path
  for (const feeder of assets) {
    if (feeder.kind !== 'grid' || !feeder.path || !feeder.ends) continue
    const [from, to] = [byId.get(feeder.ends[0]), byId.get(feeder.ends[1])]
    if (!from || !to) continue
    if (isStation(from) && isStation(to)) {
      if (above.has(to.id) || reaches(above, from.id, to.id)) continue
      above.set(to.id, from.id)
      lines.set(to.id, feeder.id)
    } else if (isStation(from) && to.kind !== 'grid') {
      if (!own.has(to.id)) own.set(to.id, { feeder: feeder.id, station: from.id })
    } else if (isStation(to) && from.kind !== 'grid') {
      inward.add(feeder.id)
      if (!own.has(from.id)) own.set(from.id, { feeder: feeder.id, station: to.id })
    }
  }
  return { own, above, lines, inward }
}

/** True when going up from one station leads to another: a line between them would close a ring. */
function reaches(above: ReadonlyMap<string, string>, from: string, to: string): boolean {
  for (let at: string | undefined = from; at !== undefined; at = above.get(at)) if (at === to) return true
  return false
}

/** Largest share of its rating that a factory of the simulator draws, and the reserve a grid is built with. */
const PEAK = 0.7
const RESERVE = 1.2

function builtFor(asset: Asset, served: readonly string[], byId: ReadonlyMap<string, Asset>): number {
  const factories = served.map(id => byId.get(id)!).filter(a => a.kind === 'factory')
  const peak = factories.reduce((sum, a) => sum + (a.rating ?? 100) * PEAK, 0) / 1000
  return Math.max(asset.rating ?? 0, RESERVE * peak, 0.1)
}

function nearest(stations: readonly Asset[], asset: Asset): Asset {
  return stations.reduce((best, s) => (distance(s, asset) < distance(best, asset) ? s : best))
}

function distance(a: Asset, b: Asset): number {
  return Math.hypot(a.place[0] - b.place[0], a.place[2] - b.place[2])
}
