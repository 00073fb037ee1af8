import { roundRing } from '../plane/ring.ts'
import type { Part, Use } from '../world.ts'
import type { Draft } from './draft.ts'
import { box, office } from './halls.ts'
import type { Landmark, LandmarkPlot } from './landmark.ts'
import { lot } from './lots.ts'
import { CONCRETE, flatRoof, GLASS, officeWall, paint, STEEL, WHITE } from './paints.ts'

const STONE = paint('office', [208, 202, 190])
const METAL = paint('roofMetal', [196, 202, 206])
const PALE = paint('roofFlat', [172, 172, 166])

/** Known public buildings by the id of their site; forms from general knowledge, sizes by judgement. */
export const CIVIC_LANDMARKS: Readonly<Record<string, Landmark>> = {
  s080: { area: 200_000, aspect: 1.8, build: campus(16) },
  s081: { area: 48_000, build: campus(7) },
  s082: { area: 60_000, build: campus(9) },
  s076: { area: 70_000, build: campus(9) },
  s077: { area: 56_000, build: campus(8) },
  s083: { area: 42_000, aspect: 2, build: convention },
  s110: { area: 34_000, aspect: 1.6, build: cityHall },
  s112: { area: 60_000, aspect: 1.6, build: province },
  s113: { area: 11_000, build: hallOfOffice(6, 0.3) },
  s114: { area: 24_000, build: artHall },
  s115: { area: 12_000, build: science },
  s116: { area: 17_000, build: hallOfOffice(9, 0.26) },
  s117: { area: 14_000, build: hallOfOffice(2, 0.2) },
  s118: { area: 52_000, aspect: 2, build: market },
  s119: { area: 3_000, build: hallOfOffice(2, 0.3) },
  s120: { area: 3_000, build: hallOfOffice(2, 0.3) },
  s121: { area: 22_000, build: market },
  s100: { area: 13_000, aspect: 2.6, build: railwayStation(96) },
  s101: { area: 17_000, aspect: 2.6, build: railwayStation(120) },
  s102: { area: 14_000, aspect: 2.6, build: railwayStation(90) },
  s103: { area: 26_000, aspect: 3, build: market },
  s104: { area: 4_200, aspect: 2.4, build: railwayStation(46) },
  s105: { area: 24_000, build: busTerminal },
  s106: { area: 4_000, build: busTerminal },
  s107: { area: 6_500, build: carPark },
  s108: { area: 8_500, build: carPark },
  s109: { area: 4_500, build: carPark },
}

function solid(use: Use, ring: Draft['ring'], parts: Part[]): Draft {
  return { use, ring, parts }
}

function campus(buildings: number) {
  return ({ frame, width, depth, random }: LandmarkPlot): Draft[] => {
    const drafts: Draft[] = []
    const columns = Math.max(2, Math.round(Math.sqrt((buildings * width) / depth)))
    const rows = Math.ceil(buildings / columns)
    const [cw, cd] = [width / columns, depth / rows]
    for (let i = 0; i < buildings; i++) {
      const u = (i % columns) * cw + cw * random.between(0.1, 0.2)
      const v = Math.floor(i / columns) * cd + cd * random.between(0.15, 0.3)
      const w = Math.min(cw * 0.68, random.between(48, 90))
      const d = random.between(15, 22)
      const building = office(frame, { u, v, width: w, depth: d }, random.int(3, 7), random)
      const wing = Math.min(cd * 0.5, random.between(18, 34))
      drafts.push({ ...building, use: 'institute' })
      if (random.chance(0.5) && v + d + wing < depth)
        drafts.push({
          ...office(frame, { u, v: v + d + 0.1, width: 16, depth: wing }, random.int(2, 5), random),
          use: 'institute',
          gap: 0,
        })
    }
    drafts.push(
      lot(frame, {
        u: width * 0.35,
        v: 2,
        width: Math.min(60, width * 0.3),
        depth: Math.min(24, depth * 0.12),
      }),
    )
    return drafts
  }
}

