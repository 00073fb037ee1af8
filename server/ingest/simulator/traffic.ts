import type { Asset } from '../../../models/asset.ts'
import { dayShiftPresence, threeShiftPresence } from '../../../models/laws/arrivals.ts'
import type { SitePoint } from '../../../models/units.ts'
import type { Model } from './model.ts'
import type { Moment } from './moment.ts'
import { drift, hash } from './noise.ts'

/** Cars in a lot: the shift's presence on its kind of day. */
function occupied(
  asset: Asset,
  channel: number,
  { seed, time, at }: Pick<Moment, 'seed' | 'time' | 'at'>,
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

/** Car parks: as many stalls taken as cars, the same stalls through the day, near the gate first; a few closed. */
export const parkingModel: Model = (asset, channel, moment) => {
  const stalls = asset.parts ?? 0
  const cars = occupied(asset, channel, moment)
  const before = occupied(asset, channel, moment, moment.time.hour - 1 / 60)
  const order = orderOf(channel, stalls, moment.time.dayNumber)
  const stall = new Array<number>(stalls).fill(0)
  for (let k = 0; k < stalls; k++) stall[order[k]!] = k < cars ? 1 : 0
  return { occupied: cars, arrivals: Math.max(0, cars - before), stall }
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

/** Buses run to and fro along their path at about 23 km/h with stops; none between 23:30 and 05:30. */
export const busModel: Model = (asset, channel, { seed, at, time }) => {
  const length = Math.max(500, pathLength(asset.path ?? []))
  const running = time.hour > 5.5 && time.hour < 23.5
  const trip = length / 6.4
  const turn = (((at / 1000 / trip + hash(2, channel)) % 2) + 2) % 2
  const share = turn < 1 ? turn : 2 - turn
  const stopping = Math.sin((share * length) / 95) > 0.86
  const rush = Math.exp(-(((time.hour - 7.8) / 1.1) ** 2)) + Math.exp(-(((time.hour - 18) / 1.4) ** 2))
  return {
    progress: running ? 100 * share : 0,
    speed: running && !stopping ? 26 + 9 * drift(seed, channel, at / 15_000) : 0,
    load: running
      ? 18 + 70 * rush * (0.7 + 0.3 * hash(seed, channel)) + 6 * drift(seed, channel + 1, at / 200_000)
      : 0,
  }
}

function pathLength(path: readonly SitePoint[]): number {
  let length = 0
  for (let i = 1; i < path.length; i++)
    length += Math.hypot(path[i]![0] - path[i - 1]![0], path[i]![2] - path[i - 1]![2])
  return length
}
