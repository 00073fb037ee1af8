import { roundRing } from '../plane/ring.ts'
import type { Part } from '../world.ts'
import type { Draft } from './draft.ts'
import { silos, tank } from './equipment.ts'
import { box, hall, office } from './halls.ts'
import type { LocalFrame } from './LocalFrame.ts'
import type { Landmark, LandmarkPlot } from './landmark.ts'
import { lot } from './lots.ts'
import { CONCRETE, CRANE_BLUE, DARK_STEEL, GLASS, paint, STEEL, WHITE } from './paints.ts'

const PALE = paint('roofFlat', [176, 178, 176])

/** Hydrogen plants and stations, fuel cells and substations by the id of their site. */
export const ENERGY_LANDMARKS: Readonly<Record<string, Landmark>> = {
  s084: { area: 19_919, aspect: 1.6, build: liquidHydrogen },
  s085: { area: 7_560, aspect: 1.7, build: hydrogenBase },
  s086: { area: 1_900, build: fillingStation },
  s087: { area: 1_900, build: fillingStation },
  s088: { area: 3_600, build: fillingStation },
  s089: { area: 2_200, build: fillingStation },
  s090: { area: 1_900, build: fillingStation },
  s091: { area: 1_900, build: fillingStation },
  s092: { area: 16_000, build: hydrogenBase },
  s093: { area: 33_000, aspect: 1.8, least: [226, 118], build: greenEnergyCentre },
  s094: { area: 5_200, build: fuelCellPark },
  s095: { area: 5_600, build: substation },
  s096: { area: 6_400, build: substation },
  s097: { area: 6_400, build: substation },
  s098: { area: 6_400, build: substation },
}

/** Three tenant halls with flat roofs for 2 MW of PV, the show building, and a yard with fuel cells, ESS and the electrolyser. */
function greenEnergyCentre({ frame, width, depth, random }: LandmarkPlot): Draft[] {
  const livery = { wall: paint('hall', [214, 222, 224]), roof: paint('roofFlat', [176, 180, 178]) }
  const each = Math.min(70, (width - 14) / 3)
  const back = Math.min(96, depth - 36)
  const halls = [0, 1, 2].map(i =>
    hall(
      frame,
      { u: 3 + i * (each + 4), v: depth - back - 4, width: each, depth: back },
      10,
      'flat',
      livery,
      random,
    ),
  )
  const yard = frame.rect(width * 0.3, 5, width * 0.4, 16)
  return [
    {
      ...office(frame, { u: 5, v: 5, width: Math.min(44, width * 0.22), depth: 18 }, 3, random, GLASS),
      use: 'energy',
    },
    ...halls,
    {
      use: 'energy',
      ring: yard,
      parts: [
        box(frame, width * 0.3, 6, width * 0.12, 9, 0, 3.4, WHITE, PALE),
        box(frame, width * 0.44, 6, width * 0.12, 9, 0, 3.1, WHITE, PALE),
        box(frame, width * 0.58, 6, width * 0.1, 9, 0, 5.2, STEEL, PALE),
      ],
    },
    lot(frame, { u: width * 0.73, v: 3, width: width * 0.25, depth: 17 }),
  ]
}

