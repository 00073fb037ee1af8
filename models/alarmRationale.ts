import type { Rationale } from './alarmRule.ts'
import type { KindName } from './kinds.ts'
import type { Names } from './units.ts'

/**
 * A first rationalisation of the alarms that people's safety or the supply hangs on, for engineers to make their own:
 * our judgement, not a plant's study. Points that are not here have none until an engineer writes it.
 */
const RATIONALES: Partial<Record<KindName, Readonly<Record<string, Rationale>>>> = {
  gasSensor: {
    combustible: rationale(
      ['가연성 가스 누출', 'Leak of combustible gas'],
      ['폭발 하한 도달 시 화재·폭발', 'Fire or explosion when the lower explosive limit is reached'],
      ['점화원 차단, 대피, 공급 밸브 차단', 'Remove ignition sources, evacuate, shut the supply valve'],
      3,
    ),
    ammonia: rationale(
      ['냉동 설비 암모니아 누출', 'Ammonia leaking from refrigeration'],
      ['작업자 흡입 중독', 'Poisoning of workers'],
      ['대피, 환기, 보호구 착용 후 차단', 'Evacuate, ventilate, isolate with protective gear'],
      5,
    ),
    hydrogenSulfide: rationale(
      ['황화수소 발생', 'Hydrogen sulfide set free'],
      ['질식·의식 상실', 'Loss of consciousness'],
      ['대피, 송기 마스크 없이 진입 금지', 'Evacuate; nobody enters without supplied air'],
      2,
    ),
  },
  fireDetector: {
    temperature: rationale(
      ['표면 과열', 'Overheated surface'],
      ['발화', 'Ignition'],
      ['설비 정지, 현장 확인', 'Stop the equipment, look on the spot'],
      5,
    ),
    leakage: rationale(
      ['절연 열화', 'Failing insulation'],
      ['감전·전기 화재', 'Electric shock or fire'],
      ['회로 차단, 절연 점검', 'Open the circuit, test the insulation'],
      10,
    ),
    smoke: rationale(
      ['연기 감지', 'Smoke'],
      ['화재 확산', 'Spread of a fire'],
      ['119 신고, 대피 방송', 'Call 119, announce the evacuation'],
      1,
    ),
  },
  noiseMeter: {
    level: rationale(
      ['작업·교통 소음 초과', 'Noise of work or traffic above the limit'],
      ['장시간 노출 시 청력 손상, 민원', 'Hearing loss by long exposure, complaints'],
      ['소음원 확인, 보호구 착용·작업 시간 조정', 'Find the source, wear protection, shorten the work'],
      60,
    ),
  },
  hydrogen: {
    pressure: rationale(
      ['저장 용기 과압', 'Overpressure of the storage'],
      ['안전 밸브 방출', 'Release through the relief valve'],
      ['충전 중지, 감압', 'Stop filling, let pressure down'],
      5,
    ),
    leak: rationale(
      ['수소 누출', 'Hydrogen leak'],
      ['폭발 위험', 'Risk of explosion'],
      ['공급 차단, 대피, 환기', 'Shut the supply, evacuate, ventilate'],
      2,
    ),
  },
  battery: {
    temperature: rationale(
      ['냉각 불량 또는 셀 이상', 'Cooling or a cell failing'],
      ['열 폭주', 'Thermal runaway'],
      ['충·방전 정지, 냉각 확인', 'Stop charging and discharging, check the cooling'],
      5,
    ),
  },
  grid: {
    load: rationale(
      ['선로·변압기 과부하', 'Overloaded line or transformer'],
      ['보호 계전기 동작, 정전', 'Protection trips, supply is lost'],
      ['부하 절체', 'Move load to another feeder'],
      10,
    ),
    frequency: rationale(
      ['수급 불균형', 'Supply and demand out of balance'],
      ['부하 차단', 'Load shedding'],
      ['전력거래소 지시 확인', 'Look at the instruction of the power exchange'],
      1,
    ),
  },
}

/** The rationalisation a point starts with; empty where there is none. */
export function firstRationale(kind: KindName, point: string): Rationale {
  return RATIONALES[kind]?.[point] ?? {}
}

type Text = readonly [ko: string, en: string]

function rationale(cause: Text, consequence: Text, action: Text, respondWithin: number): Rationale {
  const names = ([ko, en]: Text): Names => ({ ko, en })
  return { cause: names(cause), consequence: names(consequence), action: names(action), respondWithin }
}
