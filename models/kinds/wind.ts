import type { Body } from '../body.ts'
import { ball, box, rod, type Solid } from '../form.ts'
import type { Kind } from '../kind.ts'
import { cubicPower, hellman } from '../laws/wind.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift } from '../simulation/noise.ts'
import { eachHour, type Reading } from '../simulation/simulation.ts'

export const wind = {
  name: { ko: '풍력', en: 'Wind turbine', ja: '風力発電機', zh: '风力发电机' },
  topic: 'energy',
  layer: 'energy',
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
  amount: { ramp: 'output', full: ({ rating = 0 }) => (rating > 0 ? rating : Number.NaN) },
  sign: { glyph: 'dot', size: 12, far: 9, farFrom: 100 },
  form: {
    height: 80,
    solids: [
      rod(2.1, 78, 0xe9edf0, [0, 39, 0], { sides: 12, top: 1.2 }),
      box([3.4, 3.2, 9], 0xdfe4e8, [0, 79, 1]),
      ball(1.7, 0xd4dade, [0, 79, -4.6]),
      ...[0, 1, 2].map(i => blade((i * 2 * Math.PI) / 3 + 0.3)),
    ],
  },
  energy: { role: 'source', ownLine: 0 },
  simulation: {
    now: windNow,
    day: eachHour((asset, channel, ambient) => windNow(asset, channel, ambient).power as number),
  },
} as const satisfies Kind

/** Turbines: wind at hub height through a generic curve. */
function windNow(asset: Body, channel: number, ambient: Ambient): Reading {
  const rated = asset.rating ?? 1000
  const { weather, at, seed } = ambient
  const hub = asset.size?.[1] ?? 60
  const speed = Math.max(
    0,
    hellman(weather.wind * 1.9, 10, hub, 0.16) + 0.8 * drift(seed, channel, at / 90_000),
  )
  const power = cubicPower(speed, { cutIn: 3, ratedSpeed: 11.5, cutOut: 25, rated })
  return {
    power,
    windSpeed: speed,
    rotorSpeed: speed < 2.5 ? 0 : Math.min(16.8, 3 + speed * 1.2),
    yaw: (weather.windFrom + 4 * drift(seed, channel + 1, at / 600_000) + 360) % 360,
  }
}

/** A blade of 38 m at the hub, turned so far from upright, radians. */
function blade(angle: number): Solid {
  const reach = 20
  return box([1.6, 38, 0.35], 0xf3f5f6, [-reach * Math.sin(angle), 79 + reach * Math.cos(angle), -5.2], {
    z: (angle * 180) / Math.PI,
  })
}
