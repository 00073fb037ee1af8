import type { Kind } from '../kind.ts'

export const wind = {
  name: { ko: '풍력', en: 'Wind turbine' },
  topic: 'energy',
  shape: 'turbine',
  lead: 'power',
  points: {
    power: { name: { ko: '출력', en: 'Output' }, unit: 'kW', range: [0, 8_000], resolution: 0.1, every: 5 },
    energyToday: {
      name: { ko: '금일 발전량', en: 'Energy today' },
      unit: 'kWh',
      range: [0, 200_000],
      resolution: 0.1,
      every: 60,
    },
    windSpeed: {
      name: { ko: '나셀 풍속', en: 'Nacelle wind speed' },
      unit: 'm/s',
      range: [0, 75],
      resolution: 0.1,
      every: 5,
      limits: { high: 22, highHigh: 25, deadband: 2 },
    },
    rotor: {
      name: { ko: '회전수', en: 'Rotor speed' },
      unit: 'Hz',
      range: [0, 5],
      resolution: 0.01,
      every: 5,
    },
    yaw: { name: { ko: '방위', en: 'Yaw' }, unit: '°', range: [0, 360], resolution: 1, every: 30 },
  },
} as const satisfies Kind
