import { placeKey } from '../../models/placeKey.ts'
import type { LandUse } from '../../models/site.ts'
import { type Ring, ringArea } from '../plane/ring.ts'
import { annex, layEstate } from './apartments.ts'
import type { District, Mix } from './districts.ts'
import type { Draft } from './draft.ts'
import { makeFrame } from './LocalFrame.ts'
import { cutParcels, type Parcel } from './parcels.ts'
import { layPlant } from './plant.ts'
import { church, type Grain, layHouses, laySchool, layShops } from './quarters.ts'
import { makeRandom, type Random, seedOf } from './random.ts'
import type { Owner, Settled, Town } from './Town.ts'

/** A piece of industrial land and what stands on it, nothing when it is for sale; firms and jobs are dealt out afterwards. */
export interface IndustrialParcel extends Parcel {
  readonly owner: Owner
  readonly buildings: readonly Settled[]
}

/** Builds a town block of a district and says what it became, drawn from the district's mix. */
export function fillTownBlock(
  town: Town,
  ring: Ring,
  owner: Owner,
  district: District,
  grain: Grain,
  random: Random,
): LandUse {
  const area = Math.abs(ringArea(ring))
  const use = drawUse(district.mix, area, random)
  if (use === 'industry') {
    fillIndustrialBlock(town, ring, owner, random)
    return use
  }
  if (area > 14_000 && area < 60_000 && random.chance(0.045) && use !== 'shops') {
    for (const parcel of cutParcels(ring, () => area, random, 70))
      buildAll(
        town,
        laySchool(parcel.frame, Math.min(parcel.width, 150), Math.min(parcel.depth, 130), random),
        owner,
      )
    return 'school'
  }
  const wanted = { apartments: 38_000, houses: 9_000, dense: 8_000, shops: 4_200 }[use]
  const parcels = cutParcels(ring, r => wanted * r.between(0.75, 1.3), random, 12)
  for (const parcel of parcels) buildAll(town, layTown(use, parcel, district.centre, grain, random), owner)
  return use
}

/** Cuts an industrial block into parcels of many sizes and puts a plant on each but the `vacant` part of them. */
export function fillIndustrialBlock(
  town: Town,
  ring: Ring,
  owner: Owner,
  random: Random,
  vacant = 0,
): IndustrialParcel[] {
  const area = Math.abs(ringArea(ring))
  const grain = random.between(0.6, 1.5) * (area > 60_000 ? 1.15 : 0.9)
  const parcels = cutParcels(ring, r => plotArea(r) * grain, random, 12)
  const made: IndustrialParcel[] = []
  for (const parcel of parcels) {
    const { frame, width, depth } = parcel
    const drafts = layPlant(frame, width, depth, { built: width * depth * random.between(0.5, 0.68) }, random)
    if (isForSale(town, parcel, vacant)) {
      town.free.take(frame.rect(EAVES, EAVES, width - 2 * EAVES, depth - 2 * EAVES))
      made.push({ ...parcel, owner, buildings: [] })
      continue
    }
    const buildings = buildAll(town, drafts, owner)
    if (buildings.some(one => one.draft.use === 'factory')) made.push({ ...parcel, owner, buildings })
  }
  return made
}

/** Metres at the border of a plot for sale that neighbours count to their distance. */
const EAVES = 2.5
/** Land below this is no plot anyone sells, m². */
const SMALLEST_SOLD = 900

/** Drawn by the parcel's own place, so that no other parcel is built otherwise; what already stands on it is not sold. */
function isForSale(town: Town, { frame, width, depth }: Parcel, part: number): boolean {
  const key = placeKey(frame.at(width / 2, depth / 2))
  return (
    width * depth >= SMALLEST_SOLD &&
    makeRandom(seedOf(`for sale ${key}`)).chance(part) &&
    town.free.has(frame.rect(0.5, 0.5, width - 1, depth - 1), 0)
  )
}

/** Builds what has room and returns it. */
export function buildAll(town: Town, drafts: readonly Draft[], owner: Owner): Settled[] {
  return drafts.map(draft => town.build(draft, owner)).filter(one => one !== undefined)
}

/** Plot of a firm in m²: many of 600 to 2,000, few of 10,000 and more, as the register's sizes have it. */
function plotArea(random: Random): number {
  const draw = random.next()
  if (draw < 0.45) return random.between(650, 1_500)
  if (draw < 0.78) return random.between(1_400, 3_200)
  if (draw < 0.94) return random.between(3_000, 8_000)
  return random.between(8_000, 18_000)
}

type TownUse = 'houses' | 'dense' | 'apartments' | 'shops'

function drawUse(mix: Mix, area: number, random: Random): TownUse | 'industry' {
  const shares: [TownUse | 'industry', number][] = [
    ['houses', mix.houses ?? 0],
    ['dense', mix.dense ?? 0],
    ['apartments', area < 5_000 ? (mix.apartments ?? 0) * 0.2 : (mix.apartments ?? 0)],
    ['shops', area > 60_000 ? (mix.shops ?? 0) * 0.3 : (mix.shops ?? 0)],
    ['industry', mix.industry ?? 0],
  ]
  let left = random.next() * shares.reduce((sum, share) => sum + share[1], 0)
  for (const [use, share] of shares) if ((left -= share) < 0) return use
  return 'houses'
}

function layTown(
  use: TownUse,
  { frame, width, depth }: Parcel,
  centre: number,
  grain: Grain,
  random: Random,
): Draft[] {
  if (use === 'apartments' && width > 56 && depth > 34) {
    const south = lookingSouth({ frame, width, depth })
    return layEstate(south.frame, south.width, south.depth, random)
  }
  if (use === 'apartments') return [annex(frame, 2, 2, random)]
  if (use === 'shops') return layShops(frame, width, depth, centre, random)
  const drafts = random.chance(0.03) && width > 30 && depth > 40 ? [church(frame, 3, 3, random)] : []
  return [...drafts, ...layHouses(frame, width, depth, random, grain)]
}

/** The same rectangle turned by a quarter where its u axis runs nearer to north than to east. */
function lookingSouth(parcel: Parcel): Parcel {
  const { frame, width, depth } = parcel
  const lean = Math.abs(((frame.heading + 90) % 180) - 90)
  if (lean <= 45) return parcel
  return { frame: makeFrame(frame.at(0, depth), (frame.heading + 90) % 360), width: depth, depth: width }
}
