import type { Server as HttpServer } from 'node:http'
import { addAlarmSockets, type GiveOrder } from '../alarms/alarmSockets.ts'
import type { VisitParts } from '../history/PastVisit.ts'
import { openPast } from '../history/pastSockets.ts'
import type { SocketGuard } from '../security/SocketGuard.ts'
import { BEAT, type Heartbeat } from './Heartbeat.ts'
import { type Doors, openSockets, type Sockets, silence } from './sockets.ts'

/** What viewers reach beyond the frames: orders on alarms, the past, and the sign that the line is alive. */
export interface ViewingParts {
  readonly give: GiveOrder
  readonly visits: VisitParts
  readonly heartbeat: Heartbeat
}

/** Open everything that viewers do on a process, whatever its role; `stops` end what runs for them. */
export function openViewing(
  http: HttpServer,
  doors: Doors & { readonly guard: SocketGuard },
  { give, visits, heartbeat }: ViewingParts,
): { readonly io: Sockets; readonly stops: readonly (() => void)[] } {
  const { clock, frames, guard } = doors
  const io = openSockets(http, doors)
  addAlarmSockets(io, give)
  heartbeat.begin(io)
  const stops = [
    guard.guard(io),
    openPast(io, doors, visits),
    clock.every(BEAT, () => heartbeat.beat(io, clock.now(), { epoch: frames.epoch, ...silence(doors) })),
  ]
  return { io, stops }
}
