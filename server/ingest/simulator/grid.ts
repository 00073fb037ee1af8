import type { Asset } from '../../../models/asset.ts'
import { kindOf } from '../../../models/kinds.ts'
import type { Carried } from '../../../models/simulation/simulation.ts'

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
  const stations = assets.filter(isStation)
  const byId = new Map(assets.map(asset => [asset.id, asset]))
  const served = new Map<string, string[]>()
  for (const asset of assets) if (isCarrier(asset)) served.set(asset.id, [])
  const { own, above, inward, lines } = linesOf(assets, byId)

  const switches = stations.filter(station => above.has(station.id))
  const near = switches.length > 0 ? switches : stations
  for (const asset of assets) {
    if (isCarrier(asset) || stations.length === 0) continue
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

/** What an asset carries of what it serves: positive along a feeder's path, at a station towards the consumers. */
export function carriedBy(asset: Asset, { served, inward, built }: GridPlan, nets: Nets): Carried {
  const kW = (served.get(asset.id) ?? []).reduce((sum, id) => sum + (nets.get(id) ?? 0), 0)
  return {
    power: (inward.has(asset.id) ? -kW : kW) / 1000,
    capacity: built.get(asset.id) ?? Math.max(asset.rating ?? 0, 0.1),
  }
}

/** True for lines and stations of the power network. */
export function isCarrier({ kind }: Pick<Asset, 'kind'>): boolean {
  return kindOf(kind).energy?.role === 'carrier'
}

/** Lines of the grid: an asset's own feeder, the station above a station, and the feeder between those two. */
function linesOf(assets: readonly Asset[], byId: ReadonlyMap<string, Asset>) {
  const own = new Map<string, { readonly feeder: string; readonly station: string }>()
  const above = new Map<string, string>()
  const lines = new Map<string, string>()
  const inward = new Set<string>()
  for (const feeder of assets) {
    if (!isCarrier(feeder) || !feeder.path || !feeder.ends) continue
    const [from, to] = [byId.get(feeder.ends[0]), byId.get(feeder.ends[1])]
    if (!from || !to) continue
    if (isStation(from) && isStation(to)) {
      if (above.has(to.id) || reaches(above, from.id, to.id)) continue
      above.set(to.id, from.id)
      lines.set(to.id, feeder.id)
    } else if (isStation(from) && !isCarrier(to)) {
      if (!own.has(to.id)) own.set(to.id, { feeder: feeder.id, station: from.id })
    } else if (isStation(to) && !isCarrier(from)) {
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

/** The reserve a grid is built with. */
const RESERVE = 1.2

function builtFor(asset: Asset, served: readonly string[], byId: ReadonlyMap<string, Asset>): number {
  const peak = served.reduce((sum, id) => {
    const { kind, rating = 100 } = byId.get(id)!
    return sum + rating * (kindOf(kind).energy?.peak ?? 0)
  }, 0)
  return Math.max(asset.rating ?? 0, (RESERVE * peak) / 1000, 0.1)
}

function isStation(asset: Asset): boolean {
  return isCarrier(asset) && !asset.path
}

function nearest(stations: readonly Asset[], asset: Asset): Asset {
  return stations.reduce((best, s) => (distance(s, asset) < distance(best, asset) ? s : best))
}

function distance(a: Asset, b: Asset): number {
  return Math.hypot(a.place[0] - b.place[0], a.place[2] - b.place[2])
}
