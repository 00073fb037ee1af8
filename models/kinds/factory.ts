import type { Kind } from '../kind.ts'

export const factory = {
  name: { ko: '공장', en: 'Factory' },
  topic: 'factory',
  shape: 'plant',
  lead: 'power',
  points: {
    power: {
      name: { ko: '사용 전력', en: 'Power demand' },
      unit: 'kW',
      range: [0, 200_000],
      resolution: 0.5,
      every: 5,
    },
    energyToday: {
      name: { ko: '금일 사용량', en: 'Energy today' },
      unit: 'kWh',
      range: [0, 5_000_000],
      resolution: 1,
      every: 60,
    },
    operation: {
      name: { ko: '가동 상태', en: 'Operation' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 30,
      states: [
        { ko: '휴무', en: 'Closed' },
        { ko: '대기', en: 'Idle' },
        { ko: '가동', en: 'Running' },
        { ko: '정지(이상)', en: 'Stopped by fault' },
      ],
      alarmStates: { 3: 2 },
    },
    rate: {
      name: { ko: '가동률', en: 'Utilisation' },
      unit: '%',
      range: [0, 100],
      resolution: 0.1,
      every: 30,
    },
  },
} as const satisfies Kind
