import type { Kind } from '../kind.ts'

export const bus = {
  name: { ko: '버스', en: 'Bus', ja: 'バス', zh: '公交车' },
  topic: 'mobility',
  shape: 'bus',
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
} as const satisfies Kind
