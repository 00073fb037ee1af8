import type { Socket } from 'node:net'
import {
  Aedes,
  type AedesPublishPacket,
  type Client,
  type ConnectPacket,
  type PublishPacket,
  type Subscription,
} from 'aedes'
import { steadyOf } from '../../clock.ts'
import type { Gate } from '../accept.ts'
import type { Admit, Grant } from '../admission.ts'
import { MqttRoutes } from '../MqttRoutes.ts'
import type { Mapping } from '../mapping/Mapping.ts'
import { MAX_PAYLOAD, MQTT_ROOT } from '../mqttMessage.ts'
import { no, type Reason, type Rejection } from '../rejection.ts'
import type { SourceState } from '../source.ts'
import { hostState, STATE_TOPIC } from '../sparkplug/hostState.ts'
import { SPARKPLUG_ROOT } from '../sparkplug/topic.ts'
import { BROKER_LIMITS as MOST } from './brokerLimits.ts'
import { REASON } from './FiveWords.ts'
import { Losses } from './Losses.ts'
import { Memory } from './Memory.ts'
import { MqttLine } from './MqttLine.ts'
import { Retained } from './Retained.ts'
import { Room } from './Room.ts'
import type { Seat } from './Seat.ts'
import { Sessions } from './Sessions.ts'
import { type FiveSession, speakFive } from './speakFive.ts'

const NAME = 'mqtt'
/** Whose the messages of the twin itself are; no credential has a name in capitals. */
const TWIN = 'TWIN'
/** Sparkplug births of a whole node are long; plain payloads are not. */
const MAX_BIRTH = 4 * 1024 * 1024

/**
 * The broker's desk: who may come in, under which client id, what is taken, passed on, kept and heard. One bad message
 * costs one message: it is acknowledged, counted, and goes nowhere.
 */
export class BrokerDesk {
  private readonly gate: Gate
  private readonly admit: Admit
  private readonly routes: MqttRoutes
  private readonly broker: Aedes
  private readonly losses: Losses
  private readonly room: Room
  private readonly retained = new Retained()
  private readonly sessions: Sessions
  private readonly memory: Memory
  /** Clients by id; a client that ended is judged on for its will. */
  private readonly seats = new Map<string, Seat>()
  private readonly seatOf = new WeakMap<object, Seat>()
  /** Lines of other brokers, which keep the mark of a retained message as it passes (MQTT bridges; mosquitto's try_private). */
  private readonly bridges = new WeakSet<object>()
  /** What clients of MQTT 5 want of their sessions. */
  private readonly fives = new WeakMap<object, FiveSession>()
  /** Messages that were refused: they go nowhere. */
  private readonly refused = new WeakSet<object>()

  private constructor(gate: Gate, mapping: Mapping, admit: Admit) {
    this.gate = gate
    this.admit = admit
    this.losses = new Losses(gate.clock)
    this.room = new Room((who, why) => this.losses.note('linesCut', who, why))
    this.sessions = new Sessions((device, what) => this.losses.note('sessionLosses', device, `lost ${what}`))
    this.routes = new MqttRoutes(gate, mapping, (topic, payload) => this.say(topic, payload, false))
    this.memory = new Memory(this.retained, this.sessions, (id, topic) => this.hearsOf(id, topic))
    this.broker = new Aedes({
      concurrency: 100,
      connectTimeout: MOST.connectMs,
      maxTopicLevels: 16,
      persistence: this.memory,
      preConnect: (client, packet, done) => {
        if ((packet as { bridgeMode?: boolean }).bridgeMode) this.bridges.add(client)
        if (packet.protocolVersion === 5) this.fives.set(client, this.speakFive(client, packet))
        done(null, true)
      },
      authenticate: (client, user, password, done) => {
        this.login(client, user, password)
          .then(
            allowed => done(null, allowed),
            error => done(error, false),
          )
          .catch(error => this.losses.note('faults', 'the broker', String(error)))
      },
      authorizePublish: (client, packet, done) => {
        const reason = this.judge(client, packet)
        if (reason) this.refuse(client, packet, reason)
        done(null)
      },
      authorizeSubscribe: (client, wish, done) => done(null, this.maySubscribe(client, wish) ? wish : null),
      authorizeForward: (client, packet) => (this.mayForward(client, packet) ? packet : null),
    })
    const relay = this.broker.publish.bind(this.broker) as (...args: unknown[]) => void
    this.broker.publish = (packet: PublishPacket, ...rest: unknown[]) => {
      if (!this.refused.has(packet)) return relay(packet, ...rest)
      const done = rest.find(each => typeof each === 'function') as (() => void) | undefined
      done?.()
    }
    this.broker.on('unsubscribe', (topics, client) => {
      for (const topic of topics) if (client) this.seatOf.get(client)?.filters.delete(topic)
    })
    // Faults of a line end that line; the broker has none that would end it.
    ;(this.broker as NodeJS.EventEmitter).on('error', error =>
      this.losses.note('faults', 'the broker', (error as Error).message),
    )
  }

