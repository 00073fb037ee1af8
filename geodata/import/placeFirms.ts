import Flatbush from 'flatbush'
import type { Asset } from '../../models/asset.ts'
import { kindOf } from '../../models/kinds.ts'
import type { Site } from '../../models/site.ts'
import type { Features } from '../features.ts'
import { heightAt } from '../heights.ts'
import { inRing } from '../plane/ring.ts'
import { toGround } from '../projection.ts'
import type { HeightField } from '../world.ts'
import type { Firm } from './readFirms.ts'

/** Metres within which a firm is taken to be in a building. */
const REACH = 80
/** Contracted load for each employee, kW: the complex's plants by rule of thumb. An estimate, named as such. */
const KW_PER_EMPLOYEE = 4
const SMALLEST = 20
/** Employees that a firm is taken to have where the register does not tell; its source says so. */
const ASSUMED = 5
/** Metres between firms of one address, so that each can be pointed at. */
const SPREAD = 2.4

/** A copy of the site whose metered factories are these firms at their places. */
export function placeFirms(
  site: Site,
  firms: readonly Firm[],
  features: Features,
  heights: HeightField,
  file: string,
): Site {
  const index = new Flatbush(Math.max(1, features.count))
  for (let i = 0; i < features.count; i++) index.add(features.x[i]!, features.z[i]!)
  if (features.count === 0) index.add(0, 0)
  index.finish()
  const shared = new Map<string, number>()
  const factories = firms.map((firm, i): Asset => {
    const [ax, az] = toGround(firm.at)
    const key = `${ax.toFixed(0)},${az.toFixed(0)}`
    const nth = shared.get(key) ?? 0
    shared.set(key, nth + 1)
    const [x, z] = [
      ax + SPREAD * Math.sqrt(nth) * Math.cos(nth * 2.399963),
      az + SPREAD * Math.sqrt(nth) * Math.sin(nth * 2.399963),
    ]
    const feature = features.count ? (index.neighbors(ax, az, 1, REACH)[0] ?? -1) : -1
    const roof = feature >= 0 ? features.top[feature]! : heightAt(heights, x, z)
    return {
      id: `firm-${String(i + 1).padStart(5, '0')}`,
      kind: 'factory',
      name: { ko: firm.name, en: firm.name },
      place: [round(x), round(roof), round(z)],
      heading: 0,
      provenance: firm.exact ? 'surveyed' : 'approximate',
      source: `${file}: ${firm.address || 'no address'}${firm.industry && `; ${firm.industry}`}; load estimated from ${Number.isNaN(firm.employees) ? `${ASSUMED} employees assumed, the register tells none` : 'employees'}`,
      feature,
      block: feature >= 0 ? features.block[feature]! : -1,
      subdistrict: site.subdistricts.findIndex(({ ring }) => inRing(ring, x, z)),
      rating: Math.max(
        SMALLEST,
        Math.round((Number.isNaN(firm.employees) ? ASSUMED : firm.employees) * KW_PER_EMPLOYEE),
      ),
    }
  })
  const others = site.assets.filter(asset => kindOf(asset.kind).energy?.role !== 'plant')
  const kept = new Set(others.map(({ id }) => id))
  return {
    ...site,
    version: `${site.version}+firms${firms.length}`,
    assets: [...others.map(asset => withoutLost(asset, kept)), ...factories],
  }
}

/** An asset without a parent that is no longer there. */
function withoutLost(asset: Asset, kept: ReadonlySet<string>): Asset {
  const { parent, ...alone } = asset
  return parent === undefined || kept.has(parent) ? asset : alone
}

function round(metres: number): number {
  return Math.round(metres * 100) / 100
}
