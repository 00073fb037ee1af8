import type { Rationale } from './alarmRule.ts'
import type { KindName } from './kinds.ts'
import type { Translated } from './units.ts'

/**
 * A first rationalisation of the alarms that people's safety or the supply hangs on, for engineers to make their own:
 * our judgement, not a plant's study. Points that are not here have none until an engineer writes it.
 */
const RATIONALES: Partial<Record<KindName, Readonly<Record<string, Rationale>>>> = {
  gasSensor: {
    combustible: rationale(
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
    ammonia: rationale(
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
    hydrogenSulfide: rationale(
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
  fireDetector: {
    temperature: rationale(
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
    leakage: rationale(
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
    smoke: rationale(
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
  noiseMeter: {
    level: rationale(
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
  hydrogen: {
    pressure: rationale(
      ['저장 용기 과압', 'Overpressure of the storage', '貯蔵容器の過圧', '储氢容器超压'],
      ['안전 밸브 방출', 'Release through the relief valve', '安全弁からの放出', '安全阀泄放'],
      ['충전 중지, 감압', 'Stop filling, let pressure down', '充填の停止、減圧', '停止加氢，降压'],
      5,
    ),
    leak: rationale(
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
  battery: {
    temperature: rationale(
      [
        '냉각 불량 또는 셀 이상',
        'Cooling or a cell failing',
        '冷却不良またはセルの異常',
        '冷却不良或电芯异常',
      ],
      ['열 폭주', 'Thermal runaway', '熱暴走', '热失控'],
      [
        '충·방전 정지, 냉각 확인',
        'Stop charging and discharging, check the cooling',
        '充放電の停止、冷却の確認',
        '停止充放电，确认冷却',
      ],
      5,
    ),
  },
  grid: {
    load: rationale(
      ['선로·변압기 과부하', 'Overloaded line or transformer', '線路・変圧器の過負荷', '线路或变压器过载'],
      [
        '보호 계전기 동작, 정전',
        'Protection trips, supply is lost',
        '保護継電器の動作、停電',
        '继电保护动作，停电',
      ],
      ['부하 절체', 'Move load to another feeder', '負荷の切替', '负荷转供'],
      10,
    ),
    frequency: rationale(
      ['수급 불균형', 'Supply and demand out of balance', '需給の不均衡', '供需失衡'],
      ['부하 차단', 'Load shedding', '負荷遮断', '切负荷'],
      [
        '전력거래소 지시 확인',
        'Look at the instruction of the power exchange',
        '電力取引所の指示を確認',
        '确认电力交易所指令',
      ],
      1,
    ),
  },
}

/** The rationalisation a point starts with; empty where there is none. */
export function firstRationale(kind: KindName, point: string): Rationale {
  return RATIONALES[kind]?.[point] ?? {}
}

type Text = readonly [ko: string, en: string, ja: string, zh: string]

function rationale(cause: Text, consequence: Text, action: Text, respondWithin: number): Rationale {
  const names = ([ko, en, ja, zh]: Text): Translated => ({ ko, en, ja, zh })
  return { cause: names(cause), consequence: names(consequence), action: names(action), respondWithin }
}