/** Two storage spheres, cold boxes, a compressor hall, tanks and the loading bays of the 5 t/day plant. */
function liquidHydrogen({ frame, width, depth }: LandmarkPlot): Draft[] {
  const sphere = (u: number): Draft => ({
    use: 'energy',
    ring: roundRing(frame.at(u, depth * 0.74), 9.5, 12),
    parts: [
      { shape: 'sphere', centre: frame.at(u, depth * 0.74), radius: 8.5, base: 2.6, wall: WHITE },
      {
        shape: 'cylinder',
        centre: frame.at(u, depth * 0.74),
        radius: 6,
        base: 0,
        top: 6,
        taper: 0.9,
        wall: CONCRETE,
        roof: CONCRETE,
      },
    ],
  })
  const hallRing = frame.rect(width * 0.08, depth * 0.2, width * 0.46, depth * 0.24)
  const cold = frame.rect(width * 0.62, depth * 0.2, 26, 14)
  const bays = frame.rect(width * 0.62, depth * 0.42, width * 0.3, 12)
  return [
    {
      use: 'energy',
      ring: hallRing,
      parts: [
        {
          shape: 'gable',
          ring: hallRing,
          base: 0,
          top: 11,
          ridge: 14,
          wall: WHITE,
          roof: paint('roofMetal', [196, 204, 210]),
        },
      ],
    },
    sphere(width * 0.2),
    sphere(width * 0.42),
    {
      use: 'energy',
      ring: cold,
      parts: [
        box(frame, width * 0.62, depth * 0.2, 9, 9, 0, 26, WHITE, STEEL),
        box(frame, width * 0.62 + 12, depth * 0.2, 7, 7, 0, 21, WHITE, STEEL),
        {
          shape: 'cylinder',
          centre: frame.at(width * 0.62 + 23, depth * 0.2 + 6),
          radius: 2.2,
          base: 0,
          top: 30,
          dome: true,
          wall: STEEL,
          roof: STEEL,
        },
      ],
    },
    {
      use: 'energy',
      ring: bays,
      parts: [
        box(frame, width * 0.62, depth * 0.42, width * 0.3, 12, 5.4, 6.1, STEEL),
        ...posts(frame, width * 0.62, depth * 0.42, width * 0.3, 12, 5.4),
      ],
    },
    silos(frame, width * 0.6, depth * 0.68, 5, 2.2, 14),
  ]
}

function hydrogenBase({ frame, width, depth, random }: LandmarkPlot): Draft[] {
  const reformer = frame.rect(width * 0.1, depth * 0.5, width * 0.3, depth * 0.2)
  return [
    {
      use: 'energy',
      ring: reformer,
      parts: [
        box(frame, width * 0.1, depth * 0.5, width * 0.3, depth * 0.2, 0, 9, WHITE, PALE),
        {
          shape: 'cylinder',
          centre: frame.at(width * 0.16, depth * 0.6),
          radius: 1.3,
          base: 9,
          top: 22,
          wall: STEEL,
          roof: STEEL,
        },
      ],
    },
    canopy(frame, width * 0.14, depth * 0.14, Math.min(24, width * 0.4), 12),
    fuelCells(frame, width * 0.55, depth * 0.44, Math.min(6, Math.floor((width * 0.4) / 7))),
    tubes(frame, width * 0.56, depth * 0.72),
    tank(frame, width * 0.1, depth * 0.76, Math.min(4, depth * 0.07), random.between(6, 8)),
  ]
}

function fillingStation({ frame, width, depth }: LandmarkPlot): Draft[] {
  const shop = frame.rect(width * 0.12, depth * 0.68, Math.min(16, width * 0.4), Math.min(8, depth * 0.22))
  return [
    canopy(frame, width * 0.12, depth * 0.2, Math.min(22, width * 0.6), Math.min(12, depth * 0.3)),
    {
      use: 'energy',
      ring: shop,
      parts: [{ shape: 'prism', ring: shop, base: 0, top: 4.2, wall: GLASS, roof: PALE }],
    },
    tubes(frame, width * 0.62, depth * 0.62),
  ]
}

