import type { Asset } from '../../models/asset.ts'
import type { Row } from '../../models/body.ts'
import type { GroundPoint, Names } from '../../models/units.ts'
import { headingOf, makeFrame } from '../fabric/LocalFrame.ts'
import type { Settled } from '../fabric/Town.ts'
import { ringArea, ringCentre } from '../plane/ring.ts'
import { toGround } from '../projection.ts'
import { nameThing, THINGS } from './nameThing.ts'
import { type AssetNote, assetOn, randomOf, type Stage, slug } from './Stage.ts'

/** A table of four modules: metres along the row, across it, and its kW peak (4 × 550 W). */
const TABLE = { width: 4.6, depth: 2.3, kw: 2.2 }
const PITCH = 3.6
const MARGIN = 3

/** A solar plant that is known: whose roofs, what it is called, how many kW. */
interface KnownPlant {
  readonly id: string
  readonly name: Names
  readonly kw: number
  readonly owner: readonly Settled[]
  readonly said: Pick<AssetNote, 'provenance' | 'source'>
}

/** Plants the press reported besides the register (facts/real-system.md, "Roof PV known"): site, kW, source. */
const PRESS = [
  ['s011', 2_200, 'sedaily 1HNYD19RNZ (2010): 2.2 MW on a Changwon plant roof; which roof is not known'],
  ['s039', 3_200, 'etnews 201206290537 (2012): agreement for 3.2 MW on 6 roofs; which roofs is not known'],
  ['s094', 30, 'knnews 1311283: PV 30 kW planned at the eco-energy theme park'],
  [
    's093',
    2_000,
    'research on the centre (2023): PV 2 MW on tenant roofs and idle land; on its own roofs here',
  ],
] as const

/** Addresses of the register that no known site has: where the factory register puts them, and the site that stands there. */
const ELSEWHERE: Readonly<Record<string, GroundPoint>> = {
  '공단로 160': toGround([128.64174, 35.2137]),
  '적현로279번길 30': toGround([128.60833, 35.20246]),
}
/** Metres about a plant's place within which halls may carry it. */
const ABOUT = 900

function knownPlants(stage: Stage): KnownPlant[] {
  const register = stage.sources.solarPlants.map(plant => {
    const street = /([가-힣0-9]+(?:로|길)) (\d+)/.exec(plant.address)
    const address = street ? `${street[1]} ${street[2]}` : ''
    const place = stage.sources.places.find(
      one => one.address?.endsWith(` ${address}`) && stage.site(one.id).length > 0,
    )
    const at = plant.at ?? ELSEWHERE[address] ?? place?.at
    if (!at) throw new Error(`pv-plants.csv: ${plant.name.ko} has neither a position nor a known address`)
    return {
      id: `solar-${plant.id}`,
      name: plant.name,
      kw: plant.kw,
      owner: place ? stage.site(place.id) : hallsAbout(stage, at),
      said: { provenance: plant.provenance, source: `${plant.source} (${plant.date})` },
    }
  })
  const press = PRESS.map(([site, kw, source]) => {
    const { name } = stage.place(site)
    return {
      id: `solar-${slug(name.en)}`,
      name: nameThing(name, THINGS.roofSolar),
      kw,
      owner: stage.site(site),
      said: { provenance: 'approximate' as const, source },
    }
  })
  return [...register, ...press]
}

function hallsAbout(stage: Stage, at: GroundPoint): Settled[] {
  const far = (one: Settled): number => {
    const [x, z] = ringCentre(one.building.ring)
    return Math.hypot(x - at[0], z - at[1])
  }
  return stage.settled
    .filter(one => one.building.use === 'factory' && far(one) < ABOUT)
    .sort((a, b) => far(a) - far(b))
}

/** Solar arrays on flat roofs: the known ones, then `count` made-up ones on halls, offices and schools. */
export function solarAssets(stage: Stage, count: number): Asset[] {
  const random = randomOf('solar')
  const assets: Asset[] = []
  const used = new Set<Settled>()
  for (const plant of knownPlants(stage)) assets.push(...arraysOf(stage, plant, used))
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

/** One array a roof, as many roofs as the plant's kW need; the kW shared out by the room on them. */
function arraysOf(stage: Stage, { id, name, kw, owner, said }: KnownPlant, used: Set<Settled>): Asset[] {
  const roofs: { one: Settled; room: number }[] = []
  let room = 0
  for (const one of flatRoofs(owner.filter(roof => !used.has(roof)))) {
    if (room * TABLE.kw >= kw) break
    const { tables } = rowsOn(one, Infinity)
    roofs.push({ one, room: tables })
    room += tables
  }
  if (roofs.length === 0) throw new Error(`no flat roof for the solar plant ${name.ko}`)
  return roofs.map(({ one, room: own }, i) => {
    used.add(one)
    const wanted = Math.min(own, Math.max(1, Math.round((kw / TABLE.kw) * (own / room))))
    const called = roofs.length > 1 ? numbered(name, i + 1) : name
    return array(stage, one, `${id}-${i + 1}`, called, wanted, (kw * own) / room, said)
  })
}

const numbered = (name: Names, n: number): Names => ({
  ko: `${name.ko} ${n}`,
  en: `${name.en} ${n}`,
  ...(name.ja && { ja: `${name.ja} ${n}` }),
  ...(name.zh && { zh: `${name.zh} ${n}` }),
})

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
