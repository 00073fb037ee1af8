import { MAST } from '../../models/form.ts'
import type { Kind } from '../../models/kind.ts'
import { drift } from '../../models/simulation/noise.ts'

/** A kind that the twin does not have: level of a stream against its banks. The whole of what adding one takes. */
export const waterGauge = {
  name: { ko: '수위계', en: 'Water gauge', ja: '水位計', zh: '水位计' },
  topic: 'environment',
  layer: 'water',
  lead: 'level',
  points: {
    level: {
      name: {
        ko: '제방 대비 수위',
        en: 'Level against the banks',
        ja: '堤防に対する水位',
        zh: '相对堤防水位',
      },
      unit: '%',
      range: [0, 150],
      resolution: 0.1,
      every: 600,
      limits: { high: 80, highHigh: 95, deadband: 2 },
    },
  },
  amount: { ramp: 'output', full: () => 100 },
  sign: { glyph: 'square', size: 40, far: 40 },
  tag: { text: value => `${Math.round(value)}%`, weight: () => 5_000 },
  form: MAST,
  simulation: {
    now: (_, channel, { at, seed }) => ({ level: 40 + 20 * drift(seed, channel, at / 3_600_000) }),
  },
} as const satisfies Kind
