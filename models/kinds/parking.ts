import type { Body } from '../body.ts'
import type { Kind } from '../kind.ts'
import { dayShiftPresence, threeShiftPresence } from '../laws/arrivals.ts'
import type { Ambient } from '../simulation/ambient.ts'
import { drift, hash } from '../simulation/noise.ts'
import type { Reading } from '../simulation/simulation.ts'

export const parking = {
  name: { ko: '주차장', en: 'Car park', ja: '駐車場', zh: '停车场' },
  topic: 'parking',
  layer: 'parking',
  lead: 'occupied',
  rating: {
    name: { ko: '주차면', en: 'Stalls', ja: '駐車区画', zh: '车位' },
    unit: 'stalls',
    point: 'occupied',
  },
  points: {
    occupied: {
      name: { ko: '주차 대수', en: 'Occupied stalls', ja: '駐車台数', zh: '停放车辆' },
      unit: '1',
      range: [0, 5_000],
      resolution: 1,
      every: 10,
    },
    arrivals: {
      name: { ko: '입차', en: 'Arrivals', ja: '入庫', zh: '入场' },
      unit: '1',
      range: [0, 2_000],
      resolution: 1,
      every: 60,
    },
    stall: {
      name: { ko: '주차면', en: 'Stall', ja: '駐車区画', zh: '车位' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 60,
      perPart: true,
      states: [
        { ko: '비어 있음', en: 'Free', ja: '空き', zh: '空闲' },
        { ko: '주차', en: 'Taken', ja: '駐車中', zh: '占用' },
        { ko: '사용 불가', en: 'Closed', ja: '利用不可', zh: '不可用' },
      ],
    },
  },
  amount: { ramp: 'parking', full: stallsOf },
  sign: { glyph: 'square', size: 14, far: 9 },
  tag: {
    text: (value, asset) => `P ${Math.max(0, Math.round(stallsOf(asset) - value))}`,
    weight: stallsOf,
    high: asset => stallsOf(asset) >= 100,
  },
  paint: { unknown: 0.7 },
  rows: { of: 'stalls', point: 'stall', taken: 1, closed: 2 },
  simulation: { now: parkingNow },
} as const satisfies Kind

/** Car parks: as many stalls taken as cars, the same stalls through the day, near the gate first; a few closed. */
function parkingNow(asset: Body, channel: number, ambient: Ambient): Reading {
  const stalls = asset.parts ?? 0
  const cars = occupied(asset, channel, ambient)
  const before = occupied(asset, channel, ambient, ambient.time.hour - 1 / 60)
  const order = orderOf(channel, stalls, ambient.time.dayNumber)
  const stall = new Array<number>(stalls).fill(0)
  for (let k = 0; k < stalls; k++) stall[order[k]!] = k < cars ? 1 : 0
  return { occupied: cars, arrivals: Math.max(0, cars - before), stall }
}

/** Cars in a lot: the shift's presence on its kind of day. */
function occupied(
  asset: Body,
  channel: number,
  { seed, time, at }: Pick<Ambient, 'seed' | 'time' | 'at'>,
  hour = time.hour,
): number {
  const stalls = asset.parts ?? 0
  const turns = hash(4, channel) < 0.3
  const shift = turns ? 0.42 * threeShiftPresence(hour) : dayShiftPresence(hour)
  const rest = time.type === 'weekday' ? 1 : time.type === 'saturday' ? 0.4 : 0.16
  const full = 0.78 + 0.22 * hash(8, channel)
  const churn = 0.02 * drift(seed, channel, at / 240_000)
  return Math.max(0, Math.min(stalls, Math.round(stalls * Math.max(0.03, full * shift * rest + churn))))
}

const orders = new Map<number, { day: number; order: Uint16Array }>()

/** The order in which a lot's stalls fill on a day: roughly from the first, with whims. */
function orderOf(channel: number, stalls: number, day: number): Uint16Array {
  const known = orders.get(channel)
  if (known?.day === day && known.order.length === stalls) return known.order
  const wish = Array.from({ length: stalls }, (_, k) => ({
    k,
    at: k / Math.max(1, stalls) + 0.9 * hash(day, channel, k),
  }))
  const order = Uint16Array.from(wish.sort((a, b) => a.at - b.at).map(w => w.k))
  orders.set(channel, { day, order })
  return order
}

function stallsOf({ parts = 0 }: Body): number {
  return Math.max(1, parts)
}
