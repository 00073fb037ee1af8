import type { Body } from '../body.ts'
import { box, rod } from '../form.ts'
import type { Kind } from '../kind.ts'
import { NORMAL_COLOUR } from '../ramps.ts'
import { rationale } from '../rationale.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { incident, SPAN } from '../simulation/incident.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const gasSensor = {
  name: { ko: '가스 감지기', en: 'Gas detector', ja: 'ガス検知器', zh: '气体探测器' },
  topic: 'control',
  layer: 'control',
  lead: 'combustible',
  points: {
    combustible: {
      name: { ko: '가연성 가스', en: 'Combustible gas', ja: '可燃性ガス', zh: '可燃气体' },
      unit: '%LEL',
      range: [0, 100],
      resolution: 0.1,
      every: 5,
      limits: { high: 10, highHigh: 25, deadband: 2 },
      rationale: rationale(
        ['가연성 가스 누출', 'Leak of combustible gas', '可燃性ガスの漏洩', '可燃气体泄漏'],
        [
          '폭발 하한 도달 시 화재·폭발',
          'Fire or explosion when the lower explosive limit is reached',
          '爆発下限界に達すると火災・爆発',
          '达到爆炸下限时起火或爆炸',
        ],
        [
          '점화원 차단, 대피, 공급 밸브 차단',
          'Remove ignition sources, evacuate, shut the supply valve',
          '着火源の除去、退避、供給弁の閉止',
          '消除点火源，疏散，关闭供给阀',
        ],
        3,
      ),
    },
    ammonia: {
      name: { ko: '암모니아', en: 'Ammonia', ja: 'アンモニア', zh: '氨气' },
      unit: 'ppm',
      range: [0, 500],
      resolution: 0.1,
      every: 10,
      limits: { high: 25, highHigh: 35, deadband: 3 },
      rationale: rationale(
        [
          '냉동 설비 암모니아 누출',
          'Ammonia leaking from refrigeration',
          '冷凍設備からのアンモニア漏洩',
          '制冷设备氨泄漏',
        ],
        ['작업자 흡입 중독', 'Poisoning of workers', '作業者の吸入中毒', '作业人员吸入中毒'],
        [
          '대피, 환기, 보호구 착용 후 차단',
          'Evacuate, ventilate, isolate with protective gear',
          '退避、換気、保護具着用のうえ遮断',
          '疏散，通风，佩戴防护用品后隔离',
        ],
        5,
      ),
    },
    hydrogenSulfide: {
      name: { ko: '황화수소', en: 'Hydrogen sulfide', ja: '硫化水素', zh: '硫化氢' },
      unit: 'ppm',
      range: [0, 200],
      resolution: 0.01,
      every: 10,
      limits: { high: 10, highHigh: 15, deadband: 1 },
      rationale: rationale(
        ['황화수소 발생', 'Hydrogen sulfide set free', '硫化水素の発生', '硫化氢逸出'],
        ['질식·의식 상실', 'Loss of consciousness', '窒息・意識喪失', '窒息或失去意识'],
        [
          '대피, 송기 마스크 없이 진입 금지',
          'Evacuate; nobody enters without supplied air',
          '退避、送気マスクなしの立入禁止',
          '疏散，未佩戴供气式呼吸器禁止进入',
        ],
        2,
      ),
    },
    voc: {
      name: {
        ko: '휘발성 유기화합물',
        en: 'Volatile organic compounds',
        ja: '揮発性有機化合物',
        zh: '挥发性有机物',
      },
      unit: 'ppm',
      range: [0, 500],
      resolution: 0.01,
      every: 10,
      limits: { high: 30, highHigh: 60, deadband: 3 },
    },
  },
  sign: { glyph: 'dot', size: 8, far: 0, colour: NORMAL_COLOUR, stale: 'ring' },
  form: {
    solids: [
      rod(0.12, 3.2, 0xb9c1c7, [0, 1.6, 0]),
      box([0.7, 0.9, 0.4], 0xe8ecee, [0, 3.1, 0]),
      rod(0.2, 0.4, 0x50585f, [0, 2.4, 0]),
    ],
  },
  watched: true,
  restricted: 'defence',
  simulation: { now: gasNow },
} as const satisfies Kind

/** Gas detectors: a small background, rarely a leak of one gas. */
function gasNow(_: Body, channel: number, { seed, at, time }: Ambient): Reading {
  const leak = incident(seed, channel, at, 0.006)
  const which = Math.floor(hash(seed, channel + 5, Math.floor(at / SPAN)) * 4)
  const work = time.hour > 7 && time.hour < 19 ? 1 : 0.5
  const small = (k: number, scale: number): number =>
    Math.max(0, scale * work * (0.5 + 0.5 * drift(seed, channel + k, at / 120_000)))
  return {
    combustible: small(10, 1.2) + (which === 0 ? 34 * leak : 0),
    ammonia: small(11, 2) + (which === 1 ? 42 * leak : 0),
    hydrogenSulfide: small(12, 0.3) + (which === 2 ? 17 * leak : 0),
    voc: small(13, 2.4) + (which === 3 ? 55 * leak : 0),
  }
}
