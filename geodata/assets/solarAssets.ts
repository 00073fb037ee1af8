import type { Asset, Row } from '../../models/asset.ts'
import type { Names } from '../../models/units.ts'
import { headingOf, makeFrame } from '../fabric/LocalFrame.ts'
import { ringArea } from '../fabric/ring.ts'
import type { Settled } from '../fabric/Town.ts'
import { nameThing, THINGS } from './nameThing.ts'
import { type AssetNote, assetOn, randomOf, type Stage, slug } from './Stage.ts'

/** A table of four modules: metres along the row, across it, and its kW peak (4 × 550 W). */
const TABLE = { width: 4.6, depth: 2.3, kw: 2.2 }
const PITCH = 3.6
const MARGIN = 3

/** Arrays reported in the press: owner, kW, number of roofs (facts/real-system.md, "Roof PV known"). */
const KNOWN = [
  {
    site: 's011',
    kw: 2_200,
    roofs: 2,
    source: 'sedaily 1HNYD19RNZ (2010): 2.2 MW on a Changwon plant roof; which roof is not known',
  },
  {
    site: 's001',
    kw: 3_000,
    roofs: 4,
    source: 'etnews 201206290537 (2012): agreement for 3.0 MW on 4 roofs; which roofs is not known',
  },
  {
    site: 's039',
    kw: 3_200,
    roofs: 6,
    source: 'etnews 201206290537 (2012): agreement for 3.2 MW on 6 roofs; which roofs is not known',
  },
  { site: 's094', kw: 30, roofs: 1, source: 'knnews 1311283: PV 30 kW planned at the eco-energy theme park' },
] as const

/** Solar arrays on flat roofs: the known ones, then `count` made-up ones on halls, offices and schools. */
export function solarAssets(stage: Stage, count: number): Asset[] {
  const random = randomOf('solar')
  const assets: Asset[] = []
  const used = new Set<Settled>()
  for (const { site, kw, roofs, source } of KNOWN) {
    const place = stage.place(site)
    const flat = flatRoofs(stage.site(site)).slice(0, roofs)
    const room = flat.map(one => rowsOn(one, Infinity).tables)
    const all = room.reduce((a, b) => a + b, 0) || 1
    flat.forEach((one, i) => {
      used.add(one)
      const wanted = Math.min(room[i]!, Math.max(1, Math.round((kw / TABLE.kw) * (room[i]! / all))))
      assets.push(
        array(
          stage,
          one,
          `solar-${slug(place.name.en)}-${i + 1}`,
          nameThing(place.name, THINGS.roofSolar, i + 1),
          wanted,
          (kw * room[i]!) / all,
          { provenance: 'approximate', source },
        ),
      )
    })
  }
  const roofs = stage.settled.filter(one => !used.has(one) && suits(one))
  const share = count / roofs.length
  let made = 0
  for (const one of roofs) {
    if (!random.chance(share * 1.02) || made >= count) continue
    made++
    const { tables } = rowsOn(one, Infinity)
    const wanted = Math.max(4, Math.round(tables * random.between(0.35, 0.9)))
    const { building } = one
    const owner = building.place ? stage.place(building.place).name : undefined
    const around = stage.sources.subdistricts[building.subdistrict]?.name ?? null
    const name = owner ? nameThing(owner, THINGS.solar) : nameThing(around, THINGS.roofSolar)
    assets.push(array(stage, one, `solar-${String(made).padStart(3, '0')}`, name, wanted))
  }
  return assets
}

function array(
  stage: Stage,
  one: Settled,
  id: string,
  name: Names,
  wanted: number,
  kw?: number,
  said: Pick<AssetNote, 'provenance' | 'source'> = {},
): Asset {
  const { rows, tables, facing } = rowsOn(one, wanted)
  const note: AssetNote = {
    id,
    kind: 'solar',
    name,
    heading: facing,
    rating: Math.min(5_000, Math.round((kw ?? tables * TABLE.kw) * 10) / 10),
    rows,
    size: [TABLE.width, 0.35, TABLE.depth],
    ...said,
  }
  const asset = assetOn(stage, one, note)
  return { ...asset, place: [asset.place[0], roofTop(one) + 0.45, asset.place[2]] }
}

function flatRoofs(buildings: readonly Settled[]): Settled[] {
  return buildings
    .filter(one => isFlat(one) && rowsOn(one, Infinity).tables > 3)
    .sort((a, b) => area(b) - area(a))
}

const area = (one: Settled): number => Math.abs(ringArea(one.building.ring))
const isFlat = (one: Settled): boolean =>
  one.building.parts[0]?.shape === 'prism' && one.building.ring.length === 4

function suits(one: Settled): boolean {
  const { use } = one.building
  if (!isFlat(one)) return false
  return (
    (use === 'factory' && area(one) > 700 && one.building.subdistrict >= 0) ||
    (use === 'school' && area(one) > 900)
  )
}

/** Top of the main body: the roof the tables stand on. */
function roofTop(one: Settled): number {
  const part = one.building.parts[0]!
  return part.shape === 'prism' ? part.top : one.building.top
}

/** Rows of tables on a rectangular roof, facing the one of its sides that looks most to the south. */
function rowsOn(one: Settled, limit: number): { rows: Row[]; tables: number; facing: number } {
  const ring = one.building.ring
  const heading = headingOf(ring[0]!, ring[1]!)
  const facing = [0, 90, 180, 270]
    .map(turn => (heading + turn) % 360)
    .reduce((a, b) => (Math.abs(b - 180) < Math.abs(a - 180) ? b : a))
  const away = (facing + 180) % 360
  const probe = makeFrame(ring[0]!, away)
  const local = ring.map(point => probe.to(point))
  const us = local.map(point => point[0])
  const vs = local.map(point => point[1])
  const [u0, v0] = [Math.min(...us) + MARGIN, Math.min(...vs) + MARGIN]
  const [u1, v1] = [Math.max(...us) - MARGIN, Math.max(...vs) - MARGIN]
  const each = Math.floor((u1 - u0) / TABLE.width)
  const rows: Row[] = []
  let tables = 0
  for (let v = v0 + TABLE.depth / 2; v < v1 && tables < limit && each > 0; v += PITCH) {
    const count = Math.min(each, limit - tables)
    rows.push({
      from: probe.at(u0 + TABLE.width / 2, v),
      to: probe.at(u0 + (count - 0.5) * TABLE.width, v),
      count,
      facing,
    })
    tables += count
  }
  return { rows, tables, facing }
}
