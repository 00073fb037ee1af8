import type { AlarmsHave } from '../models/alarmOrder.ts'
import { numberPoints } from '../models/points.ts'
import { sightOf } from '../models/sight.ts'
import type { Site } from '../models/site.ts'
import type { AccountTables } from './accounts/accountTables.ts'
import { secretOf } from './accounts/secret.ts'
import { joinAlarms, TELL, tellAlarms } from './alarms/alarmSockets.ts'
import { alarmsAt, pastOf } from './alarms/alarmsAt.ts'
import type { AlarmTables } from './alarms/alarmTables.ts'
import { type Clock, steadyOf } from './clock.ts'
import { AlarmMirror } from './cluster/AlarmMirror.ts'
import { meterGateway } from './cluster/gatewayMetrics.ts'
import { subjectsOf } from './cluster/names.ts'
import { readWord, writeCursor } from './cluster/OwnerWord.ts'
import { ordersTo } from './cluster/orderWire.ts'
import { addOwnerProxy } from './cluster/ownerProxy.ts'
import { Relays } from './cluster/Relays.ts'
import { Seal } from './cluster/Seal.ts'
import { SealedLog } from './cluster/SealedLog.ts'
import { History } from './history/History.ts'
import { openNats } from './log/openNats.ts'
import { StreamLog } from './log/StreamLog.ts'
import { asBuffer } from './net/asBuffer.ts'
import { Backlog, type Viewer } from './net/backlog.ts'
import { Doorway } from './net/Doorway.ts'
import type { OpenDoor } from './net/door.ts'
import { closeQuietly, type EntranceOptions, keepTidy, openEntrance, urlOf } from './net/entrance.ts'
import { Heartbeat } from './net/Heartbeat.ts'
import { healthOfLines } from './net/lineMetrics.ts'
import { room } from './net/room.ts'
import type { Sockets } from './net/sockets.ts'
import { openViewing } from './net/viewing.ts'
import { followRecords } from './records/openRecords.ts'
import type { RecordTables } from './records/recordTables.ts'
import { openStore } from './store/openStore.ts'
import type { Store } from './store/Store.ts'
import { subjects, type Tables } from './tables.ts'

/** All that a gateway is made of, handed in. */
export interface GatewayOptions extends EntranceOptions {
  readonly site: Site
  readonly clock: Clock
  /** PostgreSQL URL of the installation. */
  readonly store: string
  /** URL of NATS, and the installation's name there. */
  readonly nats: string
  readonly installation: string
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  readonly version: string
}

/** A running gateway. */
export interface Gateway {
  readonly url: string
  /** The HTTP doors. */
  readonly doors: readonly OpenDoor[]
  health(): object
  close(): Promise<void>
}

const LOOK = 250
/** Without a word for this long the owner counts as away, milliseconds: it speaks twice a second. */
const SILENT_AFTER = 1_500
const ASK_WITHIN = 2_000

/** Open a process that keeps no twin: it passes the owner's frames and alarms on to viewers, and their orders to the owner. Rejects when database or NATS do not answer. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { site, clock, installation } = options
  const points = numberPoints(site.assets)
  const sight = sightOf(site, points)
  const store = await openStore<Tables>(options.store, subjects)
  const line = await openNats(options.nats)
  const seal = new Seal(await secretOf(store as unknown as Store<AccountTables>, 'cluster'))
  const log = new SealedLog(await StreamLog.open(line, installation), seal)
  const subjectNames = subjectsOf(installation)
  const began = clock.now()
  let io: Sockets | null = null

  const frames = new Relays(points, sight.hiddenPoints, {
    send(channel, frame) {
      io?.to(room(channel)).emit('frame', asBuffer(frame))
      heartbeat.spoke(channel)
    },
    restarted: channel => io && backlog.restart(io.sockets.sockets.values(), channel),
  })
  const heartbeat = new Heartbeat()
  const backlog = new Backlog(frames)
  const doorway = new Doorway()
  const mirror = new AlarmMirror(async cursor => {
    const { alarms: subject } = subjectNames
    const question = seal.close(subject, cursor ? writeCursor(cursor) : new Uint8Array())
    const { data } = await line.request(subject, question, { timeout: ASK_WITHIN })
    return readWord(seal.open(subject, data))
  })
  mirror.begin(await alarmsAt(store as unknown as Store<AlarmTables>, points, clock.now()))
  let faults = 0
  const words = line.subscribe(subjectNames.word, {
    callback: (_, message) => {
      try {
        mirror.hear(readWord(seal.open(subjectNames.word, message.data)), steadyOf(clock))
      } catch {
        faults++
      }
    },
  })
  const silent = (): boolean => steadyOf(clock) - mirror.heardAt > SILENT_AFTER
  const health = () => ({
    status: silent() ? 'waiting' : 'ok',
    role: 'gateway',
    version: options.version,
    world: site.version,
    uptime: Math.round((clock.now() - began) / 1000),
    owner: {
      url: mirror.url,
      epoch: mirror.run,
      silentMs: Math.min(1e9, Math.round(steadyOf(clock) - mirror.heardAt)),
    },
    frames: { epoch: frames.epoch, broken: frames.broken, ...frames.traffic },
    alarms: mirror.count,
    viewers: io?.engine.clientsCount ?? 0,
    faults,
    forged: seal.refused,
    ...healthOfLines(grounded),
  })

  const {
    app,
    people,
    guard,
    doors: httpDoors,
    grounded,
  } = await openEntrance(options, { store, clock, sight })
  app.get('/api/health', { config: { door: 'everyone' } }, health)
  meterGateway(app, { frames, mirror, silent, backlog, doorway, viewers: () => io!, grounded })
  await addOwnerProxy(app, () => (silent() ? null : mirror.url))
  const doors = {
    clock,
    frames,
    backlog,
    joinAlarms: (viewer: Viewer, have?: AlarmsHave) => joinAlarms(mirror, viewer, sight, have),
    version: site.version,
    sight,
    guard,
    doorway,
    silent,
  }
  const history = await History.follow(store, points, site.assets, () => clock.now())
  const past = pastOf(store as unknown as Store<AlarmTables>, points)
  const send = ordersTo({ line, installation, seal, clock, epoch: () => mirror.term })
  const records = await followRecords(
    { store: store as unknown as Store<RecordTables>, clock, points, sight },
    (orders, actor) => send('records:change', orders, actor),
    ring => {
      const bell = line.subscribe(subjectNames.records, { callback: ring })
      return () => bell.unsubscribe()
    },
  )
  const viewing = openViewing(app.server, doors, {
    give: send,
    visits: { history, sight, clock, past },
    heartbeat,
  })
  io = viewing.io
  records.serve(io)
  const stops: (() => void)[] = [
    ...viewing.stops,
    keepTidy(people),
    clock.every(LOOK, () => backlog.look(viewing.io.sockets.sockets.values(), clock.now())),
    clock.every(TELL, () => tellAlarms(viewing.io, mirror.take(), sight, mirror)),
  ]
  await frames.follow(log)
  const url = urlOf(await app.listen({ host: options.host, port: options.port }), options)

  return {
    url,
    doors: httpDoors,
    health,
    async close() {
      for (const stop of stops.reverse()) stop()
      frames.close()
      words.unsubscribe()
      await io.close()
      await closeQuietly(app)
      await records.close()
      await log.close()
      await line.close()
      await store.close()
    },
  }
}
