import type { Kind } from '../kind.ts'

export const machine = {
  name: { ko: '생산 설비', en: 'Production machine' },
  topic: 'factory',
  shape: 'machine',
  lead: 'state',
  points: {
    state: {
      name: { ko: '상태', en: 'State' },
      unit: '1',
      range: [0, 3],
      resolution: 1,
      every: 10,
      states: [
        { ko: '꺼짐', en: 'Off' },
        { ko: '대기', en: 'Idle' },
        { ko: '가공', en: 'Producing' },
        { ko: '고장', en: 'Fault' },
      ],
      alarmStates: { 3: 1 },
    },
    power: { name: { ko: '전력', en: 'Power' }, unit: 'kW', range: [0, 2_000], resolution: 0.1, every: 10 },
    load: {
      name: { ko: '스핀들 부하', en: 'Spindle load' },
      unit: '%',
      range: [0, 200],
      resolution: 0.5,
      every: 10,
      limits: { high: 120, highHigh: 150, deadband: 5 },
    },
    output: {
      name: { ko: '생산량', en: 'Output' },
      unit: 'pcs/h',
      range: [0, 10_000],
      resolution: 0.5,
      every: 30,
    },
  },
} as const satisfies Kind