function convention({ frame, width, depth }: LandmarkPlot): Draft[] {
  const [w, d] = [Math.min(width - 16, 180), Math.min(depth - 46, 96)]
  const u = (width - w) / 2
  const arch = frame.rect(u, 30, w, d)
  const tower = frame.rect(u + w * 0.72, 30 + d + 2, 44, Math.min(18, depth - 34 - d))
  return [
    solid('landmark', arch, [
      { shape: 'barrel', ring: arch, base: 0, top: 13, ridge: 30, wall: GLASS, roof: METAL },
      box(frame, u - 4, 26, w * 0.5, 5, 9, 10.2, METAL),
      box(frame, u + w * 0.1, 27, 1.2, 1.2, 0, 9, STEEL),
      box(frame, u + w * 0.36, 27, 1.2, 1.2, 0, 9, STEEL),
    ]),
    {
      ...solid('landmark', tower, [
        { shape: 'prism', ring: tower, base: 0, top: 68, wall: GLASS, roof: CONCRETE },
      ]),
      gap: 0.5,
    },
    lot(frame, { u: 4, v: 3, width: width - 8, depth: 21 }),
  ]
}

function cityHall({ frame, width, depth }: LandmarkPlot): Draft[] {
  const u = width / 2 - 52
  const v = depth * 0.45
  return [
    solid('landmark', frame.rect(u, v, 104, 26), [
      box(frame, u, v, 104, 26, 0, 22, STONE, PALE),
      box(frame, u + 34, v + 1, 36, 24, 22, 36, STONE, PALE),
      box(frame, u + 40, v - 4, 24, 5, 5, 6.2, CONCRETE),
      box(frame, u + 46, v + 8, 12, 10, 36, 41, GLASS, STEEL),
    ]),
    { ...office(frame, { u: u - 4, v: v + 34, width: 46, depth: 15 }, 4, { ...STILL }, STONE), gap: 1 },
    { ...office(frame, { u: u + 62, v: v + 34, width: 46, depth: 15 }, 4, { ...STILL }, STONE), gap: 1 },
    lot(frame, { u: 6, v: 4, width: Math.min(64, width * 0.3), depth: 34 }),
    lot(frame, {
      u: width - 6 - Math.min(64, width * 0.3),
      v: 4,
      width: Math.min(64, width * 0.3),
      depth: 34,
    }),
  ]
}

function province({ frame, width, depth }: LandmarkPlot): Draft[] {
  const u = width / 2 - 62
  const v = depth * 0.5
  return [
    solid('landmark', frame.rect(u, v, 124, 24), [
      box(frame, u, v, 124, 24, 0, 26, STONE, PALE),
      box(frame, u + 46, v - 3, 32, 30, 0, 32, STONE, PALE),
      box(frame, u + 50, v - 10, 24, 8, 6, 7.4, CONCRETE),
    ]),
    { ...office(frame, { u: u - 8, v: v + 34, width: 60, depth: 18 }, 5, { ...STILL }, STONE), gap: 1 },
    { ...office(frame, { u: u + 76, v: v + 34, width: 56, depth: 18 }, 5, { ...STILL }, STONE), gap: 1 },
    lot(frame, { u: 8, v: 6, width: Math.min(84, width * 0.32), depth: 48 }),
    lot(frame, {
      u: width - 8 - Math.min(84, width * 0.32),
      v: 6,
      width: Math.min(84, width * 0.32),
      depth: 48,
    }),
  ]
}

/** Chance stilled: the middle of every range, for buildings that are drawn as known. */
const STILL = {
  next: () => 0.5,
  between: (low: number, high: number) => (low + high) / 2,
  int: (low: number, high: number) => Math.round((low + high) / 2),
  chance: () => false,
  pick: <T>(list: readonly T[]): T => list[0]!,
}

function hallOfOffice(floors: number, share: number) {
  return ({ frame, width, depth, random }: LandmarkPlot): Draft[] => {
    const [w, d] = [width * 0.62, Math.max(10, Math.min(26, depth * share * 1.4))]
    return [
      {
        ...office(
          frame,
          { u: (width - w) / 2, v: depth * 0.52, width: w, depth: d },
          floors,
          random,
          officeWall(random),
        ),
        use: 'public',
      },
      lot(frame, { u: 4, v: 3, width: width - 8, depth: Math.min(depth * 0.34, 38) }),
    ]
  }
}

