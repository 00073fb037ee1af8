import type { Body } from '../body.ts'
import { box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import { NORMAL_COLOUR } from '../ramps.ts'
import { rationale } from '../rationale.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { incident } from '../simulation/incident.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const fireDetector = {
  name: { ko: '화재 감지기', en: 'Fire detector', ja: '火災感知器', zh: '火灾探测器' },
  topic: 'control',
  layer: 'control',
  lead: 'temperature',
  points: {
    temperature: {
      name: {
        ko: '최고 표면 온도',
        en: 'Highest surface temperature',
        ja: '最高表面温度',
        zh: '最高表面温度',
      },
      unit: '°C',
      range: [-40, 800],
      resolution: 0.5,
      every: 5,
      limits: { high: 80, highHigh: 150, deadband: 5 },
      rationale: rationale(
        ['표면 과열', 'Overheated surface', '表面の過熱', '表面过热'],
        ['발화', 'Ignition', '発火', '起火'],
        [
          '설비 정지, 현장 확인',
          'Stop the equipment, look on the spot',
          '設備の停止、現場の確認',
          '停止设备，现场确认',
        ],
        5,
      ),
    },
    leakage: {
      name: { ko: '누설 전류', en: 'Leakage current', ja: '漏れ電流', zh: '泄漏电流' },
      unit: 'A',
      range: [0, 30],
      resolution: 0.001,
      every: 10,
      limits: { high: 0.3, highHigh: 1, deadband: 0.05 },
      rationale: rationale(
        ['절연 열화', 'Failing insulation', '絶縁劣化', '绝缘劣化'],
        ['감전·전기 화재', 'Electric shock or fire', '感電・電気火災', '触电或电气火灾'],
        [
          '회로 차단, 절연 점검',
          'Open the circuit, test the insulation',
          '回路の遮断、絶縁の点検',
          '切断回路，检查绝缘',
        ],
        10,
      ),
    },
    smoke: {
      name: { ko: '연기', en: 'Smoke', ja: '煙', zh: '烟雾' },
      unit: '1',
      range: [0, 1],
      resolution: 1,
      every: 10,
      states: [
        { ko: '없음', en: 'None', ja: 'なし', zh: '无' },
        { ko: '감지', en: 'Detected', ja: '検知', zh: '已检测到' },
      ],
      alarmStates: { 1: 3 },
      rationale: rationale(
        ['연기 감지', 'Smoke', '煙の検知', '检测到烟雾'],
        ['화재 확산', 'Spread of a fire', '火災の延焼', '火势蔓延'],
        [
          '119 신고, 대피 방송',
          'Call 119, announce the evacuation',
          '119番通報、避難放送',
          '拨打119，广播疏散',
        ],
        1,
      ),
    },
  },
  sign: { glyph: 'dot', size: 8, far: 0, colour: NORMAL_COLOUR, stale: 'ring' },
  form: {
    solids: [
      rod(0.12, 4.6, 0xb9c1c7, [0, 2.3, 0]),
      box([0.9, 0.5, 0.5], 0xd8dde0, [0, 4.6, 0]),
      rod(0.22, 0.3, 0x30363b, [0, 4.6, -0.4], { turn: { x: 90 } }),
    ],
  },
  watched: true,
  restricted: 'defence',
  simulation: { now: fireNow },
} as const satisfies Kind

/** Fire detectors: warm surfaces, rarely a hot one or a leaking current; smoke once in a great while. */
function fireNow(_: Body, channel: number, { seed, at, weather, light }: Ambient): Reading {
  const hot = incident(seed, channel, at, 0.0025)
  const electrical = incident(seed, channel + 40, at, 0.002)
  return {
    temperature:
      weather.temperature + 6 + light.ghi * 0.018 + 4 * drift(seed, channel, at / 600_000) + 95 * hot,
    leakage: 0.02 + 0.012 * drift(seed, channel + 1, at / 300_000) + 0.5 * electrical,
    smoke: hot > 0.97 && hash(seed, channel, 77) < 0.3 ? 1 : 0,
  }
}
