import type { LonLat } from '../../models/units.ts'
import { paint } from './paints.ts'
import type { PlantStyle } from './plant.ts'

type Style = Omit<PlantStyle, 'built'> & {
  /** Ground under roofs, m², where the register has no figure: a judgement from employees and trade. */
  readonly built?: number
  /** Plot over built ground. */
  readonly loose?: number
  readonly aspect?: number
  /** Middle of its land where the address point is a gate or lies on a slope: by judgement on SRTM. */
  readonly middle?: LonLat
  /** Working floors one above the other; the register counts all of them. */
  readonly storeys?: number
}

const roof = (r: number, g: number, b: number) => paint('roofMetal', [r, g, b])
const wall = (r: number, g: number, b: number) => paint('hall', [r, g, b])

const HEAVY: Style = {
  forms: ['gables', 'gable'],
  hall: [84, 260],
  height: [20, 30],
  fittings: ['gantry', 'goods', 'tanks', 'rack', 'gantry'],
  parking: 40,
  loose: 2.2,
}
const CARS: Style = {
  forms: ['flat', 'flat', 'gables'],
  hall: [130, 240],
  height: [11, 16],
  fittings: ['lot', 'rack', 'tanks', 'goods'],
  parking: 60,
  loose: 2.4,
}
const STEEL: Style = {
  forms: ['gables', 'gable'],
  hall: [70, 260],
  height: [18, 27],
  fittings: ['stack', 'goods', 'stack', 'tanks', 'rack', 'gantry'],
  parking: 30,
  loose: 1.9,
}
const APPLIANCE: Style = {
  forms: ['flat'],
  hall: [90, 230],
  height: [12, 18],
  fittings: ['rack', 'containers', 'lot', 'tanks'],
  parking: 45,
  loose: 2,
}
const MACHINE: Style = {
  forms: ['gables', 'sawtooth', 'flat', 'gable'],
  hall: [56, 140],
  height: [10, 14],
  parking: 24,
  loose: 2.05,
}
const DEFENCE: Style = {
  forms: ['gable', 'gables', 'flat'],
  hall: [48, 120],
  height: [10, 15],
  parking: 30,
  loose: 2.6,
}
const POWER: Style = {
  forms: ['gables', 'flat'],
  hall: [62, 170],
  height: [15, 26],
  fittings: ['gantry', 'tanks', 'goods', 'rack'],
  parking: 28,
  loose: 2,
}

const WHITE_LIVERY = { wall: wall(226, 228, 230), roof: roof(218, 220, 222) }
const BLUE_LIVERY = { wall: wall(208, 212, 216), roof: roof(92, 122, 156) }
const GREY_LIVERY = { wall: wall(190, 196, 202), roof: roof(150, 156, 162) }
const GREEN_LIVERY = { wall: wall(214, 216, 208), roof: roof(108, 138, 124) }

/** How the big plants look: by judgement from what they make (facts/sites.json), not surveyed. */
export const PLANT_STYLES: Readonly<Record<string, Style>> = {
  s001: {
    ...HEAVY,
    middle: [128.6002, 35.1823],
    forms: ['gables', 'flat'],
    hall: [110, 360],
    height: [24, 36],
    livery: BLUE_LIVERY,
    loose: 2.3,
    aspect: 2.6,
    floors: 8,
  },
  s002: {
    ...MACHINE,
    hall: [110, 190],
    height: [12, 15],
    livery: GREY_LIVERY,
    fittings: ['goods', 'lot', 'goods', 'rack'],
    loose: 2.4,
  },
  s003: { ...APPLIANCE, storeys: 3, hall: [110, 300], height: [15, 22], livery: WHITE_LIVERY, floors: 10 },
  s004: {
    ...APPLIANCE,
    storeys: 2,
    hall: [86, 220],
    livery: { wall: wall(220, 220, 216), roof: roof(190, 194, 196) },
    floors: 6,
  },
  s005: {
    ...CARS,
    hall: [150, 300],
    livery: { wall: wall(210, 216, 222), roof: roof(178, 186, 192) },
    loose: 3,
    floors: 5,
  },
  s006: {
    ...HEAVY,
    built: 128_000,
    hall: [64, 330],
    height: [13, 18],
    livery: { wall: wall(206, 210, 206), roof: roof(84, 112, 146) },
    fittings: ['goods', 'rack', 'gantry'],
    aspect: 2.4,
  },
  s007: { ...MACHINE, storeys: 2.5, livery: GREY_LIVERY },
  s008: { ...MACHINE, storeys: 2.5, livery: GREY_LIVERY },
  s009: { ...MACHINE, livery: GREY_LIVERY },
  s010: { ...STEEL, fittings: ['stack', 'goods', 'silos'] },
  s011: { ...DEFENCE, built: 62_000, livery: WHITE_LIVERY },
  s012: { ...DEFENCE, built: 34_000 },
  s013: { ...DEFENCE, built: 30_000 },
  s014: { ...DEFENCE, forms: ['flat', 'gable'], loose: 2.8 },
  s015: { ...POWER, built: 78_000, height: [18, 30], livery: GREEN_LIVERY },
  s016: POWER,
  s017: { ...POWER, storeys: 2, livery: GREEN_LIVERY },
  s018: POWER,
  s019: { ...DEFENCE, hall: [62, 180], livery: BLUE_LIVERY, loose: 2 },
  s020: { ...POWER, fittings: ['goods', 'gantry'] },
  s021: { ...MACHINE, built: 17_500 },
  s022: {
    ...STEEL,
    middle: [128.6035, 35.2035],
    forms: ['flat', 'gables'],
    hall: [86, 340],
    height: [22, 32],
    livery: { wall: wall(186, 192, 198), roof: roof(104, 122, 142) },
    aspect: 2.6,
    loose: 1.85,
  },
  s023: { ...STEEL, built: 74_000, livery: { wall: wall(176, 180, 180), roof: roof(128, 106, 94) } },
  s024: { ...STEEL, built: 82_000, livery: BLUE_LIVERY },
  s025: { ...HEAVY, hall: [60, 170], height: [18, 24] },
  s026: { ...HEAVY, hall: [50, 140], height: [16, 22] },
  s027: {
    ...HEAVY,
    built: 96_000,
    hall: [70, 220],
    livery: { wall: wall(212, 210, 204), roof: roof(158, 130, 110) },
  },
  s031: { ...CARS, storeys: 4.6, hall: [50, 90], height: [15, 19] },
  s046: { ...HEAVY, storeys: 1.5, hall: [44, 150], height: [15, 20] },
  s047: { ...MACHINE, fittings: ['stack', 'silos', 'goods', 'containers'] },
  s058: { middle: [128.6848, 35.1943] },
  s059: { ...HEAVY, hall: [54, 190], height: [16, 22] },
  s060: { ...APPLIANCE, fittings: ['silos', 'tanks', 'silos'] },
  s034: { ...MACHINE, built: 19_000 },
  s036: { ...APPLIANCE, built: 24_000, hall: [60, 110], livery: WHITE_LIVERY },
  s050: { ...MACHINE, built: 27_000 },
  s053: { ...MACHINE, built: 8_000 },
  s054: { ...STEEL, built: 7_500, hall: [40, 100], height: [10, 14] },
}

/** Style of any other plant. */
export const PLAIN_PLANT: Style = MACHINE
