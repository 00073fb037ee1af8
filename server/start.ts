import { type AlarmsHave, isAlarmOrder } from '../models/alarmOrder.ts'
import { numberPoints, type Points } from '../models/points.ts'
import { type Sight, sightOf } from '../models/sight.ts'
import type { Site } from '../models/site.ts'
import type { People } from './accounts/People.ts'
import type { Alarms } from './alarms/Alarms.ts'
import { addAlarmApi } from './alarms/alarmApi.ts'
import { type GiveOrder, joinAlarms, TELL, tellAlarms } from './alarms/alarmSockets.ts'
import { pastOf } from './alarms/alarmsAt.ts'
import { type AlarmPlane, openAlarms } from './alarms/openAlarms.ts'
import { orderAlarms } from './alarms/orderAlarms.ts'
import { Anchoring, type AnchorPlaces } from './audit/Anchoring.ts'
import { headsOf } from './audit/chains.ts'
import { record } from './audit/record.ts'
import { type BackupPlan, scheduleBackups } from './backup/schedule.ts'
import type { Clock } from './clock.ts'
import type { OwnerDuty } from './cluster/OwnerDuty.ts'
import type { CarryOrder } from './cluster/orderWire.ts'
import { DeviceGate } from './devices/DeviceGate.ts'
import { Devices } from './devices/Devices.ts'
import { addDeviceApi } from './devices/deviceApi.ts'
import type { DeviceTables } from './devices/deviceTables.ts'
import { History } from './history/History.ts'
import { addHistoryApi } from './history/historyApi.ts'
import { addIncidentApi } from './history/incidentApi.ts'
import type { Past } from './history/Past.ts'
import { type Keep, Retention } from './history/Retention.ts'
import { remember } from './history/remember.ts'
import { bandsOf } from './history/Tracks.ts'
import { troubleOf } from './history/trouble.ts'
import { Gate } from './ingest/accept.ts'
import { admitDevice } from './ingest/admission.ts'
import type { Credential } from './ingest/credential.ts'
import { addFedApi } from './ingest/fedApi.ts'
import type { FedTables } from './ingest/fedTables.ts'
import { addIngest } from './ingest/http/ingestApi.ts'
import { type IngestReport, ingestReport } from './ingest/ingestReport.ts'
import { type FedKeeper, keepFed } from './ingest/keepFed.ts'
import { Mapping } from './ingest/mapping/Mapping.ts'
import { addMappingApi } from './ingest/mapping/mappingApi.ts'
import type { Source } from './ingest/source.ts'
import { asBuffer } from './net/asBuffer.ts'
import { Backlog, type Viewer } from './net/backlog.ts'
import { Doorway } from './net/Doorway.ts'
import type { OpenDoor } from './net/door.ts'
import { closeQuietly, type EntranceOptions, keepTidy, openEntrance, urlOf } from './net/entrance.ts'
import { Heartbeat } from './net/Heartbeat.ts'
import { healthStatus } from './net/healthStatus.ts'
import { healthOfLines } from './net/lineMetrics.ts'
import { addMetrics } from './net/metrics.ts'
import { room } from './net/room.ts'
import type { Sockets } from './net/sockets.ts'
import { Ticker } from './net/ticker.ts'
import { openViewing } from './net/viewing.ts'
import { openRecords } from './records/openRecords.ts'
import type { RecordTables } from './records/recordTables.ts'
import { openStore } from './store/openStore.ts'
import type { Store } from './store/Store.ts'
import { subjects, type Tables } from './tables.ts'
import { addApi } from './twin/assetApi.ts'
import { Recent } from './twin/recent.ts'
import { Twin } from './twin/twin.ts'

/** All that a running twin is made of, handed in. */
export interface StartOptions extends EntranceOptions {
  readonly site: Site
  readonly clock: Clock
  readonly sources: readonly Source[]
  /** File of foreign names; none when left out. */
  readonly mapping?: string | undefined
  readonly credential: Credential
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  readonly version: string
  /** Database: a PostgreSQL URL or a SQLite file; in memory when left out, and gone with the process. */
  readonly store?: string
  /** Days the history keeps; everything when left out. */
  readonly keep?: Keep
  /** Where the ends of the chained tables are noted down; nowhere when left out. */
  readonly anchors?: AnchorPlaces | undefined
  /** Alarms of the past for viewers there, instead of those of the journal. */
  readonly past?: Past
  /** Backups by plan; none when left out. */
  readonly backups?: BackupPlan
  /** Milliseconds between frames; null leaves ticking to the caller. */
  readonly tickMs?: number | null
  /** The term in which this process owns the twin of an installation of several; left out when it runs alone. */
  readonly duty?: OwnerDuty
}

