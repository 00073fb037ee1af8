import { QUALITY } from '../../../models/quality.ts'
import { pause } from '../../turn.ts'
import type { Gate } from '../accept.ts'
import { Intake } from '../Intake.ts'
import type { Mapping } from '../mapping/Mapping.ts'
import type { Rule } from '../mapping/MappingTable.ts'
import { readValue } from '../readValue.ts'
import { no } from '../rejection.ts'
import type { Source, Stop } from '../source.ts'
import { within } from '../within.ts'
import { type DataValue, inBatches, instantOf, qualityOfStatus, rawOf } from './dataValue.ts'
import {
  loadOpcua,
  type OpcuaClient,
  type OpcuaPackage,
  type OpcuaSession,
  type OpcuaSubscription,
} from './opcuaPackage.ts'

const NAME = 'opcua'
/** Items a call: the limit of common PLCs (node-opcua/node-opcua#833). */
const ITEMS_A_CALL = 1_000
/** Milliseconds between notifications and between samples, and values kept of an item between two notifications. */
const PUBLISH = 500
const SAMPLE = 250
const KEPT = 10
/** Milliseconds a server may take to say goodbye, and before one that did not take us in is asked again. */
const GOODBYE = 2_000
const AGAIN = 5_000

/** Values of an OPC UA server by URL: one subscription with an item for each node of the mapping. Needs the optional package; keeps trying while the server is away. */
export function opcuaSource(
  url: string,
  say: (line: string) => void,
  load: () => Promise<OpcuaPackage> = loadOpcua,
  again = AGAIN,
): Source {
  let line: OpcuaLine | null = null
  return {
    name: NAME,
    async start(gate, mapping) {
      line = new OpcuaLine(await load(), { url, gate, mapping, say, again })
      return line.open()
    },
    state: () => ({
      connected: line?.connected ?? false,
      where: new URL(url).host,
      lastError: line?.lastError ?? null,
      counters: { items: line?.items ?? 0, refusedItems: line?.refusedItems ?? 0 },
      ...(line ? { queue: line.intake.state } : {}),
    }),
  }
}

/** What a line is made of. */
interface LineParts {
  readonly url: string
  readonly gate: Gate
  readonly mapping: Mapping
  readonly say: (line: string) => void
  /** Milliseconds before a server that did not take us in is asked again. */
  readonly again: number
}

/** The line to one server. */
class OpcuaLine {
  connected = false
  lastError: string | null = null
  items = 0
  refusedItems = 0
  readonly intake: Intake
  private readonly opcua: OpcuaPackage
  private readonly url: string
  private readonly gate: Gate
  private readonly mapping: Mapping
  private readonly say: (line: string) => void
  private readonly again: number
  private client: OpcuaClient | null = null
  private session: OpcuaSession | null = null
  private subscription: OpcuaSubscription | null = null
  private busy: Promise<void> = Promise.resolve()
  private closed = false

  constructor(opcua: OpcuaPackage, { url, gate, mapping, say, again }: LineParts) {
    this.opcua = opcua
    this.url = url
    this.gate = gate
    this.mapping = mapping
    this.say = say
    this.again = again
    this.intake = new Intake(gate, NAME)
  }

  /** Connect in the background: a server that is away must not keep the twin from starting. */
  open(): Stop {
    this.busy = this.stand()
    const ended = this.mapping.changed(() => {
      this.busy = this.busy.then(() => this.subscribe()).catch(error => this.renew((error as Error).message))
    })
    return async () => {
      this.closed = true
      ended()
      await within(GOODBYE, this.close())
      this.intake.stop()
    }
  }

  /** Connect and subscribe, as often as it takes: a line may break at any word of that. */
  private async stand(): Promise<void> {
    while (!this.closed) {
      try {
        return await this.connect(this.dial())
      } catch (error) {
        if (!this.closed) await this.drop((error as Error).message)
      }
    }
  }

  /** Give the line up and begin anew. */
  private async renew(why: string): Promise<void> {
    if (this.closed) return
    await this.drop(why)
    await this.stand()
  }

  private async drop(why: string): Promise<void> {
    const { client } = this
    this.client = null
    this.session = null
    this.subscription = null
    this.lose(`${why}; trying again`)
    await within(GOODBYE, client?.disconnect().catch(() => undefined) ?? Promise.resolve())
    await pause(this.again)
  }

