import type { Body } from '../body.ts'
import { ball, box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import { rationale } from '../rationale.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const hydrogen = {
  name: { ko: '수소 설비', en: 'Hydrogen facility', ja: '水素設備', zh: '氢能设施' },
  topic: 'energy',
  layer: 'energy',
  lead: 'flow',
  points: {
    flow: {
      name: { ko: '수소 유량', en: 'Hydrogen flow', ja: '水素流量', zh: '氢气流量' },
      unit: 'kg/h',
      range: [0, 1_000],
      resolution: 0.1,
      every: 5,
    },
    stored: {
      name: { ko: '저장량', en: 'Stored', ja: '貯蔵量', zh: '储量' },
      unit: 'kg',
      range: [0, 50_000],
      resolution: 1,
      every: 60,
    },
    pressure: {
      name: { ko: '저장 압력', en: 'Storage pressure', ja: '貯蔵圧力', zh: '储氢压力' },
      unit: 'bar',
      range: [0, 1_000],
      resolution: 0.5,
      every: 10,
      limits: { high: 900, highHigh: 940, deadband: 5 },
      rationale: rationale(
        ['저장 용기 과압', 'Overpressure of the storage', '貯蔵容器の過圧', '储氢容器超压'],
        ['안전 밸브 방출', 'Release through the relief valve', '安全弁からの放出', '安全阀泄放'],
        ['충전 중지, 감압', 'Stop filling, let pressure down', '充填の停止、減圧', '停止加氢，降压'],
        5,
      ),
    },
    leak: {
      name: { ko: '누출 농도', en: 'Leak concentration', ja: '漏えい濃度', zh: '泄漏浓度' },
      unit: '%LEL',
      range: [0, 100],
      resolution: 0.1,
      every: 5,
      limits: { high: 10, highHigh: 25, deadband: 2 },
      rationale: rationale(
        ['수소 누출', 'Hydrogen leak', '水素の漏洩', '氢气泄漏'],
        ['폭발 위험', 'Risk of explosion', '爆発の危険', '爆炸危险'],
        [
          '공급 차단, 대피, 환기',
          'Shut the supply, evacuate, ventilate',
          '供給の遮断、退避、換気',
          '切断供给，疏散，通风',
        ],
        2,
      ),
    },
  },
  amount: { ramp: 'output', full: ({ rating = 0 }) => (rating > 0 ? rating : Number.NaN) },
  sign: { glyph: 'dot', size: 12, far: 9, farFrom: 100 },
  form: {
    solids: [
      ball(4.6, 0xf2f5f6, [0, 6.2, 0]),
      ...[0, 1, 2, 3, 4, 5].map(i =>
        rod(0.22, 5, 0xb8c0c5, [4 * Math.cos(i * 1.047), 2.5, 4 * Math.sin(i * 1.047)]),
      ),
      box([8, 2.6, 2.4], 0x2d6ea3, [0, 1.3, 8]),
    ],
  },
  restricted: 'defence',
  simulation: { now: hydrogenNow },
} as const satisfies Kind

/** Hydrogen: plants flow evenly, stations fill in bursts. */
function hydrogenNow(asset: Body, channel: number, { at, seed, time, weather }: Ambient): Reading {
  const plant = (asset.rating ?? 30) > 100
  const rated = asset.rating ?? 30
  const open = time.hour > 7 && time.hour < 22
  const filling = open && hash(seed, channel, Math.floor(at / 420_000)) < 0.45
  const stored =
    0.55 + 0.25 * Math.sin((2 * Math.PI * (time.hour - 5)) / 24) + 0.05 * drift(seed, channel, at / 3_600_000)
  return {
    flow: plant ? rated * (0.88 + 0.05 * drift(seed, channel, at / 2_400_000)) : filling ? rated * 0.8 : 0,
    stored: rated * (plant ? 48 : 9) * stored,
    pressure: plant
      ? 6 + drift(seed, channel + 1, at / 900_000)
      : 700 + 130 * stored - (filling ? 25 : 0) + 0.4 * weather.temperature,
    leak: Math.max(0, 0.3 + 0.3 * drift(seed, channel + 2, at / 60_000)),
  }
}
