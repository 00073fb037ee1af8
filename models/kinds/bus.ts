import type { Body } from '../body.ts'
import { box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'
import type { SitePoint } from '../units.ts'

export const bus = {
  name: { ko: '버스', en: 'Bus', ja: 'バス', zh: '公交车' },
  topic: 'mobility',
  layer: 'mobility',
  lead: 'progress',
  points: {
    progress: {
      name: { ko: '노선 진행', en: 'Progress along the line', ja: '路線上の進行', zh: '线路进度' },
      unit: '%',
      range: [0, 100],
      resolution: 0.01,
      every: 2,
    },
    speed: {
      name: { ko: '속도', en: 'Speed', ja: '速度', zh: '车速' },
      unit: 'km/h',
      range: [0, 120],
      resolution: 1,
      every: 2,
    },
    load: {
      name: { ko: '혼잡도', en: 'Load', ja: '混雑度', zh: '拥挤度' },
      unit: '%',
      range: [0, 200],
      resolution: 1,
      every: 30,
    },
  },
  sign: { glyph: 'square', size: 12, far: 8, colour: 0x58c48d, livery: true },
  path: 'ride',
  form: {
    solids: [
      box([2.5, 2.5, 11], 0x2c8f5b, [0, 1.75, 0]),
      box([2.52, 0.9, 10.4], 0x26323a, [0, 2.2, 0]),
      box([2.5, 0.25, 11], 0xe9efec, [0, 3.1, 0]),
      ...[-3.4, 3.4].flatMap(z =>
        [-1, 1].map(x => rod(0.5, 0.4, 0x1b1f22, [x, 0.5, z], { sides: 10, turn: { z: 90 } })),
      ),
    ],
  },
  simulation: { now: busNow },
} as const satisfies Kind

/** Buses run to and fro along their path at about 23 km/h with stops; none between 23:30 and 05:30. */
function busNow(asset: Body, channel: number, { seed, at, time }: Ambient): Reading {
  const length = Math.max(500, pathLength(asset.path ?? []))
  const running = time.hour > 5.5 && time.hour < 23.5
  const trip = length / 6.4
  const turn = (((at / 1000 / trip + hash(2, channel)) % 2) + 2) % 2
  const share = turn < 1 ? turn : 2 - turn
  const stopping = Math.sin((share * length) / 95) > 0.86
  const rush = Math.exp(-(((time.hour - 7.8) / 1.1) ** 2)) + Math.exp(-(((time.hour - 18) / 1.4) ** 2))
  return {
    progress: running ? 100 * share : 0,
    speed: running && !stopping ? 26 + 9 * drift(seed, channel, at / 15_000) : 0,
    load: running
      ? 18 + 70 * rush * (0.7 + 0.3 * hash(seed, channel)) + 6 * drift(seed, channel + 1, at / 200_000)
      : 0,
  }
}

function pathLength(path: readonly SitePoint[]): number {
  let length = 0
  for (let i = 1; i < path.length; i++)
    length += Math.hypot(path[i]![0] - path[i - 1]![0], path[i]![2] - path[i - 1]![2])
  return length
}
