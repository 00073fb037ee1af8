import type { Kind } from '../kind.ts'

export const factory = {
  name: { ko: '공장', en: 'Factory', ja: '工場', zh: '工厂' },
  topic: 'factory',
  shape: 'plant',
  lead: 'power',
  points: {
    power: {
      name: { ko: '사용 전력', en: 'Power demand', ja: '使用電力', zh: '用电功率' },
      unit: 'kW',
      range: [0, 200_000],
      resolution: 0.5,
      every: 5,
    },
    energyToday: {
      name: { ko: '금일 사용량', en: 'Energy today', ja: '本日の使用量', zh: '今日用电量' },
      unit: 'kWh',
      range: [0, 5_000_000],
      resolution: 1,
      every: 60,
    },
    operation: {
      name: { ko: '가동 상태', en: 'Operation', ja: '稼働状態', zh: '运行状态' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 30,
      states: [
        { ko: '휴무', en: 'Closed', ja: '休業', zh: '停业' },
        { ko: '대기', en: 'Idle', ja: '待機', zh: '待机' },
        { ko: '가동', en: 'Running', ja: '稼働', zh: '运行' },
        { ko: '정지(이상)', en: 'Stopped by fault', ja: '停止(異常)', zh: '停机(异常)' },
      ],
      alarmStates: { 3: 2 },
    },
    rate: {
      name: { ko: '가동률', en: 'Utilisation', ja: '稼働率', zh: '开工率' },
      unit: '%',
      range: [0, 100],
      resolution: 0.1,
      every: 30,
    },
  },
} as const satisfies Kind
