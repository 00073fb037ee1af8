import type { Kind } from '../kind.ts'

export const machine = {
  name: { ko: '생산 설비', en: 'Production machine', ja: '生産設備', zh: '生产设备' },
  topic: 'factory',
  shape: 'machine',
  lead: 'state',
  rating: {
    name: { ko: '정격 전력', en: 'Rated power', ja: '定格電力', zh: '额定功率' },
    unit: 'kW',
    point: 'power',
  },
  points: {
    state: {
      name: { ko: '상태', en: 'State', ja: '状態', zh: '状态' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 10,
      states: [
        { ko: '꺼짐', en: 'Off', ja: '電源オフ', zh: '关机' },
        { ko: '대기', en: 'Idle', ja: '待機', zh: '待机' },
        { ko: '가공', en: 'Producing', ja: '加工', zh: '加工中' },
        { ko: '고장', en: 'Fault', ja: '故障', zh: '故障' },
      ],
      alarmStates: { 3: 1 },
    },
    power: {
      name: { ko: '전력', en: 'Power', ja: '電力', zh: '功率' },
      unit: 'kW',
      range: [0, 2_000],
      resolution: 0.1,
      every: 10,
    },
    load: {
      name: { ko: '스핀들 부하', en: 'Spindle load', ja: '主軸負荷', zh: '主轴负载' },
      unit: '%',
      range: [0, 200],
      resolution: 0.5,
      every: 10,
      limits: { high: 120, highHigh: 150, deadband: 5 },
    },
    output: {
      name: { ko: '생산량', en: 'Output', ja: '生産量', zh: '产量' },
      unit: 'pcs/h',
      range: [0, 10_000],
      resolution: 0.5,
      every: 30,
    },
  },
} as const satisfies Kind
