import type { Part } from '../world.ts'
import type { Draft } from './draft.ts'
import { containers, goods } from './equipment.ts'
import { box, hall } from './halls.ts'
import type { LocalFrame } from './LocalFrame.ts'
import type { Landmark, LandmarkPlot } from './landmark.ts'
import { lot } from './lots.ts'
import { CRANE_BLUE, CRANE_RED, DARK_STEEL, paint, STEEL } from './paints.ts'

/** The piers of Masan Port and the quays of the plants by the id of their site. */
export const PORT_LANDMARKS: Readonly<Record<string, Landmark>> = {
  s122: { area: 60_000, aspect: 2.6, build: generalPier },
  s123: { area: 165_032, aspect: 2.6, build: carPier },
  s124: { area: 70_000, aspect: 2.6, build: generalPier },
  s125: { area: 26_000, aspect: 4, build: heavyQuay },
  s126: { area: 300_000, aspect: 3, build: containerPort },
}

const SHED = { wall: paint('hall', [200, 204, 206]), roof: paint('roofMetal', [110, 134, 160]) }

function generalPier({ frame, width, depth, random }: LandmarkPlot): Draft[] {
  const drafts: Draft[] = []
  for (let u = 10; u + 92 < width; u += 104)
    drafts.push({
      ...hall(frame, { u, v: 12, width: 92, depth: Math.min(36, depth * 0.3) }, 9, 'gable', SHED, random),
      use: 'logistics',
    })
  for (let u = 12; u + 60 < width; u += 68)
    for (let v = depth * 0.48; v + 18 < depth - 28; v += 26)
      drafts.push(
        random.chance(0.6) ? containers(frame, u, v, 4, 5, 3, random) : goods(frame, u, v, 44, 16, random),
      )
  for (let u = 30; u + 40 < width; u += 130) drafts.push(jibCrane(frame, u, depth - 20))
  return drafts
}

/** Pier 4: rows of cars waiting for their ship on 165,032 m². */
function carPier({ frame, width, depth, random }: LandmarkPlot): Draft[] {
  const drafts: Draft[] = []
  drafts.push({
    ...hall(frame, { u: 12, v: 12, width: Math.min(120, width * 0.3), depth: 40 }, 10, 'gable', SHED, random),
    use: 'logistics',
  })
  const v0 = 70
  for (let v = v0; v + 58 < depth - 30; v += 70)
    for (let u = 12; u + 120 < width; u += 132) drafts.push(goods(frame, u, v, 40, 24, random))
  drafts.push(
    lot(frame, {
      u: 12 + Math.min(120, width * 0.3) + 12,
      v: 12,
      width: Math.min(130, width * 0.5),
      depth: 38,
    }),
  )
  for (let u = 40; u + 40 < width; u += 200) drafts.push(jibCrane(frame, u, depth - 20))
  return drafts
}

function heavyQuay({ frame, width, depth, random }: LandmarkPlot): Draft[] {
  return [
    goliath(frame, width * 0.3, 6, Math.max(24, Math.min(depth - 12, 70)), 46),
    goods(frame, width * 0.5, 8, 40, Math.min(24, depth - 12), random),
    jibCrane(frame, width * 0.1, depth - 18),
    jibCrane(frame, width * 0.8, depth - 18),
  ]
}

function containerPort({ frame, width, depth, random }: LandmarkPlot): Draft[] {
  const drafts: Draft[] = [
    {
      ...hall(
        frame,
        { u: 16, v: 14, width: Math.min(150, width * 0.3), depth: 44 },
        11,
        'gable',
        SHED,
        random,
      ),
      use: 'logistics',
    },
    lot(frame, { u: Math.min(150, width * 0.3) + 34, v: 14, width: Math.min(120, width * 0.3), depth: 38 }),
  ]
  for (let v = 84; v + 17 < depth - 70; v += 26)
    for (let u = 16; u + 64 < width; u += 70)
      if (random.chance(0.8)) drafts.push(containers(frame, u, v, 5, 6, 4, random))
  for (let u = 60; u + 60 < width; u += Math.max(90, width / 5)) drafts.push(quayCrane(frame, u, depth - 46))
  return drafts
}

/** A ship-to-shore crane, boom over v. */
export function quayCrane(frame: LocalFrame, u: number, v: number): Draft {
  const leg = (du: number, dv: number): Part => box(frame, u + du, v + dv, 1.6, 1.6, 0, 44, CRANE_BLUE)
  const [ax, az] = frame.at(u + 11, v - 6)
  const [bx, bz] = frame.at(u + 11, v + 72)
  const [tx, tz] = frame.at(u + 11, v + 22)
  return {
    use: 'logistics',
    ring: frame.rect(u, v, 22, 26),
    parts: [
      leg(0, 0),
      leg(20.4, 0),
      leg(0, 24.4),
      leg(20.4, 24.4),
      box(frame, u, v, 22, 1.6, 14, 16, CRANE_BLUE),
      box(frame, u, v + 24.4, 22, 1.6, 14, 16, CRANE_BLUE),
      { shape: 'beam', from: [ax, 46, az], to: [bx, 46, bz], width: 3.2, wall: CRANE_BLUE },
      { shape: 'beam', from: [tx, 64, tz], to: [bx, 47, bz], width: 0.7, wall: STEEL },
      box(frame, u + 9, v + 20, 4, 4, 44, 66, CRANE_BLUE),
    ],
    gap: 0.5,
  }
}

function jibCrane(frame: LocalFrame, u: number, v: number): Draft {
  const [ax, az] = frame.at(u + 5, v + 5)
  const [bx, bz] = frame.at(u + 18, v + 30)
  return {
    use: 'logistics',
    ring: frame.rect(u, v, 10, 10),
    parts: [
      box(frame, u, v, 1.4, 1.4, 0, 10, CRANE_RED),
      box(frame, u + 8.6, v, 1.4, 1.4, 0, 10, CRANE_RED),
      box(frame, u, v + 8.6, 1.4, 1.4, 0, 10, CRANE_RED),
      box(frame, u + 8.6, v + 8.6, 1.4, 1.4, 0, 10, CRANE_RED),
      box(frame, u + 1, v + 1, 8, 8, 10, 18, CRANE_RED, DARK_STEEL),
      { shape: 'beam', from: [ax, 18, az], to: [bx, 40, bz], width: 1.6, wall: CRANE_RED },
    ],
    gap: 0.5,
  }
}

/** A goliath crane: span along v, `height` under its girder. */
function goliath(frame: LocalFrame, u: number, v: number, span: number, height: number): Draft {
  const [ax, az] = frame.at(u + 9, v)
  const [bx, bz] = frame.at(u + 9, v + span)
  const leg = (du: number, dv: number): Part => box(frame, u + du, v + dv, 2.2, 2.2, 0, height, CRANE_RED)
  return {
    use: 'logistics',
    ring: frame.rect(u, v, 18, span),
    parts: [
      leg(0, 0),
      leg(15.8, 0),
      leg(0, span - 2.2),
      leg(15.8, span - 2.2),
      { shape: 'beam', from: [ax, height + 2.5, az], to: [bx, height + 2.5, bz], width: 5, wall: CRANE_RED },
      box(frame, u + 6, v + span * 0.55, 6, 8, height - 3, height + 7, DARK_STEEL),
    ],
    gap: 0.5,
  }
}
