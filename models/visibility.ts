import type { Asset } from './asset.ts'
import { kindOf } from './kinds.ts'
import type { Points } from './points.ts'
import { may, type Role } from './role.ts'
import type { Place, Site } from './site.ts'

/** Who a frame, a site or an alarm list is encoded for: once each, never once a viewer. */
export const AUDIENCES = ['public', 'staff'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Assets that only roles with the right `points:restricted` see; all conditions of a rule must hold. */
export interface Restriction {
  readonly reason: string
  /** Kinds that say so of themselves. */
  readonly kinds?: 'everywhere' | 'defence'
  readonly assets?: readonly string[]
  /** Ids of places on whose ground the asset stands. */
  readonly grounds?: readonly string[]
}

/** Places whose firms make weapons, by the public register in geodata/sources/places.geojson. */
const DEFENCE = ['s006', 's007', 's011', 's012', 's013', 's014', 's019', 's029'] as const

/** What the public does not see, and why. The one place to change it. */
export const RESTRICTED: readonly Restriction[] = [
  { kinds: 'everywhere', reason: 'where a camera stands and whether it works tells where nobody looks' },
  {
    kinds: 'defence',
    grounds: DEFENCE,
    reason:
      'protection and production of a defence plant (Protection of Military Bases and Installations Act)',
  },
  { assets: ['h2-liquid-plant'], reason: 'stock of the largest hydrogen store, a target' },
]

/** Metres around a place that count as its ground when the register gives no area. */
const GROUND_RADIUS = 200
/** Grounds are no circles: the circle of their area is widened by this. */
const GROUND_MARGIN = 1.2
/** Metres below the ground at which masked things are put, so that no screen shows them somewhere wrong. */
const OUT_OF_SIGHT = -4_000
const MASKED = /^restricted-\d+$/

/** The audience of a role. */
export function audienceOf(role: Role): Audience {
  return may(role, 'points:restricted') ? 'staff' : 'public'
}

/** 1 for each asset the public does not see, by asset index. */
export function restrictedAssets(site: Site, rules: readonly Restriction[] = RESTRICTED): Uint8Array {
  const places = new Map(site.places.map(place => [place.id, place]))
  return Uint8Array.from(site.assets, asset => (rules.some(rule => meets(asset, rule, places)) ? 1 : 0))
}

/** 1 for each point the public does not see, by point index. */
export function restrictedPoints(points: Points, assets: Uint8Array): Uint8Array {
  return Uint8Array.from(points.asset, asset => assets[asset]!)
}

/**
 * The site as the public gets it: a restricted asset keeps index, kind and number of parts, so that both sides number
 * the points alike, and loses id, name, place, source, firm and figures. Its sub-district stays, for counts.
 */
export function maskSite(site: Site, restricted: Uint8Array): Site {
  const hidden = new Map(
    site.assets.flatMap((asset, i) => (restricted[i] ? [[asset.id, maskedId(i)] as const] : [])),
  )
  const assets = site.assets.map((asset, i) => {
    if (restricted[i]) return masked(asset, i)
    const parent = asset.parent === undefined ? undefined : hidden.get(asset.parent)
    const seen = parent === undefined ? asset : { ...asset, parent }
    if (!asset.ends?.some(end => hidden.has(end))) return seen
    const [from, to] = asset.ends
    return { ...seen, ends: [hidden.get(from) ?? from, hidden.get(to) ?? to] as const }
  })
  return { ...site, assets }
}

/** True for an asset of a masked site that must not be drawn, searched or listed. */
export function isMasked({ id }: Pick<Asset, 'id'>): boolean {
  return MASKED.test(id)
}

function masked({ kind, provenance, subdistrict, parts }: Asset, index: number): Asset {
  return {
    id: maskedId(index),
    kind,
    name: { ko: '비공개', en: 'Restricted', ja: '非公開', zh: '不公开' },
    place: [0, OUT_OF_SIGHT, 0],
    heading: 0,
    provenance,
    source: 'not public',
    feature: -1,
    block: -1,
    subdistrict,
    ...(parts === undefined ? {} : { parts }),
  }
}

function maskedId(index: number): string {
  return `restricted-${index}`
}

function meets(asset: Asset, rule: Restriction, places: ReadonlyMap<string, Place>): boolean {
  if (rule.kinds && kindOf(asset.kind).restricted !== rule.kinds) return false
  if (rule.assets && !rule.assets.includes(asset.id)) return false
  return !rule.grounds || rule.grounds.some(id => standsOn(asset, places.get(id)))
}

function standsOn({ place: [x, , z], feature }: Asset, place: Place | undefined): boolean {
  if (!place) return false
  if (feature >= 0 && feature === place.feature) return true
  const radius = place.area ? Math.sqrt(place.area / Math.PI) * GROUND_MARGIN : GROUND_RADIUS
  return Math.hypot(x - place.place[0], z - place.place[2]) <= radius
}
