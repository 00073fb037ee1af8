import type { Asset } from '../../../models/asset.ts'
import { drift, hash } from './noise.ts'

/** Demand (positive) and generation (negative) of every asset in kW, kept by whoever models it. */
export type Nets = ReadonlyMap<string, number>

/** Which grid assets carry what: substations serve the assets nearest to them, feeders serve what stands at their ends. */
export interface GridPlan {
  /** Asset ids served, by grid asset id. */
  readonly served: ReadonlyMap<string, readonly string[]>
}

/** Work out once who serves whom. Assets with a net are all but the grid itself. */
export function planGrid(assets: readonly Asset[]): GridPlan {
  const grid = assets.filter(asset => asset.kind === 'grid')
  const stations = grid.filter(asset => !asset.path)
  const served = new Map<string, string[]>(grid.map(asset => [asset.id, []]))
  for (const asset of assets) {
    if (asset.kind === 'grid' || stations.length === 0) continue
    const nearest = stations.reduce((best, s) => (distance(s, asset) < distance(best, asset) ? s : best))
    served.get(nearest.id)!.push(asset.id)
  }
  const ids = new Map(assets.map(asset => [asset.id, asset]))
  for (const feeder of grid) {
    if (!feeder.path) continue
    const ends = (feeder.ends ?? []).map(id => ids.get(id)).filter(a => a !== undefined)
    const own = ends.filter(a => a.kind !== 'grid').map(a => a.id)
    served.get(feeder.id)!.push(...(own.length > 0 ? own : around(feeder, assets)))
  }
  return { served }
}

/** Values of a grid asset from the nets of what it serves; its rating is in MW like its lead point; flow is positive towards the consumers. */
export function gridReading(
  asset: Asset,
  channel: number,
  at: number,
  seed: number,
  plan: GridPlan,
  nets: Nets,
): Record<string, number> {
  const kW = (plan.served.get(asset.id) ?? []).reduce((sum, id) => sum + (nets.get(id) ?? 0), 0)
  const MW = kW / 1000
  const rating = Math.max(asset.rating ?? 0, 0.1)
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

/** Assets of the sub-district that a feeder without named consumers ends in. */
function around(feeder: Asset, assets: readonly Asset[]): string[] {
  return assets
    .filter(a => a.kind === 'factory' && a.block === feeder.block && feeder.block >= 0)
    .map(a => a.id)
}

function distance(a: Asset, b: Asset): number {
  return Math.hypot(a.place[0] - b.place[0], a.place[2] - b.place[2])
}