function artHall({ frame, width, depth }: LandmarkPlot): Draft[] {
  const centre = frame.at(width * 0.4, depth * 0.55)
  return [
    solid('landmark', roundRing(centre, 33, 24), [
      { shape: 'cylinder', centre, radius: 32, base: 0, top: 16, wall: STONE, roof: PALE },
      { shape: 'cylinder', centre, radius: 20, base: 16, top: 26, taper: 0.9, wall: STONE, roof: METAL },
    ]),
    {
      ...solid('landmark', frame.rect(width * 0.4 + 36, depth * 0.42, Math.max(20, width * 0.6 - 46), 30), [
        box(frame, width * 0.4 + 36, depth * 0.42, Math.max(20, width * 0.6 - 46), 30, 0, 18, STONE, PALE),
      ]),
      gap: 1,
    },
    lot(frame, { u: 4, v: 3, width: width - 8, depth: 21 }),
  ]
}

function science({ frame, width, depth }: LandmarkPlot): Draft[] {
  const [w, d] = [width * 0.6, depth * 0.4]
  const ball = frame.at(width * 0.72, depth * 0.36 + d * 0.5)
  return [
    solid('landmark', frame.rect(width * 0.12, depth * 0.36, width * 0.76, d), [
      box(frame, width * 0.12, depth * 0.36, w * 0.8, d, 0, 16, GLASS, PALE),
      {
        shape: 'cylinder',
        centre: ball,
        radius: Math.min(15, d * 0.45),
        base: 0,
        top: 9,
        dome: true,
        wall: WHITE,
        roof: METAL,
      },
    ]),
    lot(frame, { u: 4, v: 3, width: width - 8, depth: 20 }),
  ]
}

function market({ frame, width, depth }: LandmarkPlot): Draft[] {
  const rows = depth > 120 ? 2 : 1
  const pitch = Math.max(24, (depth - 40) / rows)
  const drafts: Draft[] = []
  for (let i = 0; i < rows; i++) {
    const ring = frame.rect(12, 32 + i * pitch, width - 24, Math.min(pitch - 12, 60))
    drafts.push(
      solid('public', ring, [
        {
          shape: 'barrel',
          ring,
          base: 0,
          top: 9,
          ridge: 15,
          wall: WHITE,
          roof: paint('roofMetal', [112, 140, 168]),
        },
      ]),
    )
  }
  drafts.push(lot(frame, { u: 6, v: 4, width: width - 12, depth: 22 }))
  return drafts
}

function railwayStation(length: number) {
  return ({ frame, width, depth }: LandmarkPlot): Draft[] => {
    const w = Math.min(length, width - 8)
    const u = (width - w) / 2
    const d = Math.min(26, depth * 0.36)
    const v = depth - d - 5
    const ring = frame.rect(u, v, w, d)
    return [
      solid('station', ring, [
        { shape: 'barrel', ring, base: 0, top: 12, ridge: 18, wall: GLASS, roof: METAL },
        box(frame, u + w * 0.2, v - 5, w * 0.6, 5, 6, 7, STEEL),
      ]),
      lot(frame, { u: 4, v: 2, width: width - 8, depth: Math.max(12, Math.min(44, v - 9)) }),
    ]
  }
}

function busTerminal({ frame, width, depth, random }: LandmarkPlot): Draft[] {
  const ring = frame.rect(6, depth * 0.5, width - 12, depth * 0.3)
  return [
    solid('station', ring, [
      { shape: 'prism', ring, base: 0, top: 16, wall: officeWall(random), roof: flatRoof(random) },
      box(frame, width * 0.2, depth * 0.81, width * 0.6, depth * 0.12, 5.5, 6.3, STEEL),
    ]),
    lot(frame, { u: 4, v: 2, width: width - 8, depth: depth * 0.42 }),
  ]
}

function carPark({ frame, width, depth }: LandmarkPlot): Draft[] {
  return [lot(frame, { u: 2, v: 2, width: width - 4, depth: depth - 4 })]
}