  /** A client that keeps its line and its subscriptions once it has them. */
  private dial(): OpcuaClient {
    const client = this.opcua.OPCUAClient.create({
      applicationName: 'Changwon Twin',
      endpointMustExist: false,
      keepSessionAlive: true,
      connectionStrategy: { initialDelay: 1_000, maxDelay: 10_000, maxRetry: -1 },
    })
    client.on('backoff', () => this.fail('does not answer; trying again'))
    client.on('connection_lost', () => {
      if (client === this.client) this.lose('the line is lost; its points are stale until it is back')
    })
    client.on('connection_reestablished', () => {
      if (client !== this.client) return
      this.connected = true
      this.lastError = null
    })
    client.on('close', () => {
      if (client === this.client && this.session && !this.closed)
        this.busy = this.busy.then(() =>
          client === this.client ? this.renew('it ended the line') : undefined,
        )
    })
    this.client = client
    return client
  }

  private lose(why: string): void {
    const had = this.connected
    this.connected = false
    this.fail(why)
    if (!had) return
    this.intake.flush()
    this.gate.lose(this.points(), QUALITY.stale, NAME)
  }

  /** Take leave of the server. While it is away the package waits for it, so the caller does not wait for this for long. */
  private async close(): Promise<void> {
    if (this.connected) {
      await this.subscription?.terminate().catch(() => undefined)
      await this.session?.close().catch(() => undefined)
    }
    await this.client?.disconnect().catch(() => undefined)
  }

  private async connect(client: OpcuaClient): Promise<void> {
    await client.connect(this.url)
    if (this.closed) return
    this.session = await client.createSession()
    this.connected = true
    this.lastError = null
    await this.subscribe()
  }

  /** One subscription with an item for each node of the mapping in force. */
  private async subscribe(): Promise<void> {
    if (!this.session || this.closed) return
    await this.subscription?.terminate()
    this.items = 0
    this.refusedItems = 0
    const subscription = await this.session.createSubscription2({
      requestedPublishingInterval: PUBLISH,
      requestedLifetimeCount: 600,
      requestedMaxKeepAliveCount: 20,
      maxNotificationsPerPublish: 10_000,
      publishingEnabled: true,
      priority: 1,
    })
    this.subscription = subscription
    const { AttributeIds, TimestampsToReturn } = this.opcua
    for (const batch of inBatches([...this.mapping.table.opcua], ITEMS_A_CALL)) {
      const group = await subscription.monitorItems(
        batch.map(([nodeId]) => ({ nodeId, attributeId: AttributeIds.Value })),
        { samplingInterval: SAMPLE, discardOldest: true, queueSize: KEPT },
        TimestampsToReturn.Both,
      )
      group.on('changed', (_, value, index) => this.hear(batch[index]?.[1], value))
      group.on('err', message => this.fail(message))
      for (const [k, { statusCode }] of group.monitoredItems.entries())
        if (qualityOfStatus(statusCode.value) === QUALITY.bad) {
          this.refusedItems++
          this.fail(`node ${batch[k]![0]} of the mapping: ${statusCode.name ?? 'is not there'}; check its id`)
        } else this.items++
    }
  }

  /** What comes of a server of others is not what it should be: items nobody asked for, values that are none. */
  private hear(rule: Rule | undefined, value: DataValue | null): void {
    if (rule && typeof value?.statusCode?.value === 'number') this.take(rule, value)
    else this.gate.refuse(no('malformed', 'the server sent a value of no item, or without a status'), NAME)
  }

  private take(rule: Rule, value: DataValue): void {
    const { point } = rule
    const quality = qualityOfStatus(value.statusCode.value)
    const raw = rawOf(value)
    if (raw === null || (quality === QUALITY.bad && typeof raw !== 'number')) {
      this.intake.flush()
      this.gate.lose([point], QUALITY.bad, NAME)
      this.gate.tally(NAME).ignored++
      return
    }
    const number = readValue(
      raw,
      rule,
      this.gate.points.spec[point]!,
      `the node of ${this.gate.nameOf(point)}`,
    )
    if (typeof number === 'object') this.gate.refuse(number, NAME, undefined, raw)
    else this.intake.push(point, number, rule.time === 'arrival' ? Number.NaN : instantOf(value), quality)
  }

  private *points(): Generator<number> {
    for (const { point } of this.mapping.table.opcua.values()) yield point
  }

  private fail(what: string): void {
    const words = `OPC UA ${new URL(this.url).host}: ${what}`
    if (words !== this.lastError) this.say(words)
    this.lastError = words
  }
}
