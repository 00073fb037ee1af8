import { alarmIndex } from '../../../models/alarm.ts'
import { alarmKey } from '../../../models/alarmKey.ts'
import type { AlarmOrderName } from '../../../models/alarmOrder.ts'
import type { Asset } from '../../../models/asset.ts'
import { numberPoints } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { AlarmPlane } from '../../../server/alarms/openAlarms.ts'
import { orderAlarms } from '../../../server/alarms/orderAlarms.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { asset } from '../fixture.ts'
import { KIM } from './plant.ts'

/** An order that was answered with yes. */
export interface Answered {
  readonly number: number
  readonly name: AlarmOrderName
  readonly alarm: string
}

/** Forty gas sensors and a seeded chance. */
export function crashPlant(seed: number): { twin: Twin; assets: Asset[]; random: () => number } {
  const assets = Array.from({ length: 40 }, (_, k) => asset('gasSensor', { id: `gas-${k}` }))
  return { twin: new Twin(numberPoints(assets)), assets, random: mulberry(seed) }
}

/** Let the gas at one sensor rise or fall, and give an order that fits its alarm. */
export async function orderNext(
  plane: AlarmPlane,
  twin: Twin,
  random: () => number,
): Promise<Answered | null> {
  const { alarms, assets, clock } = plane
  const point = twin.points.find(`gas-${Math.floor(random() * assets.length)}`, 'combustible')
  twin.apply(point, random() < 0.6 ? 12 : 1, clock.now(), QUALITY.good)
  const { state } = alarms.view(alarmIndex(point, 'level'))
  const name: AlarmOrderName =
    state === 'shelved'
      ? 'alarm:unshelve'
      : state === 'unacknowledged' || state === 'returned'
        ? 'alarm:acknowledge'
        : 'alarm:shelve'
  const order = { alarms: [{ point, source: 'level' as const }], reason: 'crash test', minutes: 60 }
  const reply = await orderAlarms(alarms, name, order, KIM, clock.now())
  if (!reply.ok) throw new Error(reply.reason)
  return { number: reply.value.number, name, alarm: alarmKey(twin.points, assets, point, 'level') }
}

/** Numbers from 0 to 1 from a seed (mulberry32). */
export function mulberry(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
