import type { Body } from '../body.ts'
import { box } from '../form.ts'
import type { Kind } from '../kind.ts'
import { batteryOf, stepBattery } from '../laws/storage.ts'
import { rationale } from '../rationale.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { bell } from '../simulation/bell.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const battery = {
  name: { ko: '에너지저장장치', en: 'Battery storage', ja: '蓄電システム', zh: '储能系统' },
  topic: 'energy',
  layer: 'energy',
  lead: 'charge',
  rating: { name: { ko: '저장 용량', en: 'Capacity', ja: '蓄電容量', zh: '储能容量' }, unit: 'kWh' },
  points: {
    charge: {
      name: { ko: '충전율', en: 'State of charge', ja: '充電率', zh: '荷电状态' },
      unit: '%',
      range: [0, 100],
      resolution: 0.1,
      every: 10,
      limits: { lowLow: 5, low: 10, deadband: 2 },
    },
    power: {
      name: { ko: '방전 출력(+)', en: 'Discharge power (+)', ja: '放電出力(+)', zh: '放电功率(+)' },
      unit: 'kW',
      range: [-20_000, 20_000],
      resolution: 0.5,
      every: 5,
    },
    temperature: {
      name: { ko: '셀 최고 온도', en: 'Highest cell temperature', ja: 'セル最高温度', zh: '电芯最高温度' },
      unit: '°C',
      range: [-30, 150],
      resolution: 0.1,
      every: 30,
      limits: { high: 45, highHigh: 55, deadband: 2 },
      rationale: rationale(
        [
          '냉각 불량 또는 셀 이상',
          'Cooling or a cell failing',
          '冷却不良またはセルの異常',
          '冷却不良或电芯异常',
        ],
        ['열 폭주', 'Thermal runaway', '熱暴走', '热失控'],
        [
          '충·방전 정지, 냉각 확인',
          'Stop charging and discharging, check the cooling',
          '充放電の停止、冷却の確認',
          '停止充放电，确认冷却',
        ],
        5,
      ),
    },
  },
  amount: { ramp: 'output', full: () => 100 },
  sign: { glyph: 'bar', size: 18, far: 12 },
  form: {
    solids: [-3.4, 0, 3.4].flatMap(z => [
      box([12.2, 2.9, 2.5], 0xf0f2f2, [0, 1.6, z]),
      box([1.2, 1.3, 2.6], 0x3b8f6a, [5.6, 1.2, z]),
    ]),
  },
  energy: { role: 'storage' },
  restricted: 'defence',
  simulation: { now: batteryNow },
} as const satisfies Kind

/** Batteries: their wishes through the law of storage, from midnight on in quarter hours, so that window and round trip hold. A day begins where the one before ended. */
function batteryNow(asset: Body, channel: number, { at, seed, time, weather }: Ambient): Reading {
  const capacity = asset.rating ?? 1000
  const battery = { ...batteryOf(capacity, 0.28), highest: 0.92, lowest: 0.12 }
  const until = (start: number, hour: number): number => {
    let charge = start
    for (let h = 0; h + 0.25 <= hour; h += 0.25)
      charge = stepBattery(battery, charge, batteryPower(asset, channel, h), 0.25).charge
    return charge
  }
  let charge = until(until(until(0.58, 24), 24), time.hour)
  const left = time.hour % 0.25
  const now = stepBattery(battery, charge, batteryPower(asset, channel, time.hour), Math.max(left, 1 / 3600))
  if (left > 0) charge = now.charge
  const heat = 24 + 0.25 * (weather.temperature - 20) + (6 * Math.abs(now.power)) / battery.power
  return {
    charge: 100 * charge,
    power: now.power,
    temperature: heat + drift(seed, channel, at / 1_200_000),
  }
}

/** Power a battery would like in kW, positive discharging: it takes the midday sun and gives the evening peak. */
function batteryPower(asset: Body, channel: number, hour: number): number {
  const power = (asset.rating ?? 1000) * 0.28
  const shift = hash(9, channel) - 0.5
  return power * (bell(hour, 18.5 + shift, 1.9) - bell(hour, 12.3 + shift, 1.7) - 0.35 * bell(hour, 3, 1.6))
}
