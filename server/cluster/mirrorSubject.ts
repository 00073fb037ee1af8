import type { NatsConnection } from '@nats-io/transport-node'
import type { Points } from '../../models/points.ts'
import type { Sight } from '../../models/sight.ts'
import { openAlarmDesk, TELL } from '../alarms/alarmSockets.ts'
import { alarmsAt, pastOf } from '../alarms/alarmsAt.ts'
import { type Clock, steadyOf } from '../clock.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import { AlarmMirror } from './AlarmMirror.ts'
import { subjectsOf } from './names.ts'
import { readWord, writeCursor } from './OwnerWord.ts'
import { ordersTo } from './orderWire.ts'
import { addOwnerProxy } from './ownerProxy.ts'
import type { Seal } from './Seal.ts'

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  readonly points: Points
  readonly sight: Sight
  readonly installation: string
  readonly line: NatsConnection
  readonly seal: Seal
}

/** Without a word for this long the owner counts as away, milliseconds: it speaks twice a second. */
const SILENT_AFTER = 1_500
const ASK_WITHIN = 2_000

/** The owner as a gateway hears it: its alarms, whether it lives, and the way to its doors. */
export const mirror = subject({
  name: 'mirror',
  async open({ store, clock, points, sight, installation, line, seal }: Needs) {
    const names = subjectsOf(installation)
    const mirror = new AlarmMirror(async cursor => {
      const question = seal.close(names.alarms, cursor ? writeCursor(cursor) : new Uint8Array())
      const { data } = await line.request(names.alarms, question, { timeout: ASK_WITHIN })
      return readWord(seal.open(names.alarms, data))
    })
    mirror.begin(await alarmsAt(store, points, clock.now()))
    let faults = 0
    const words = line.subscribe(names.word, {
      callback: (_, message) => {
        try {
          mirror.hear(readWord(seal.open(names.word, message.data)), steadyOf(clock))
        } catch {
          faults++
        }
      },
    })
    const silentMs = (): number => steadyOf(clock) - mirror.heardAt
    const silent = (): boolean => silentMs() > SILENT_AFTER
    const send = ordersTo({ line, installation, seal, clock, epoch: () => mirror.term })
    const { joinAlarms, sockets, tell } = openAlarmDesk(mirror, sight, send)
    return {
      gives: { silent, send, joinAlarms, past: pastOf(store, points) },
      routes: app => addOwnerProxy(app, () => (silent() ? null : mirror.url)),
      sockets,
      every: [[TELL, tell]],
      health: () => ({
        ...(silent() && { status: 'waiting' }),
        owner: { url: mirror.url, epoch: mirror.run, silentMs: Math.min(1e9, Math.round(silentMs())) },
        alarms: mirror.count,
        faults,
      }),
      metrics(meter) {
        meter.counter('twin_alarm_snapshots_total', 'Times all alarms were asked for', [], c =>
          c.inc(mirror.asked),
        )
        meter.gauge('twin_owner_epoch', 'Fencing epoch of the owner last heard', () => mirror.run)
        meter.gauge('twin_owner_silent', '1 while no owner is heard', () => (silent() ? 1 : 0))
      },
      close: () => words.unsubscribe(),
    }
  },
})
