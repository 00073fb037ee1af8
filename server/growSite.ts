import { nameThing, THINGS } from '../geodata/assets/nameThing.ts'
import type { Asset } from '../models/asset.ts'
import { kindOf, kinds } from '../models/kinds.ts'
import { numberPoints } from '../models/points.ts'
import type { Site } from '../models/site.ts'

/** The site with synthetic machines spread over its factories until it has about `points` points; as it is when it has them already. */
export function growSite(site: Site, points: number | undefined): Site {
  const have = numberPoints(site.assets).count
  const each = Object.keys(kinds.machine.points).length
  const missing = points === undefined ? 0 : Math.floor((points - have) / each)
  const factories = site.assets.filter(asset => kindOf(asset.kind).energy?.role === 'plant')
  if (missing <= 0 || factories.length === 0) return site
  const machines = Array.from({ length: missing }, (_, k) =>
    machineIn(factories[k % factories.length]!, Math.floor(k / factories.length) + 1),
  )
  return { ...site, assets: [...site.assets, ...machines], version: `${site.version}+${missing}` }
}

/** The nth extra machine of a factory, somewhere on its floor by a fixed spiral. */
function machineIn(factory: Asset, n: number): Asset {
  const angle = n * 2.399963
  const reach = 3 * Math.sqrt(n)
  const [x, y, z] = factory.place
  return {
    id: `${factory.id}-m${n}`,
    kind: 'machine',
    name: nameThing(factory.name, THINGS.machine, n),
    place: [x + reach * Math.cos(angle), y, z + reach * Math.sin(angle)],
    heading: 0,
    provenance: 'synthetic',
    source: 'added by --points',
    feature: factory.feature,
    parent: factory.id,
    block: factory.block,
    subdistrict: factory.subdistrict,
    rating: 30,
  }
}
