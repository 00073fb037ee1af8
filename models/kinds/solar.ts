import type { Kind } from '../kind.ts'

export const solar = {
  name: { ko: '태양광', en: 'Solar array' },
  topic: 'energy',
  shape: 'panels',
  lead: 'power',
  points: {
    power: { name: { ko: '출력', en: 'Output' }, unit: 'kW', range: [0, 5_000], resolution: 0.1, every: 5 },
    energyToday: {
      name: { ko: '금일 발전량', en: 'Energy today' },
      unit: 'kWh',
      range: [0, 60_000],
      resolution: 0.1,
      every: 60,
    },
    irradiance: {
      name: { ko: '경사면 일사', en: 'Plane-of-array irradiance' },
      unit: 'W/m²',
      range: [0, 1_500],
      resolution: 1,
      every: 30,
    },
    cellTemperature: {
      name: { ko: '모듈 온도', en: 'Cell temperature' },
      unit: '°C',
      range: [-30, 110],
      resolution: 0.1,
      every: 60,
      limits: { high: 80, highHigh: 90, deadband: 2 },
    },
    inverter: {
      name: { ko: '인버터', en: 'Inverter' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 30,
      states: [
        { ko: '대기', en: 'Standby' },
        { ko: '운전', en: 'Running' },
        { ko: '고장', en: 'Fault' },
      ],
      alarmStates: { 2: 2 },
    },
  },
} as const satisfies Kind
