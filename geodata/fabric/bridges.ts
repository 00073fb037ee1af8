import type { GroundPoint } from '../../models/units.ts'
import { toGround } from '../projection.ts'
import type { Sources } from '../sources.ts'
import type { Building, Part } from '../world.ts'
import type { Draft } from './draft.ts'
import { box } from './halls.ts'
import { headingOf, type LocalFrame, makeFrame } from './LocalFrame.ts'
import { CONCRETE, paint, STEEL } from './paints.ts'

const DECK = 64
const PYLON = 164
const SPAN = 400
const SIDE = 170
const WIDTH = 21
const ROADWAY = paint('asphalt', [88, 90, 94])
const PALE = paint('concrete', [198, 198, 194])

/** West and east landfall of 마창대교 by judgement: from Gapo over the bay to Gwisan. */
const WEST = toGround([128.5745, 35.1735])
const EAST = toGround([128.5945, 35.1765])

/**
 * Machang Bridge: two pylons of 164 m, a main span of 400 m with its deck 64 m over the sea, stay cables, approach
 * spans that come down to the shores. Dimensions as published by its operator; its line is approximate.
 */
export function machangBridge(sources: Sources, heightOf: (at: GroundPoint) => number): Building {
  const place = sources.places.find(one => one.id === 's127')
  const middle: GroundPoint = [(WEST[0] + EAST[0]) / 2, (WEST[1] + EAST[1]) / 2]
  const frame = makeFrame(middle, headingOf(WEST, EAST))
  const half = Math.hypot(EAST[0] - WEST[0], EAST[1] - WEST[1]) / 2
  const parts: Part[] = [
    ...deck(frame, -half, half, at => deckHeight(at, half, heightOf(WEST), heightOf(EAST))),
    ...pylon(frame, -SPAN / 2),
    ...pylon(frame, SPAN / 2),
    ...cables(frame, -SPAN / 2),
    ...cables(frame, SPAN / 2),
    ...piers(frame, half, at => deckHeight(at, half, heightOf(WEST), heightOf(EAST)), heightOf),
  ]
  return {
    use: 'landmark',
    ring: frame.rect(-WIDTH / 2 - 4, -half, WIDTH + 8, 2 * half),
    base: -14,
    top: PYLON,
    parts,
    provenance: 'approximate',
    block: -1,
    subdistrict: -1,
    name: place?.name ?? { ko: '마창대교', en: 'Machang Bridge' },
    place: 's127',
  }
}

/** The bridge as a draft-like thing, for the list of settled buildings. */
export function bridgeDraft(building: Building): Draft {
  return { use: building.use, ring: building.ring, parts: building.parts, provenance: building.provenance }
}

function deckHeight(at: number, half: number, west: number, east: number): number {
  const flat = SPAN / 2 + SIDE
  if (Math.abs(at) <= flat) return DECK
  const shore = Math.max(3, at < 0 ? west : east) + 1
  const t = (Math.abs(at) - flat) / (half - flat)
  return DECK + (shore - DECK) * t
}

function deck(frame: LocalFrame, from: number, to: number, height: (at: number) => number): Part[] {
  const parts: Part[] = []
  const steps = 16
  for (let i = 0; i < steps; i++) {
    const a = from + ((to - from) * i) / steps
    const b = from + ((to - from) * (i + 1)) / steps
    for (const u of [-WIDTH / 3, 0, WIDTH / 3]) {
      const [ax, az] = frame.at(u, a)
      const [bx, bz] = frame.at(u, b + 0.5)
      parts.push({
        shape: 'beam',
        from: [ax, height(a) - 3.5, az],
        to: [bx, height(b) - 3.5, bz],
        width: WIDTH / 3,
        wall: u === 0 ? ROADWAY : PALE,
      })
    }
  }
  return parts
}

function pylon(frame: LocalFrame, v: number): Part[] {
  const leg = (side: number): Part[] => {
    const foot = frame.at(side * (WIDTH / 2 + 5), v)
    const head = frame.at(side * 3.2, v)
    const knee = frame.at(side * (WIDTH / 2 + 2), v)
    return [
      {
        shape: 'beam',
        from: [foot[0], -12, foot[1]],
        to: [knee[0], DECK + 8, knee[1]],
        width: 6,
        wall: PALE,
      },
      {
        shape: 'beam',
        from: [knee[0], DECK + 8, knee[1]],
        to: [head[0], PYLON - 30, head[1]],
        width: 5,
        wall: PALE,
      },
    ]
  }
  const [ax, az] = frame.at(-WIDTH / 2 - 2, v)
  const [bx, bz] = frame.at(WIDTH / 2 + 2, v)
  return [
    ...leg(-1),
    ...leg(1),
    { shape: 'beam', from: [ax, DECK - 7, az], to: [bx, DECK - 7, bz], width: 5, wall: PALE },
    box(frame, -4, v - 3, 8, 6, PYLON - 34, PYLON, PALE),
    {
      shape: 'cylinder',
      centre: frame.at(0, v),
      radius: 20,
      base: -14,
      top: 4,
      wall: CONCRETE,
      roof: CONCRETE,
    },
  ]
}

function cables(frame: LocalFrame, v: number): Part[] {
  const parts: Part[] = []
  for (let i = 1; i <= 9; i++)
    for (const way of [-1, 1])
      for (const side of [-1, 1]) {
        const reach = v + way * ((i * (SPAN / 2 - 8)) / 9)
        const [ax, az] = frame.at(side * 3, v)
        const [bx, bz] = frame.at(side * (WIDTH / 2 - 1), reach)
        parts.push({
          shape: 'beam',
          from: [ax, PYLON - 34 + i * 3.4, az],
          to: [bx, DECK, bz],
          width: 0.5,
          wall: STEEL,
        })
      }
  return parts
}

function piers(
  frame: LocalFrame,
  half: number,
  height: (at: number) => number,
  ground: (at: GroundPoint) => number,
): Part[] {
  const parts: Part[] = []
  for (let v = -half + 50; v < half; v += 80) {
    if (Math.abs(v) < SPAN / 2 + 30) continue
    const top = height(v) - 6
    const bottom = Math.min(ground(frame.at(-6, v)), ground(frame.at(6, v))) - 1.5
    if (top > bottom + 3) parts.push(box(frame, -6, v - 2.5, 12, 5, bottom, top, PALE))
  }
  return parts
}
