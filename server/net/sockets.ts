import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import type { AlarmsHave } from '../../models/alarmOrder.ts'
import { TOPICS } from '../../models/kind.ts'
import { parser } from '../../models/parser.ts'
import type { Sight } from '../../models/sight.ts'
import { audienceOf } from '../../models/visibility.ts'
import {
  type ClientToServer,
  isTaken,
  isWatchOrder,
  type Reply,
  type ServerToClient,
  type Watching,
  type WatchOrder,
} from '../../models/wire.ts'
import type { Clock } from '../clock.ts'
import { actorOf } from '../security/visitor.ts'
import type { Admission, Line } from './Admission.ts'
import { OnceAdapter } from './adapter.ts'
import type { Backlog, Viewer, ViewerData } from './backlog.ts'
import type { Doorway } from './Doorway.ts'
import type { Frames } from './Frames.ts'
import { room } from './room.ts'
import type { FirstPage } from './sendPages.ts'

/** Viewers by Socket.IO, typed by models/wire.ts. */
export type Sockets = Server<ClientToServer, ServerToClient, Record<string, never>, ViewerData>

/** What the sockets are handed. */
export interface Doors {
  readonly clock: Clock
  readonly frames: Frames
  readonly backlog: Backlog
  /** The alarms for somebody who joins: what was missed, or all that are not quiet. */
  readonly joinAlarms: (viewer: Viewer, have: AlarmsHave | undefined) => FirstPage
  /** Site.version. */
  readonly version: string
  readonly sight: Sight
  /** Decides who comes in. */
  readonly guard: Admission
  /** Lets them in one after the other. */
  readonly doorway: Doorway
  /** True while the frames have no source: a gateway that does not hear the owner. Left out where this process is the source. */
  readonly silent?: () => boolean
}

const NO_UPGRADE = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** Open the door for viewers on an HTTP server: WebSocket only, own origin only, bounded in number and size. */
export function openSockets(http: HttpServer, doors: Doors): Sockets {
  const io: Sockets = new Server(http, {
    parser,
    adapter: OnceAdapter,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: doors.guard.joinMs,
    destroyUpgrade: false,
    allowRequest: (request, decide) => {
      void admit(request)
        .catch(() => 'the server cannot judge this handshake now; try again in a few seconds')
        .then(fault => decide(fault, fault === null))
        .catch(() => request.socket.destroy())
    },
  })
  refuseOthers(http, io.path())
  async function admit(request: IncomingMessage): Promise<string | null> {
    if (!(await doors.doorway.enter())) return 'too many come at once; try again in a few seconds'
    return doors.guard.admit(request, io.engine.clientsCount)
  }
  io.engine.on('connection', (line: Line) => {
    doors.guard.arrive(line)
    line.request = null
  })
  io.on('connection', viewer => {
    // A line whose viewer took leave would be held by nobody.
    viewer.on('disconnect', () => viewer.conn.close())
    viewer.on('frame:taken', taken => {
      if (isTaken(taken)) doors.backlog.take(viewer, taken)
    })
    viewer.on('topics:watch', (order, reply) => {
      if (typeof reply !== 'function') return
      if (!isWatchOrder(order))
        return reply({
          ok: false,
          reason:
            'order must be { topics: [known topics], have?: [{ channel, epoch, seq }], alarms?: { epoch, number } }',
        })
      viewer.data.topics = order.topics
      const { visit } = viewer.data
      if (visit && visit.epoch !== null) {
        answerWatching(viewer, doors, reply, order.alarms, visit.epoch)
        return visit.watch(order)
      }
      answerWatching(viewer, doors, reply, order.alarms)
      watch(viewer, order, doors)
    })
  })
  return io
}

/** Upgrades of other addresses end at once, and so does a line that asks for frames without one: engine.io would leave the first open and read on at the second. */
function refuseOthers(http: HttpServer, path: string): void {
  http.on('upgrade', (request, line) => {
    if (!request.url?.startsWith(`${path}/`)) line.end(NO_UPGRADE, () => line.destroy())
  })
  http.prependListener('request', (request, response) => {
    if (request.url?.startsWith(`${path}/`)) response.shouldKeepAlive = false
  })
}

/** Answer an order to watch, the first page of the alarms with it; the others follow. `epoch` is that of the past where one is watched. */
export function answerWatching(
  viewer: Viewer,
  doors: Doors,
  reply: (result: Reply<Watching>) => void,
  have?: AlarmsHave,
  epoch = doors.frames.epoch,
): void {
  const { clock, version } = doors
  const { news, rest } = doors.joinAlarms(viewer, have)
  reply({ ok: true, value: { epoch, now: clock.now(), version, alarms: news, ...silence(doors) } })
  rest()
}

/** The mark of answers and pulses while the frames have no source; nothing otherwise. */
export function silence({ silent }: Doors): { readonly silent?: true } {
  return silent?.() ? { silent: true } : {}
}

/** Hear exactly these topics from now on. A viewer that is behind is healed when its line is free. */
export function watch(
  viewer: Viewer,
  { topics, have = [] }: WatchOrder,
  { frames, backlog, clock }: Doors,
): void {
  const audience = audienceOf(actorOf(viewer).role)
  const wanted = new Map(
    topics.map(topic => {
      const channel = frames.channelOf(TOPICS.indexOf(topic), audience)
      return [channel, have.find(each => each.channel === channel)]
    }),
  )
  if (backlog.owe(viewer, wanted)) return
  for (const channel of frames.numbers) {
    if (!wanted.has(channel)) {
      void viewer.leave(room(channel))
      continue
    }
    backlog.feed(viewer, channel, wanted.get(channel), clock.now())
  }
}
