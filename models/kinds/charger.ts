import type { Kind } from '../kind.ts'

export const charger = {
  name: { ko: '전기차 충전기', en: 'EV charger' },
  topic: 'energy',
  shape: 'charger',
  lead: 'power',
  points: {
    power: {
      name: { ko: '충전 전력', en: 'Charging power' },
      unit: 'kW',
      range: [0, 2_000],
      resolution: 0.1,
      every: 5,
    },
    connector: {
      name: { ko: '커넥터', en: 'Connector' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 30,
      perPart: true,
      states: [
        { ko: '사용 가능', en: 'Available' },
        { ko: '충전 중', en: 'Charging' },
        { ko: '점검', en: 'Out of service' },
        { ko: '고장', en: 'Fault' },
      ],
      alarmStates: { 3: 1 },
    },
  },
} as const satisfies Kind
