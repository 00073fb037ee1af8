import type { Paint } from '../paint.ts'
import type { Draft } from './draft.ts'
import { box, hall, office } from './halls.ts'
import type { Landmark, LandmarkPlot } from './landmark.ts'
import { lot } from './lots.ts'
import { CONCRETE, GLASS, paint, STEEL, WHITE } from './paints.ts'

const PALE: Paint = paint('roofFlat', [168, 170, 168])
const CREAM = paint('office', [214, 212, 206])
const BLUE_GLASS = paint('glass', [112, 142, 168])

/** Support centres, knowledge-industry towers and research houses by the id of their site; sizes from the facts. */
export const SUPPORT_LANDMARKS: Readonly<Record<string, Landmark>> = {
  s067: { area: 27_000, aspect: 1.8, build: technopark },
  s068: { area: 13_000, build: standardFactory(4, 4_000) },
  s069: { area: 11_000, build: standardFactory(4, 3_200) },
  s070: { area: 8_600, aspect: 1.6, build: smartUpTower },
  s071: { area: 7_200, build: standardFactory(9, 2_400) },
  s072: { area: 2_970, aspect: 1.6, build: supportCentre },
  s073: { area: 7_500, build: house(7, 900) },
  s074: { area: 14_000, aspect: 1.8, least: [112, 86], build: demoFactory },
  s075: { area: 4_800, build: house(4, 620) },
  s078: { area: 16_000, build: house(6, 2_000) },
  s079: { area: 5_200, build: house(6, 800) },
}

/** SK Technopark: 85,298 m² of floors in four blocks of 12 storeys on a shared podium court. */
function technopark({ frame, width, depth }: LandmarkPlot): Draft[] {
  const footprint = 85_298 / 12 / 4
  const w = Math.min(width * 0.42, 66)
  const d = footprint / w
  const cells: readonly (readonly [number, number])[] = [
    [width * 0.04, depth * 0.24],
    [width * 0.96 - w, depth * 0.24],
    [width * 0.04, depth * 0.94 - d],
    [width * 0.96 - w, depth * 0.94 - d],
  ]
  return [
    ...cells.map(
      ([u, v], i): Draft => ({
        use: 'support',
        ring: frame.rect(u, v, w, d),
        parts: [
          box(frame, u, v, w, d, 0, 12 * 4, i % 2 ? CREAM : BLUE_GLASS, PALE),
          box(frame, u + w * 0.4, v + d * 0.3, w * 0.2, d * 0.4, 48, 52, CONCRETE),
        ],
      }),
    ),
    lot(frame, { u: 4, v: 2, width: width - 8, depth: Math.min(22, depth * 0.2) }),
  ]
}

/** Smart-up Tower: 62,119 m² on 18 floors over two basements, as reported. */
function smartUpTower({ frame, width, depth }: LandmarkPlot): Draft[] {
  const footprint = 62_119 / 20
  const w = Math.min(width - 10, 74)
  const d = Math.min(footprint / w, depth - 24)
  const u = (width - w) / 2
  const v = depth - d - 4
  return [
    {
      use: 'support',
      ring: frame.rect(u, v, w, d),
      parts: [
        box(frame, u, v, w, d, 0, 9, CREAM, PALE),
        box(frame, u + 3, v + 3, w - 6, d - 6, 9, 18 * 3.9, BLUE_GLASS, PALE),
        box(frame, u + w * 0.3, v + 1.5, w * 0.12, d - 3, 9, 18 * 3.9 + 3, WHITE),
        box(frame, u + w * 0.55, v + d * 0.3, w * 0.2, d * 0.4, 18 * 3.9, 18 * 3.9 + 5, CONCRETE),
      ],
    },
    lot(frame, { u: 4, v: 1.5, width: width - 8, depth: 16.5 }),
  ]
}

/** Smart Innovation Support Centre: five floors, 3,870 m² in all. */
function supportCentre({ frame, width, depth, random }: LandmarkPlot): Draft[] {
  const footprint = 3_870 / 5
  const w = Math.min(width * 0.7, 38)
  const d = footprint / w
  return [
    {
      ...office(frame, { u: (width - w) / 2, v: depth - d - 4, width: w, depth: d }, 5, random, BLUE_GLASS),
      use: 'support',
    },
    lot(frame, { u: 3, v: 1.5, width: width - 6, depth: Math.min(17, depth - d - 8) }),
  ]
}

function standardFactory(floors: number, footprint: number) {
  return ({ frame, width, depth, random }: LandmarkPlot): Draft[] => {
    const w = Math.min(width * 0.84, Math.sqrt(footprint * 2))
    const d = Math.min(footprint / w, depth - 26)
    const main = office(
      frame,
      { u: (width - w) / 2, v: depth - d - 4, width: w, depth: d },
      floors,
      random,
      CREAM,
    )
    return [
      { ...main, use: 'support' },
      lot(frame, { u: 4, v: 2, width: width - 8, depth: Math.min(18, depth - d - 8) }),
    ]
  }
}

function house(floors: number, footprint: number) {
  return ({ frame, width, depth, random }: LandmarkPlot): Draft[] => {
    const w = Math.min(width * 0.74, 60)
    const d = Math.min(footprint / w, depth * 0.5)
    const main = office(
      frame,
      { u: (width - w) / 2, v: depth * 0.5, width: w, depth: d },
      floors,
      random,
      GLASS,
    )
    return [
      { ...main, use: 'institute' },
      lot(frame, { u: 4, v: 2, width: width - 8, depth: Math.min(18, depth * 0.4) }),
    ]
  }
}

/** The demo and the test building of the demo factory, two floors each, 6,813 m² together. */
function demoFactory({ frame, width, random }: LandmarkPlot): Draft[] {
  const footprint = 6_813 / 2
  const w = Math.min(width - 16, 92)
  const demo = (footprint * 0.6) / w
  const test = (footprint * 0.4) / (w * 0.8)
  const livery = { wall: paint('hall', [224, 228, 230]), roof: paint('roofMetal', [206, 212, 216]) }
  const u = (width - w) / 2
  const first = hall(frame, { u, v: 26, width: w, depth: demo }, 12, 'flat', livery, random)
  const second = hall(
    frame,
    { u, v: 26 + demo + 12, width: w * 0.8, depth: test },
    10,
    'flat',
    livery,
    random,
  )
  return [
    {
      ...first,
      use: 'institute',
      parts: [...first.parts, box(frame, u + 4, 24, w * 0.3, 2.4, 4, 4.7, STEEL)],
    },
    { ...second, use: 'institute' },
    lot(frame, { u: 4, v: 3, width: width - 8, depth: 17 }),
  ]
}