/** The parts of a running twin. */
export interface Running {
  readonly site: Site
  readonly points: Points
  readonly clock: Clock
  readonly store: Store<Tables>
  readonly people: People
  readonly devices: Devices
  readonly sight: Sight
  readonly twin: Twin
  readonly gate: Gate
  readonly alarms: Alarms
  readonly recent: Recent
  readonly history: History
  readonly ticker: Ticker
  readonly backlog: Backlog
  readonly doorway: Doorway
  readonly io: Sockets
  /** The HTTP doors. */
  readonly doors: readonly OpenDoor[]
  readonly duty: OwnerDuty | null
  readonly url: string
  /** One tick by hand. */
  tick(): void
  health(): object
  readonly mapping: Mapping
  ingest(): IngestReport
  close(): Promise<void>
}

const TICK = 250
const SWEEP = 2_000
/** Milliseconds between two writes of what devices newly feed. */
const KEEP_FED = 1_000
/** Milliseconds between looks for work of the history. */
const HISTORY_LOOK = 250
/** Milliseconds between deletions of what a band of 64 points has outlived. */
const RETENTION_STEP = 1_000

/** Put a twin together and open its doors. Rejects when the port is taken or the database cannot be opened. */
export async function startTwin(options: StartOptions): Promise<Running> {
  const { site, clock, credential, duty = null } = options
  const points = numberPoints(site.assets)
  const store = await openStore<Tables>(options.store ?? ':memory:', subjects)
  const twin = new Twin(points)
  const gate = new Gate(points, twin, clock)
  const mapping = new Mapping(options.mapping ?? null, points, clock)
  const keeper = await keepFed(store as unknown as Store<FedTables>, gate.fed, points, clock)
  const plane = await openAlarms(twin, site.assets, clock, store, duty?.door(store), gate.fed)
  const { alarms } = plane
  gate.fed.onClaim = asset => takeOver(asset, twin, plane)
  const recent = new Recent(twin)
  const history = await History.start(store, twin, site.assets, () => clock.now())
  // An owner takes the present from the log of the owner before.
  if (options.store && !duty) await remember(history, gate, clock.now())
  const epoch = duty?.epoch ?? Math.floor(clock.now() / 1000) >>> 0
  let io: Sockets | null = null
  const sight = sightOf(site, points)
  const ticker = new Ticker(
    twin,
    epoch,
    sight.hiddenPoints,
    (channel, frame) => {
      // Not volatile: engine.io is not writable again before the first topic of a tick is flushed, so the second would be dropped.
      io?.to(room(channel)).emit('frame', asBuffer(frame))
      heartbeat.spoke(channel)
      duty?.feed.put(channel, frame)
    },
    channel => duty !== null || (io?.sockets.adapter.rooms.has(room(channel)) ?? false),
  )
  const heartbeat = new Heartbeat()
  const backlog = new Backlog(ticker)
  const doorway = new Doorway()
  const devices = new Devices(store as unknown as Store<DeviceTables>, clock)
  const deviceGate = new DeviceGate(
    devices,
    points,
    site.assets.map(asset => asset.id),
    clock,
  )
  credential.others = (door, user, key) => deviceGate.admit(door, user, key)
  credential.certified = (door, name) => deviceGate.admitCertified(door, name)
  const {
    app,
    people,
    guard,
    doors: httpDoors,
    grounded,
  } = await openEntrance(options, { store, clock, sight })
  addDeviceApi(app, people, devices, deviceGate)
  const began = clock.now()
  let tickTook = 0
  const give: GiveOrder = (name, order, actor) => orderAlarms(alarms, name, order, actor, clock.now())
  const ground = { store: store as unknown as Store<RecordTables>, clock, points, sight }
  const records = await openRecords(ground, duty?.recordDoor(store), () => duty?.ringRecords())
  const carry: CarryOrder = async (name, order, actor) => {
    if (name === 'records:change') return records.change(order, actor)
    return isAlarmOrder(name) ? give(name, order, actor) : { ok: false, reason: `there is no order ${name}` }
  }
  const tell = (): void => {
    const pieces = alarms.take()
    if (io) tellAlarms(io, pieces, sight, alarms)
    duty?.tell(pieces)
  }

  const anchoring =
    options.anchors && new Anchoring(() => headsOf(store), options.anchors, clock, duty?.publishAnchor)

  const mayWrite = (): boolean => duty?.mayWrite ?? true
  const backups = options.backups ? scheduleBackups(store as Store, clock, options.backups, mayWrite) : null
  const running: Running = {
    site,
    points,
    clock,
    store,
    people,
    devices,
    sight,
    twin,
    gate,
    alarms,
    recent,
    history,
    ticker,
    backlog,
    doorway,
    duty,
    doors: httpDoors,
    get io() {
      return io!
    },
    url: '',
    tick() {
      const from = performance.now()
      if (io) backlog.look(io.sockets.sockets.values(), clock.now())
      ticker.tick(clock.now())
      plane.tick()
      tell()
      tickTook = performance.now() - from
      meter.observeTick(tickTook / 1000)
    },
    health: () => ({
      ...healthStatus({
        journal: journalFault(alarms.journal),
        history: history.health.reason,
        records: records.health().away,
        audit: people.audit.fault,
        anchors: anchoring?.fault ?? null,
        backups: backups?.health.fault ?? null,
        log: duty?.feed.fault ?? null,
        ...Object.fromEntries(options.sources.map(source => [source.name, sourceFault(source)])),
      }),
      role: duty ? 'owner' : 'alone',
      ...(duty && { epoch, forged: duty.forged, log: { lost: duty.feed.lost, fault: duty.feed.fault } }),
      version: options.version,
      world: site.version,
      uptime: Math.round((clock.now() - began) / 1000),
      points: points.count,
      assets: site.assets.length,
      viewers: io?.engine.clientsCount ?? 0,
      alarms: alarms.summary.all.count,
      alarmsAsking: alarms.summary.all,
      sources: options.sources.map(source => source.name),
      history: history.health,
      records: records.health(),
      tickMs: Math.round(tickTook * 100) / 100,
      loopDelayMs: Math.round(meter.loopDelay.mean * 1e5) / 100,
      ...healthOfLines(grounded),
    }),
    mapping,
    ingest: () => ingestReport(gate, options.sources, mapping),
    close: () => close(),
  }
  addApi(app, running)
  addMappingApi(app, running)
  addIngest(app, running, admitDevice(credential, 'http'))
  const past = options.past ?? pastOf(plane.store, points)
  addHistoryApi(app, { site, history, sight, clock })
  addIncidentApi(app, { site, history, sight, clock, past })
  addFedApi(app, {
    points,
    fed: gate.fed,
    keeper: afterGiveBack(keeper, plane),
    record: (request, change) => record(people, request, change),
  })
  addAlarmApi(app, { plane, points, sight, record: (request, change) => record(people, request, change) })
  const meter = addMetrics(app, running, grounded)
  const doors = {
    clock,
    frames: ticker,
    backlog,
    joinAlarms: (viewer: Viewer, have?: AlarmsHave) => joinAlarms(alarms, viewer, sight, have),
    version: site.version,
    sight,
    guard,
    doorway,
  }
  const visits = { history, sight, clock, past }
  const viewing = openViewing(app.server, doors, { give, visits, heartbeat })
  io = viewing.io
  records.serve(io)
  const stops: (() => void | Promise<void>)[] = [...viewing.stops, await deviceGate.follow()]
  stops.push(keepTidy(people))
  if (duty) stops.push(await duty.begin({ twin, gate, ticker, alarms, sight, clock, carry }))
  stops.push(mapping.watch())
  for (const source of options.sources) stops.push(await source.start(gate, mapping))
  if (options.tickMs !== null) {
    stops.push(clock.every(options.tickMs ?? TICK, running.tick))
    stops.push(clock.every(TELL, tell))
  }
  stops.push(
    clock.every(SWEEP, () => {
      gate.lookAtClock()
      twin.sweep(clock.now())
    }),
  )
  stops.push(clock.every(KEEP_FED, () => mayWrite() && void keeper.write()))
  stops.push(clock.every(HISTORY_LOOK, () => void history.tend(mayWrite)))
  if (options.keep) {
    const retention = new Retention(history.db, options.keep, bandsOf(history.tracks.count))
    stops.push(clock.every(RETENTION_STEP, () => mayWrite() && void retention.step(clock.now())))
  }
  const anchored = anchoring?.begin(mayWrite)
  const url = urlOf(await app.listen({ host: options.host, port: options.port }), options)

  async function close(): Promise<void> {
    for (const stop of stops.reverse()) await stop()
    await io?.close()
    await closeQuietly(app)
    if (mayWrite()) await keeper.write()
    backups?.stop()
    await records.close()
    await plane.close()
    await anchored?.()
    await history.close().catch(error => console.error(`history: ${troubleOf(error).reason}`))
    await store.close()
    await duty?.end()
  }
  return Object.defineProperty(running, 'url', { value: url })
}

/** A device speaks for an asset of the simulator's: what was made up of it is no reading and no alarm any more. */
function takeOver(asset: number, twin: Twin, { alarms, simulated }: AlarmPlane): void {
  const { first } = twin.points
  for (let i = first[asset]!; i < first[asset + 1]!; i++) {
    if (alarms.isReal(i)) continue
    twin.forget(i)
    alarms.detection.reset(i)
  }
  simulated.look(asset)
  alarms.withdraw(each => each === asset || !simulated.counts(each))
}

/** A kind whose last device was given back may raise simulated alarms again. */
function afterGiveBack(keeper: FedKeeper, { simulated }: AlarmPlane): FedKeeper {
  return {
    ...keeper,
    async giveBack(asset) {
      await keeper.giveBack(asset)
      simulated.look()
    },
  }
}

function journalFault({ away, aside, queued }: Alarms['journal']): string | null {
  if (away !== null) return `${away} (${queued} rows wait)`
  return aside && `${aside.rows} rows were set aside in alarm_aside; the last: ${aside.reason}`
}

/** What is wrong with a source that knows it: its line is down, and why. */
function sourceFault({ state }: Source): string | null {
  const now = state?.()
  return now && !now.connected ? (now.lastError ?? 'is not connected') : null
}