  /** A desk that is open. */
  static async open(gate: Gate, mapping: Mapping, admit: Admit): Promise<BrokerDesk> {
    const desk = new BrokerDesk(gate, mapping, admit)
    await desk.broker.listen()
    const state = Buffer.from(hostState(true, gate.clock.now()))
    desk.retained.keep(TWIN, STATE_TOPIC, state, 0)
    desk.say(STATE_TOPIC, state, true)
    return desk
  }

  /** Serve a client on a socket that has just come in; `certified` is the name that its certificate gives it. */
  take(socket: Socket, certified: string | null = null): void {
    const line = new MqttLine(socket, this.room, certified)
    if (!line.destroyed) this.broker.handle(line)
  }

  /** Shut out the revoked, those who hold what they do not finish, and sessions that are over. */
  look(): void {
    const { clock } = this.gate
    this.room.look(steadyOf(clock))
    for (const { grant, line } of this.seats.values()) if (grant.ended?.()) line.destroy()
    this.sessions.look(steadyOf(clock))
  }

  /** The last thing that somebody lost here, in words. */
  get lastLoss(): string | null {
    return this.losses.last
  }

  get state(): Pick<SourceState, 'queue' | 'counters'> {
    const { queue, counters } = this.routes.state
    return {
      ...(queue && { queue }),
      counters: {
        clients: this.seats.size,
        waiting: this.room.strangers.total,
        sessions: this.sessions.size,
        sessionBytes: this.sessions.byteLength,
        retained: this.retained.size,
        retainedBytes: this.retained.byteLength,
        ...this.losses.counts,
        ...counters,
      },
    }
  }

  async close(): Promise<void> {
    await new Promise<void>(resolve => this.broker.close(resolve))
    this.room.close()
    this.routes.stop()
  }

  private async login(
    client: Client,
    user: string | undefined,
    password: Buffer | undefined,
  ): Promise<boolean> {
    const line = client.conn as MqttLine
    const grant = await this.admit(user ?? '', password?.toString() ?? '', line.certified)
    if (!grant || line.destroyed) return false
    const { id } = client
    if (!this.mayUse(id, grant.device)) throw refusal(2, 'the client id belongs to another credential')
    if (!line.accept(grant.device)) {
      this.losses.note('linesCut', grant.device, 'holds too many lines')
      throw refusal(3, 'too many lines of this credential')
    }
    const five = this.fives.get(client)
    if (line.five?.assigned === '') line.five.assigned = id
    if (client.clean || five?.fresh) this.sessions.end(id)
    const session = client.clean ? null : this.sessions.open(id, grant.device)
    if (session) session.keepMs = five?.keepMs ?? MOST.sessionMs
    const own = client as unknown as { clean: boolean; _will: PublishPacket | null }
    own.clean = session === null
    const bridged = this.bridges.has(client) ? new Set<string>() : null
    const seat: Seat = { id, grant, line, session, filters: new Set(), bridged }
    this.seatOf.set(client, seat)
    this.seats.set(id, seat)
    line.once('close', () => this.leave(seat))
    if (own._will && this.mayNotSay(own._will, seat)) own._will = null
    return true
  }

  private speakFive(client: Client, packet: ConnectPacket): FiveSession {
    const line = client.conn as MqttLine
    return speakFive(client, packet, line, id => this.memory.release(client.id, id))
  }

  /** A message that was refused goes nowhere; a client of MQTT 5 that waits for an answer hears why. */
  private refuse(client: Client | null, packet: PublishPacket, reason: Reason): void {
    this.refused.add(packet)
    const five = client ? this.seatOf.get(client)?.line.five : null
    if (packet.qos > 0 && packet.messageId !== undefined) five?.refuse(packet.messageId, REASON_CODE[reason])
  }

  private leave(seat: Seat): void {
    if (this.seats.get(seat.id) !== seat) return
    this.seats.delete(seat.id)
    if (seat.session) seat.session.awaySince = steadyOf(this.gate.clock)
  }

  /** A client id belongs to the credential that holds a line or a kept session under it. */
  private mayUse(id: string, device: string): boolean {
    const owner = this.seats.get(id)?.grant.device ?? this.sessions.of(id)?.device ?? device
    const fits = Buffer.byteLength(id) <= MOST.clientIdBytes
    if (owner === device && fits) return true
    this.losses.note(
      'idsRefused',
      device,
      fits
        ? `asked for the client id ${id.slice(0, 60)} of another credential`
        : 'asked for too long a client id',
    )
    return false
  }

  /** A will is judged when it is stated and again when it is said; one of a topic that is none of ours costs the client nothing else. */
  private mayNotSay({ topic, payload }: PublishPacket, { grant }: Seat): boolean {
    const rejection = this.formOf(topic, payload.length)
    if (rejection) this.gate.refuse(rejection, NAME, grant.device)
    return rejection !== null
  }

