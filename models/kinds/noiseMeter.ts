import type { Body } from '../body.ts'
import { MAST } from '../form.ts'
import type { Kind } from '../kind.ts'
import { NORMAL_COLOUR } from '../ramps.ts'
import { rationale } from '../rationale.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const noiseMeter = {
  name: { ko: '소음 측정기', en: 'Noise meter', ja: '騒音計', zh: '噪声监测仪' },
  topic: 'environment',
  layer: 'environment',
  lead: 'level',
  points: {
    level: {
      name: { ko: '등가 소음도', en: 'Equivalent level', ja: '等価騒音レベル', zh: '等效声级' },
      unit: 'dB(A)',
      range: [20, 140],
      resolution: 0.1,
      every: 10,
      limits: { high: 75, highHigh: 85, deadband: 2 },
      rationale: rationale(
        [
          '작업·교통 소음 초과',
          'Noise of work or traffic above the limit',
          '作業・交通騒音の超過',
          '作业或交通噪声超标',
        ],
        [
          '장시간 노출 시 청력 손상, 민원',
          'Hearing loss by long exposure, complaints',
          '長時間の曝露による難聴、苦情',
          '长时间暴露致听力损伤，投诉',
        ],
        [
          '소음원 확인, 보호구 착용·작업 시간 조정',
          'Find the source, wear protection, shorten the work',
          '騒音源の確認、保護具の着用・作業時間の調整',
          '查找噪声源，佩戴防护用具，调整作业时间',
        ],
        60,
      ),
    },
  },
  sign: { glyph: 'dot', size: 8, far: 0, colour: NORMAL_COLOUR, stale: 'ring' },
  form: MAST,
  simulation: { now: noiseNow },
} as const satisfies Kind

/** Noise meters: traffic and plants by day, calmer nights. */
function noiseNow(_: Body, channel: number, { seed, at, time }: Ambient): Reading {
  const busy = time.type === 'sunday_or_holiday' ? 0.5 : 1
  const day = Math.max(0, Math.sin((Math.PI * (time.hour - 5)) / 17)) * busy
  return {
    level:
      48 +
      5 * hash(seed, channel) +
      11 * day +
      2.5 * drift(seed, channel, at / 60_000) +
      1.5 * drift(seed, channel + 1, at / 10_000),
  }
}
