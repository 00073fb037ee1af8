import type { Kind } from '../kind.ts'

export const wind = {
  name: { ko: '풍력', en: 'Wind turbine', ja: '風力発電機', zh: '风力发电机' },
  topic: 'energy',
  shape: 'turbine',
  lead: 'power',
  points: {
    power: {
      name: { ko: '출력', en: 'Output', ja: '出力', zh: '输出功率' },
      unit: 'kW',
      range: [0, 8_000],
      resolution: 0.1,
      every: 5,
    },
    energyToday: {
      name: { ko: '금일 발전량', en: 'Energy today', ja: '本日の発電量', zh: '今日发电量' },
      unit: 'kWh',
      range: [0, 200_000],
      resolution: 0.1,
      every: 60,
    },
    windSpeed: {
      name: { ko: '나셀 풍속', en: 'Nacelle wind speed', ja: 'ナセル風速', zh: '机舱风速' },
      unit: 'm/s',
      range: [0, 75],
      resolution: 0.1,
      every: 5,
      limits: { high: 22, highHigh: 25, deadband: 2 },
    },
    rotorSpeed: {
      name: { ko: '회전 속도', en: 'Rotor speed', ja: '回転数', zh: '转速' },
      unit: 'rpm',
      range: [0, 300],
      resolution: 0.1,
      every: 5,
    },
    yaw: {
      name: { ko: '방위', en: 'Yaw', ja: '方位', zh: '偏航方位' },
      unit: '°',
      range: [0, 360],
      resolution: 1,
      every: 30,
    },
  },
} as const satisfies Kind
