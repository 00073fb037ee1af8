import type { Kind } from '../kind.ts'

export const solar = {
  name: { ko: '태양광', en: 'Solar array', ja: '太陽光', zh: '光伏' },
  topic: 'energy',
  shape: 'panels',
  lead: 'power',
  points: {
    power: {
      name: { ko: '출력', en: 'Output', ja: '出力', zh: '输出功率' },
      unit: 'kW',
      range: [0, 5_000],
      resolution: 0.1,
      every: 5,
    },
    energyToday: {
      name: { ko: '금일 발전량', en: 'Energy today', ja: '本日の発電量', zh: '今日发电量' },
      unit: 'kWh',
      range: [0, 60_000],
      resolution: 0.1,
      every: 60,
    },
    irradiance: {
      name: { ko: '경사면 일사', en: 'Plane-of-array irradiance', ja: '斜面日射', zh: '倾斜面辐照度' },
      unit: 'W/m²',
      range: [0, 1_500],
      resolution: 1,
      every: 30,
    },
    cellTemperature: {
      name: { ko: '모듈 온도', en: 'Cell temperature', ja: 'モジュール温度', zh: '组件温度' },
      unit: '°C',
      range: [-30, 110],
      resolution: 0.1,
      every: 60,
      limits: { high: 80, highHigh: 90, deadband: 2 },
    },
    inverter: {
      name: { ko: '인버터', en: 'Inverter', ja: 'インバーター', zh: '逆变器' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 30,
      states: [
        { ko: '대기', en: 'Standby', ja: '待機', zh: '待机' },
        { ko: '운전', en: 'Running', ja: '運転', zh: '运行中' },
        { ko: '고장', en: 'Fault', ja: '故障', zh: '故障' },
      ],
      alarmStates: { 2: 2 },
    },
  },
} as const satisfies Kind