  /** Null when a message was taken and may be passed on, else why not. */
  private judge(client: Client | null, packet: PublishPacket): Reason | null {
    const seat = client && this.seatOf.get(client)
    if (!seat) return 'forbidden'
    const { grant } = seat
    const { topic } = packet
    const payload = packet.payload as Buffer
    if (grant.spend?.(1)) {
      this.gate.refuse(no('overrun', `${grant.device} sends faster than it may`), NAME, grant.device)
      return 'overrun'
    }
    const rejection = this.formOf(topic, payload.length)
    if (rejection) {
      this.gate.refuse(rejection, NAME, grant.device, payload)
      return rejection.reason
    }
    if (packet.retain && payload.length === 0 && this.retained.ownerOf(topic) === grant.device) {
      this.retained.keep(grant.device, topic, payload, 0)
      return null
    }
    const refused = this.routes.take(topic, payload, grant, isOld(seat, packet))
    if (refused) return refused.reason
    if (packet.retain) this.keep(seat, packet, payload)
    return null
  }

  private keep({ grant: { device } }: Seat, packet: PublishPacket, payload: Buffer): void {
    const { topic, qos } = packet
    // A birth or death that is kept would come again at the wrong time (Sparkplug 3.0.0, 5.1 and 5.2).
    if (topic.startsWith(`${SPARKPLUG_ROOT}/`)) packet.retain = false
    else if (!this.retained.keep(device, topic, payload, qos))
      this.losses.note(
        'retainedRefused',
        device,
        `may keep no more messages; ${topic.slice(0, 80)} is not kept`,
      )
  }

  /** What is wrong with a message before anybody reads it. */
  private formOf(topic: string, bytes: number): Rejection | null {
    const name = topic.slice(0, 80)
    if (topic === STATE_TOPIC) return no('forbidden', `${name} is for the twin alone to say`)
    if (!this.routes.knows(topic) || topic.length > MOST.topicBytes)
      return no(
        'malformed',
        `nobody reads ${name}: it is not ${MQTT_ROOT}/<asset>/<point>, Sparkplug or in the mapping; it costs nothing else`,
      )
    const most = topic.startsWith(`${SPARKPLUG_ROOT}/`) ? MAX_BIRTH : MAX_PAYLOAD
    return bytes > most ? no('malformed', `${name}: payload over ${most} bytes`) : null
  }

  private maySubscribe(client: Client, { topic }: Subscription): boolean {
    const seat = this.seatOf.get(client)
    if (!seat || topic.length > MOST.topicBytes || !this.routes.maySubscribe(topic, seat.grant)) {
      this.losses.note('subscriptionsRefused', seat?.grant.device ?? '', `may not hear ${topic.slice(0, 80)}`)
      return false
    }
    const { filters, grant } = seat
    if (filters.size >= MOST.filters && !filters.has(topic)) {
      this.losses.note('subscriptionsRefused', grant.device, `has over ${MOST.filters} filters on a line`)
      return false
    }
    filters.add(topic)
    return true
  }

  private mayForward(client: Client, { topic, qos }: AedesPublishPacket): boolean {
    const seat = this.seatOf.get(client)
    if (!seat || !this.mayHear(seat.grant, topic)) return false
    const { writableLength } = seat.line
    if (writableLength <= (this.room.crowded ? 0 : MOST.unread.each)) return true
    this.losses.note(
      'unread',
      seat.grant.device,
      `does not read fast enough; messages to ${seat.id} are lost`,
    )
    return qos > 0 && seat.session !== null && writableLength <= 2 * MOST.unread.each
  }

  private mayHear(grant: Grant, topic: string): boolean {
    return !grant.ended?.() && this.routes.mayHear(topic, grant)
  }

  /** Whether a client, there or away, may hear a topic. One that is away is judged again when it is back. */
  private hearsOf(id: string, topic: string): boolean {
    const seat = this.seats.get(id)
    return !seat || this.mayHear(seat.grant, topic)
  }

  private say(topic: string, payload: Buffer, retain: boolean): void {
    this.broker.publish({ cmd: 'publish', topic, payload, retain, qos: 0, dup: false }, () => undefined)
  }
}

/** True for the first message of a topic that a bridge passes on as retained: its broker may have kept it for hours. */
function isOld({ bridged }: Seat, { topic, retain }: PublishPacket): boolean {
  if (!retain || !bridged || bridged.has(topic)) return false
  if (bridged.size < MOST.retained.each) bridged.add(topic)
  return true
}

/** Why a message was refused, in the codes of MQTT 5 (3.4.2.1). */
const REASON_CODE: Readonly<Record<Reason, number>> = {
  malformed: REASON.topicName,
  unknownPoint: REASON.topicName,
  forbidden: REASON.notAuthorized,
  overrun: REASON.quota,
  notANumber: REASON.payloadFormat,
  wrongUnit: REASON.payloadFormat,
  badQuality: REASON.payloadFormat,
  outOfRange: REASON.unspecified,
  future: REASON.unspecified,
  tooOld: REASON.unspecified,
  duplicate: REASON.unspecified,
}

/** A refusal of CONNECT with its return code (MQTT 3.1.1, 3.2.2.3). */
function refusal(returnCode: number, message: string): Error {
  return Object.assign(new Error(message), { returnCode })
}