function fuelCellPark({ frame, width, depth }: LandmarkPlot): Draft[] {
  const centre = frame.rect(width * 0.58, depth * 0.7, width * 0.34, depth * 0.22)
  return [
    {
      use: 'energy',
      ring: centre,
      parts: [{ shape: 'prism', ring: centre, base: 0, top: 8, wall: GLASS, roof: PALE }],
    },
    fuelCells(frame, width * 0.08, depth * 0.46, Math.min(6, Math.floor((width * 0.8) / 7))),
    {
      use: 'energy',
      ring: frame.rect(width * 0.08, depth * 0.78, 14, 5),
      parts: [
        box(frame, width * 0.08, depth * 0.78, 12.2, 2.44, 0, 2.9, WHITE),
        box(frame, width * 0.08 + 12.6, depth * 0.78, 1.4, 2.4, 0, 2.2, STEEL),
      ],
    },
    lot(frame, { u: 3, v: 2, width: width - 6, depth: Math.min(17, depth * 0.4) }),
  ]
}

/** A 154 kV yard: two bus gantries, transformers in their bays, the control house. */
function substation({ frame, width, depth }: LandmarkPlot): Draft[] {
  const drafts: Draft[] = []
  const [w, d] = [width - 16, 9]
  for (const v of [depth * 0.14, depth * 0.36]) {
    const [ax, az] = frame.at(8, v + d / 2)
    const [bx, bz] = frame.at(8 + w, v + d / 2)
    const parts: Part[] = [{ shape: 'beam', from: [ax, 13, az], to: [bx, 13, bz], width: 0.9, wall: STEEL }]
    for (let i = 0; i < 5; i++)
      parts.push(box(frame, 8 + (i * (w - 1)) / 4, v + d / 2 - 0.5, 1, 1, 0, 14.5, STEEL))
    drafts.push({ use: 'energy', ring: frame.rect(8, v, w, d), parts, gap: 0.5 })
  }
  for (let i = 0; i < 3; i++) {
    const u = 10 + (i * (width - 36)) / 3
    drafts.push({
      use: 'energy',
      ring: frame.rect(u, depth * 0.6, 9, 7),
      parts: [
        box(frame, u + 1, depth * 0.6 + 1, 7, 4.4, 0, 4.6, paint('steel', [138, 148, 142])),
        box(frame, u, depth * 0.6, 0.6, 7, 0, 6, CONCRETE),
        box(frame, u + 8.4, depth * 0.6, 0.6, 7, 0, 6, CONCRETE),
      ],
      gap: 0.5,
    })
  }
  const house = frame.rect(width - 26, depth * 0.78, 22, Math.min(12, depth * 0.18))
  return [
    {
      use: 'energy',
      ring: house,
      parts: [{ shape: 'prism', ring: house, base: 0, top: 8.5, wall: WHITE, roof: PALE }],
    },
    ...drafts,
  ]
}

function canopy(frame: LocalFrame, u: number, v: number, width: number, depth: number): Draft {
  return {
    use: 'energy',
    ring: frame.rect(u, v, width, depth),
    parts: [
      box(frame, u, v, width, depth, 5.2, 6, WHITE, CRANE_BLUE),
      ...posts(frame, u, v, width, depth, 5.2),
    ],
  }
}

function posts(
  frame: LocalFrame,
  u: number,
  v: number,
  width: number,
  depth: number,
  height: number,
): Part[] {
  return [0.12, 0.88].map(at =>
    box(frame, u + width * at, v + depth / 2 - 0.4, 0.8, 0.8, 0, height, DARK_STEEL),
  )
}

function fuelCells(frame: LocalFrame, u: number, v: number, count: number): Draft {
  const parts: Part[] = []
  for (let i = 0; i < count; i++) parts.push(box(frame, u + i * 7, v, 5.4, 8.3, 0, 3.1, WHITE, STEEL))
  return { use: 'energy', ring: frame.rect(u, v, Math.max(1, count) * 7, 8.4), parts }
}

function tubes(frame: LocalFrame, u: number, v: number): Draft {
  const parts = [0, 1, 2].map(i => box(frame, u, v + i * 3, 11, 2.2, 0, 3.2, i === 1 ? STEEL : WHITE))
  return { use: 'energy', ring: frame.rect(u, v, 11, 8.4), parts, gap: 0.5 }
}
