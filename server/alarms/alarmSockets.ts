import { ALARM_ORDERS, type AlarmNews, type AlarmsHave } from '../../models/alarmOrder.ts'
import type { Sight } from '../../models/sight.ts'
import { AUDIENCES, audienceOf } from '../../models/visibility.ts'
import { actorOf } from '../accounts/visitor.ts'
import { PAST_ROOM } from '../net/pastSockets.ts'
import { audienceRoom } from '../net/room.ts'
import type { Sockets } from '../net/sockets.ts'
import type { Alarms } from './Alarms.ts'
import type { AlarmPlane } from './openAlarms.ts'
import { orderAlarms } from './orderAlarms.ts'
import { seenNews } from './seenAlarms.ts'

/** Take orders on alarms from viewers: each is answered, when it is durable or with the reason why not. */
export function addAlarmSockets(io: Sockets, { alarms, clock }: AlarmPlane): void {
  io.on('connection', viewer => {
    for (const name of ALARM_ORDERS)
      viewer.on(name, (order, reply) => {
        if (typeof reply !== 'function') return
        orderAlarms(alarms, name, order, actorOf(viewer), clock.now()).then(reply, () =>
          reply({
            ok: false,
            reason: 'the server failed on this order; look at the alarm before trying again',
          }),
        )
      })
  })
}

/** Tell everyone in the present what changed since the last tick. Never volatile. */
export function tellAlarms(io: Sockets, { alarms }: AlarmPlane, sight: Sight): void {
  for (const news of alarms.news.take())
    for (const audience of AUDIENCES) {
      const seen = seenNews(news, audience, sight)
      if (seen.alarms.length > 0) io.to(audienceRoom(audience)).except(PAST_ROOM).emit('alarms:changed', seen)
    }
}

/** The alarms for somebody who joins: what was missed, or all that are not quiet. */
export function joinAlarms(
  alarms: Alarms,
  carrier: object,
  sight: Sight,
  have: AlarmsHave | undefined,
): AlarmNews {
  const all = [...alarms.lives.keys()].map(index => alarms.view(index))
  return seenNews(alarms.news.since(have, all), audienceOf(actorOf(carrier).role), sight)
}
