import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { TOPICS } from '../../models/kind.ts'
import { parser } from '../../models/parser.ts'
import { audienceOf } from '../../models/visibility.ts'
import {
  type ClientToServer,
  isWatchOrder,
  type ServerToClient,
  type Watching,
  type WatchOrder,
} from '../../models/wire.ts'
import { actorOf } from '../accounts/visitor.ts'
import type { Clock } from '../clock.ts'
import type { Alarms } from '../twin/alarms.ts'
import { OnceAdapter } from './adapter.ts'
import { asBuffer } from './asBuffer.ts'
import type { Backlog, Viewer, ViewerData } from './backlog.ts'
import { room } from './room.ts'
import type { Ticker } from './ticker.ts'

/** Viewers by Socket.IO, typed by models/wire.ts. */
export type Sockets = Server<ClientToServer, ServerToClient, Record<string, never>, ViewerData>

/** What the sockets are handed. */
export interface Doors {
  readonly clock: Clock
  readonly ticker: Ticker
  readonly backlog: Backlog
  readonly alarms: Alarms
  /** Site.version. */
  readonly version: string
  readonly maxViewers: number
  /** Origins allowed besides the server's own. */
  readonly origins: readonly string[]
}

/** Open the door for viewers on an HTTP server: WebSocket only, own origin only, bounded in number and size. */
export function openSockets(http: HttpServer, doors: Doors): Sockets {
  const io: Sockets = new Server(http, {
    parser,
    adapter: OnceAdapter,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => {
      if (io.engine.clientsCount >= doors.maxViewers) return decide('too many viewers', false)
      decide(null, ownOrigin(request.headers.origin, request.headers.host, doors.origins))
    },
  })
  io.engine.on('connection', (line: { request: unknown }) => {
    line.request = null
  })
  io.on('connection', viewer => {
    viewer.on('topics:watch', (order, reply) => {
      if (typeof reply !== 'function') return
      if (!isWatchOrder(order))
        return reply({
          ok: false,
          reason: 'order must be { topics: [known topics], have?: [{ topic, epoch, seq }] }',
        })
      reply({ ok: true, value: watching(doors) })
      watch(viewer, order, doors)
    })
  })
  return io
}

function watching({ clock, ticker, alarms, version }: Doors): Watching {
  return { epoch: ticker.epoch, now: clock.now(), version, alarms: [...alarms.standing.values()] }
}

/** Heal first, then join: what the heal flushes is in the healing frames already. A viewer that is behind is healed when its line is free. */
function watch(viewer: Viewer, { topics, have = [] }: WatchOrder, { ticker, backlog, clock }: Doors): void {
  const audience = audienceOf(actorOf(viewer).role)
  const wanted = new Map(topics.map(topic => [ticker.channelOf(TOPICS.indexOf(topic), audience), topic]))
  if (backlog.owe(viewer, [...wanted.keys()])) return
  for (const channel of ticker.numbers) {
    const topic = wanted.get(channel)
    if (topic === undefined) {
      void viewer.leave(room(channel))
      continue
    }
    const before = have.find(h => h.topic === topic)
    if (viewer.rooms.has(room(channel)) && !before) continue
    for (const frame of ticker.heal(channel, before, clock.now())) viewer.emit('frame', asBuffer(frame))
    void viewer.join(room(channel))
  }
}

function ownOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (origin === undefined) return true
  if (allowed.includes(origin)) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
