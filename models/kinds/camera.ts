import type { Body } from '../body.ts'
import { box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import { NORMAL_COLOUR } from '../ramps.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { incident } from '../simulation/incident.ts'
import { drift } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const camera = {
  name: { ko: '관제 카메라', en: 'Surveillance camera', ja: '監視カメラ', zh: '监控摄像机' },
  topic: 'control',
  layer: 'control',
  lead: 'state',
  points: {
    state: {
      name: { ko: '상태', en: 'State', ja: '状態', zh: '状态' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 30,
      states: [
        { ko: '정상', en: 'Online', ja: '正常', zh: '在线' },
        { ko: '영상 끊김', en: 'No picture', ja: '映像途絶', zh: '无图像' },
        { ko: '이상 감지', en: 'Event detected', ja: '異常検知', zh: '检测到异常' },
      ],
      alarmStates: { 1: 1, 2: 2 },
    },
    people: {
      name: { ko: '감지 인원', en: 'People counted', ja: '検知人数', zh: '检测人数' },
      unit: 'persons',
      range: [0, 500],
      resolution: 1,
      every: 30,
    },
  },
  sign: { glyph: 'dot', size: 8, far: 0, colour: NORMAL_COLOUR, stale: 'ring' },
  form: {
    solids: [
      rod(0.14, 7, 0xb9c1c7, [0, 3.5, 0]),
      box([0.1, 0.1, 1.2], 0xb9c1c7, [0, 6.8, -0.6]),
      box([0.4, 0.35, 0.8], 0xf1f3f4, [0, 6.6, -1.3]),
      rod(0.16, 0.1, 0x22282d, [0, 6.6, -1.75], { turn: { x: 90 } }),
    ],
  },
  restricted: 'everywhere',
  simulation: { now: cameraNow },
} as const satisfies Kind

/** Cameras: online, now and then without a picture or with an event. */
function cameraNow(_: Body, channel: number, { seed, at, time }: Ambient): Reading {
  const blind = incident(seed, channel, at, 0.004) > 0
  const event = incident(seed, channel + 20, at, 0.003) > 0
  const shift = Math.max(0.05, Math.sin((Math.PI * (time.hour - 6)) / 14))
  return {
    state: event ? 2 : blind ? 1 : 0,
    people: Math.round(Math.max(0, 9 * shift * (1 + drift(seed, channel, at / 300_000)))),
  }
}
