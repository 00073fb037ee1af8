import type { Kind } from '../kind.ts'

export const charger = {
  name: { ko: '전기차 충전기', en: 'EV charger', ja: 'EV充電器', zh: '电动汽车充电桩' },
  topic: 'energy',
  shape: 'charger',
  lead: 'power',
  points: {
    power: {
      name: { ko: '충전 전력', en: 'Charging power', ja: '充電電力', zh: '充电功率' },
      unit: 'kW',
      range: [0, 2_000],
      resolution: 0.1,
      every: 5,
    },
    connector: {
      name: { ko: '커넥터', en: 'Connector', ja: 'コネクター', zh: '充电枪' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 30,
      perPart: true,
      states: [
        { ko: '사용 가능', en: 'Available', ja: '利用可', zh: '可用' },
        { ko: '충전 중', en: 'Charging', ja: '充電中', zh: '充电中' },
        { ko: '점검', en: 'Out of service', ja: '点検', zh: '检修' },
        { ko: '고장', en: 'Fault', ja: '故障', zh: '故障' },
      ],
      alarmStates: { 3: 1 },
    },
  },
} as const satisfies Kind
