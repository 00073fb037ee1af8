import type { Paint, Surface } from '../paint.ts'
import type { Random } from './random.ts'

type Rgb = readonly [number, number, number]

const HALL_ROOFS: readonly Rgb[] = [
  [94, 124, 158],
  [112, 140, 168],
  [84, 108, 138],
  [150, 158, 166],
  [168, 174, 178],
  [186, 190, 192],
  [204, 207, 208],
  [214, 216, 216],
  [104, 132, 140],
  [120, 146, 132],
  [138, 142, 148],
  [126, 104, 92],
]
const HALL_WALLS: readonly Rgb[] = [
  [206, 209, 210],
  [194, 199, 202],
  [216, 214, 206],
  [184, 192, 199],
  [172, 186, 199],
  [200, 200, 192],
  [158, 174, 190],
]
const FLAT_ROOFS: readonly Rgb[] = [
  [108, 138, 112],
  [118, 146, 120],
  [98, 128, 104],
  [150, 150, 146],
  [164, 162, 156],
  [136, 138, 138],
]
const OFFICE_WALLS: readonly Rgb[] = [
  [206, 204, 198],
  [188, 190, 190],
  [170, 178, 186],
  [196, 186, 172],
  [176, 158, 140],
  [214, 214, 212],
]
const APARTMENT_WALLS: readonly Rgb[] = [
  [226, 221, 210],
  [232, 230, 224],
  [222, 214, 200],
  [228, 226, 226],
  [216, 210, 200],
]
const GABLE_ACCENTS: readonly Rgb[] = [
  [176, 144, 112],
  [150, 132, 116],
  [122, 138, 156],
  [184, 158, 124],
  [140, 146, 142],
  [166, 128, 110],
]
const HOUSE_WALLS: readonly Rgb[] = [
  [170, 118, 96],
  [182, 134, 110],
  [204, 192, 176],
  [214, 208, 198],
  [186, 172, 156],
  [160, 112, 94],
]
const TILE_ROOFS: readonly Rgb[] = [
  [140, 82, 66],
  [128, 76, 64],
  [150, 94, 74],
  [112, 84, 76],
  [92, 98, 108],
  [84, 104, 128],
]

/** A paint of one surface, its colour stirred a little so that no two neighbours match exactly. */
export function paint(surface: Surface, rgb: Rgb, random?: Random, stir = 5): Paint {
  if (!random) return { surface, rgb }
  const shift = random.between(-stir, stir)
  const channel = (value: number): number => Math.round(Math.max(0, Math.min(255, value + shift)))
  return { surface, rgb: [channel(rgb[0]), channel(rgb[1]), channel(rgb[2])] }
}

export const hallRoof = (random: Random): Paint => paint('roofMetal', random.pick(HALL_ROOFS), random)
export const hallWall = (random: Random): Paint => paint('hall', random.pick(HALL_WALLS), random)
export const flatRoof = (random: Random): Paint => paint('roofFlat', random.pick(FLAT_ROOFS), random)
export const officeWall = (random: Random): Paint => paint('office', random.pick(OFFICE_WALLS), random)
export const apartmentWall = (random: Random): Paint =>
  paint('apartment', random.pick(APARTMENT_WALLS), random)
export const gableAccent = (random: Random): Paint => paint('plain', random.pick(GABLE_ACCENTS), random)
export const houseWall = (random: Random): Paint => paint('house', random.pick(HOUSE_WALLS), random, 9)
export const tileRoof = (random: Random): Paint => paint('roofTile', random.pick(TILE_ROOFS), random, 9)
export const glassWall = (random: Random): Paint => paint('glass', [122, 146, 164], random)

export const STEEL: Paint = paint('steel', [150, 156, 160])
export const DARK_STEEL: Paint = paint('steel', [96, 104, 112])
export const WHITE: Paint = paint('plain', [228, 230, 230])
export const CONCRETE: Paint = paint('concrete', [176, 174, 168])
export const SKYLIGHT: Paint = paint('skylight', [214, 226, 230])
export const GLASS: Paint = paint('glass', [128, 150, 166])
export const ASPHALT: Paint = paint('asphalt', [78, 80, 84])
export const LOT: Paint = paint('lot', [92, 94, 97])
export const MARKING: Paint = paint('marking', [226, 226, 222])
export const CRANE_BLUE: Paint = paint('accent', [72, 108, 150])
export const CRANE_RED: Paint = paint('accent', [176, 84, 66])
export const CRANE_YELLOW: Paint = paint('yellow', [214, 172, 64])
export const STRIPE: Paint = paint('stripe', [214, 214, 212])
export const RUST: Paint = paint('steel', [134, 96, 78])

/** Colours of shipping containers, worn by weather. */
export const CONTAINERS: readonly Paint[] = [
  paint('plain', [138, 74, 62]),
  paint('plain', [72, 98, 130]),
  paint('plain', [96, 116, 98]),
  paint('plain', [168, 166, 160]),
  paint('plain', [172, 120, 70]),
  paint('plain', [88, 92, 98]),
]
