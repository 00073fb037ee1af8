import { QUALITY } from '../../../models/quality.ts'
import type { Gate } from '../accept.ts'
import { coversAsset, type Grant } from '../admission.ts'
import { Budget } from '../broker/Budget.ts'
import { Intake } from '../Intake.ts'
import type { Mapping } from '../mapping/Mapping.ts'
import { type Rule, sparkplugKey } from '../mapping/MappingTable.ts'
import { readValue } from '../readValue.ts'
import { no, type Rejection } from '../rejection.ts'
import { decodePayload, encodeRebirth, type Metric, type Payload, signed } from './payload.ts'
import { type Declared, SparkplugNode } from './SparkplugNode.ts'
import { readTopic, SPARKPLUG_ROOT, type SparkplugTopic } from './topic.ts'

const NAME = 'sparkplug'
const MOST_NODES = 10_000
/** Nodes that a narrow credential speaks for at most. */
const NODES_OF_ONE = 256
/** Metrics of a node, of all nodes, and devices of a node. */
const MOST_METRICS = 100_000
const MOST_IN_ALL = 400_000
const MOST_DEVICES = 10_000
const MOST_BYTES = 4 * 1024 * 1024
/** Milliseconds between two orders to the same node to be born again. */
const PATIENCE = 5_000

/**
 * Host of Sparkplug B edge nodes (Eclipse Sparkplug 3.0.0, 5): births declare names and aliases, data is read by them,
 * deaths make the points stale, and a gap in the sequence asks the node to be born again.
 */
export class SparkplugHost {
  private readonly gate: Gate
  private readonly mapping: Mapping
  private readonly publish: (topic: string, payload: Buffer) => void
  private readonly intake: Intake
  private readonly nodes = new Map<string, SparkplugNode>()
  private readonly claims = new Budget({ each: NODES_OF_ONE, inAll: MOST_NODES })
  /** Metrics declared by all nodes. */
  private metrics = 0
  private readonly count = { births: 0, deaths: 0, foreignDeaths: 0, gaps: 0, rebirths: 0, unmapped: 0 }

  constructor(gate: Gate, mapping: Mapping, publish: (topic: string, payload: Buffer) => void) {
    this.gate = gate
    this.mapping = mapping
    this.publish = publish
    this.intake = new Intake(gate, NAME)
  }

  /** Nodes known and online, births, deaths, gaps, orders sent, metrics no point wants. */
  get counters(): Readonly<Record<string, number>> {
    let online = 0
    for (const node of this.nodes.values()) if (node.online) online++
    return { nodes: this.nodes.size, online, ...this.count }
  }

  /** Take a message of spBv1.0/#; what is none, or not its sender's to say, is refused and counted. Null when it was taken. */
  take(topic: string, bytes: Buffer, grant?: Grant, kept = false): Rejection | null {
    const where = readTopic(topic)
    // No message of a node is ever retained (Sparkplug 3.0.0, 6.4): one that was kept is of unknown age.
    if (kept && where)
      return this.gate.refuse(
        no('malformed', `${topic.slice(0, 80)} was kept by the broker; its age is unknown`),
        NAME,
      )
    const rejection =
      grant && !this.maySay(where, grant)
        ? no('forbidden', `${topic.slice(0, 80)} is not for this credential to say`)
        : this.refusalOf(topic, bytes, where, grant)
    return rejection && this.gate.refuse(rejection, NAME, grant?.device, bytes)
  }

  /** True when this credential may hear a topic: a narrow one hears hosts, and the orders to its own nodes. */
  mayHear(topic: string, grant: Grant): boolean {
    if (!grant.covers || topic.startsWith(`${SPARKPLUG_ROOT}/STATE/`)) return true
    const where = readTopic(topic)
    return (
      where !== null && (this.nodes.get(idOf(where))?.owner === grant.device || this.isNamed(where, grant))
    )
  }

  stop(): void {
    this.intake.stop()
  }

  /**
   * A narrow credential speaks for nodes that it spoke for before, that are its own by name or mapping, or that no mapping
   * knows, and for devices that are its own; it gives no orders. Whether an asset of another name exists makes no difference.
   */
  private maySay(where: SparkplugTopic | null, grant: Grant): boolean {
    if (!grant.covers) return true
    if (!where || where.type === 'NCMD' || where.type === 'DCMD') return false
    const known = this.nodes.get(idOf(where))
    const owner = known?.ended?.() ? null : (known?.owner ?? null)
    const named = this.isNamed(where, grant)
    // Whoever a node is named after takes it from somebody who only said its name first.
    if (owner !== null && owner !== grant.device) return named && known?.named === false && isBirth(where)
    if (where.device !== null) return named
    return owner === grant.device || named || !this.isMapped(where)
  }

  /** True when a credential covers the asset of this name, or a point that the mapping feeds from there. */
  private isNamed({ group, node, device }: SparkplugTopic, { covers }: Grant): boolean {
    const { points } = this.gate
    const asset = points.assetIndex(device ?? node)
    if (asset >= 0) return coversAsset(points, asset, covers)
    const mapped = this.mapping.table.sparkplugPoints.get(pathOf(group, node, device))
    return mapped?.some(point => covers?.(point) ?? true) ?? false
  }

  private isMapped({ group, node, device }: SparkplugTopic): boolean {
    return this.mapping.table.sparkplugPoints.has(pathOf(group, node, device))
  }

  private refusalOf(
    topic: string,
    bytes: Buffer,
    where: SparkplugTopic | null,
    grant: Grant | undefined,
  ): Rejection | null {
    const problem = this.read(topic, bytes, where, grant)
    return problem === null ? null : no('malformed', `${topic.slice(0, 80)} ${problem}`)
  }

  /** Null, or what is wrong with the message. */
  private read(
    topic: string,
    bytes: Buffer,
    where: SparkplugTopic | null,
    grant: Grant | undefined,
  ): string | null {
    if (!where) return topic.startsWith(`${SPARKPLUG_ROOT}/STATE/`) ? null : 'is no Sparkplug topic'
    if (where.type === 'NCMD' || where.type === 'DCMD') return null
    if (bytes.length > MOST_BYTES) return `has a payload over ${MOST_BYTES} bytes`
    let payload: Payload
    try {
      payload = decodePayload(bytes, MOST_BYTES)
    } catch (error) {
      return `has a payload that is no Sparkplug B: ${(error as Error).message}`
    }
    const node = this.nodeOf(where)
    if (!node) return `is of one node too many; at most ${MOST_NODES} are followed`
    const sender = grant?.device ?? null
    const named = !grant?.covers || this.isNamed({ ...where, device: null }, grant)
    const yields = named && !node.named && isBirth(where)
    if (node.online && node.owner !== sender && !node.ended?.() && !yields)
      return `is of a node that ${node.owner} speaks for, not ${sender}`
    if (where.type === 'NDEATH') this.nodeDied(node, where, payload)
    else if (where.type === 'NBIRTH') {
      if (grant?.covers && node.owner !== sender && !this.claims.take(grant.device, 1))
        return `is of a node too many of ${sender}; at most ${NODES_OF_ONE}`
      node.owner = sender
      node.ended = grant?.ended
      node.covers = grant?.covers
      node.named = named
      return this.nodeBorn(node, where, payload)
    } else if (node.online) return this.hear(node, where, payload)
    else this.rebirth(node, where)
    return null
  }

  private nodeBorn(node: SparkplugNode, where: SparkplugTopic, payload: Payload): string | null {
    // A node that was born again without dying: what it does not declare any more is gone.
    this.lose(node, idOf(where))
    this.metrics -= node.size
    node.reset()
    node.online = true
    node.bdSeq = bdSeqOf(payload)
    node.seq = payload.seq ?? 0
    return this.born(node, where, payload)
  }

  /** A message of a node that is online: the birth, death or data of a device, or its own data. */
  private hear(node: SparkplugNode, where: SparkplugTopic, payload: Payload): string | null {
    const { type, device } = where
    if (!node.follows(payload.seq)) {
      this.count.gaps++
      this.rebirth(node, where)
    }
    if (type === 'DDEATH') {
      this.count.deaths++
      node.devices.delete(device!)
      this.lose(node, pathOf(where.group, where.node, device), device!)
    } else if (type === 'DBIRTH') {
      if (node.devices.size >= MOST_DEVICES) return `is of a device too many; at most ${MOST_DEVICES} a node`
      node.devices.add(device!)
      return this.born(node, where, payload)
    } else if (device !== null && !node.devices.has(device)) this.rebirth(node, where)
    else this.values(node, where, payload)
    return null
  }

  private born(node: SparkplugNode, where: SparkplugTopic, payload: Payload): string | null {
    this.count.births++
    const { table } = this.mapping
    for (const { name, alias, datatype } of payload.metrics) {
      if (name === null || name === 'bdSeq' || name.startsWith('Node Control/')) continue
      if (node.size >= MOST_METRICS) return `declares over ${MOST_METRICS} metrics`
      if (this.metrics >= MOST_IN_ALL)
        return `declares more than all nodes together may, ${MOST_IN_ALL} metrics`
      const rule = this.ruleOf(where, name)
      if (!rule) this.count.unmapped++
      const before = node.size
      node.declare({ device: where.device, name, datatype, rule, table }, alias)
      this.metrics += node.size - before
    }
    this.values(node, where, payload)
    return null
  }

  private values(node: SparkplugNode, where: SparkplugTopic, { metrics, timestamp }: Payload): void {
    for (const metric of metrics) this.value(node, where, metric, timestamp)
  }

  /** Only the death of the present birth counts: a broker may deliver the one of a line that was replaced. */
  private nodeDied(node: SparkplugNode, where: SparkplugTopic, payload: Payload): void {
    if (!node.online || bdSeqOf(payload) !== node.bdSeq) {
      this.count.foreignDeaths++
      return
    }
    this.count.deaths++
    node.online = false
    node.devices.clear()
    this.lose(node, idOf(where))
  }

  private lose(node: SparkplugNode, name: string, device?: string): void {
    this.intake.flush()
    const points = [...node.points(device)].filter(point => node.covers?.(point) ?? true)
    this.gate.lose(points, QUALITY.stale, NAME, name)
  }

  private value(node: SparkplugNode, where: SparkplugTopic, metric: Metric, timestamp: number): void {
    const declared = node.find(where.device, metric)
    if (!declared) {
      if (metric.name === null) this.rebirth(node, where)
      return
    }
    const rule = this.current(declared, where)
    if (!rule) return
    const { point } = rule
    if (node.covers && !node.covers(point)) {
      this.gate.refuse(this.gate.forbidden(point), NAME, node.owner ?? undefined)
      return
    }
    if (metric.isNull) {
      this.intake.flush()
      this.gate.lose([point], QUALITY.bad, NAME)
      return
    }
    const raw =
      metric.value === null ? metric.text : signed(metric.value, metric.datatype ?? declared.datatype)
    const value = readValue(
      raw,
      rule,
      this.gate.points.spec[point]!,
      `${where.node} ${declared.name.slice(0, 80)}`,
    )
    if (typeof value === 'object') {
      this.gate.refuse(value, NAME, node.owner ?? undefined)
      return
    }
    const at = Number.isNaN(metric.timestamp) ? timestamp : metric.timestamp
    this.gate.fedBy(point, NAME, idOf(where))
    this.intake.push(point, value, rule.time === 'arrival' ? Number.NaN : at, qualityOf(metric.quality))
  }

  /** The rule of a metric by the mapping in force, which may have changed since its birth. */
  private current(declared: Declared, where: SparkplugTopic): Rule | null {
    if (declared.table !== this.mapping.table) {
      declared.table = this.mapping.table
      declared.rule = this.ruleOf(where, declared.name)
    }
    return declared.rule
  }

  /** By the mapping, or by our own names: the device (or node) is an asset, the metric its point[/part]. */
  private ruleOf({ group, node, device }: SparkplugTopic, name: string): Rule | null {
    const mapped = this.mapping.table.sparkplug.get(sparkplugKey(group, node, device, name))
    if (mapped) return mapped
    const [pointName = '', part = '0', ...more] = name.split('/')
    if (more.length > 0 || !/^\d{1,5}$/.test(part)) return null
    const point = this.gate.points.find(device ?? node, pointName, Number(part))
    return point < 0 ? null : { point, scale: 1, offset: 0 }
  }

  private nodeOf(where: SparkplugTopic): SparkplugNode | null {
    const id = idOf(where)
    const known = this.nodes.get(id)
    if (known) return known
    if (this.nodes.size >= MOST_NODES) return null
    const fresh = new SparkplugNode()
    this.nodes.set(id, fresh)
    return fresh
  }

  private rebirth(state: SparkplugNode, { group, node }: SparkplugTopic): void {
    const now = this.gate.clock.now()
    if (Math.abs(now - state.askedAt) < PATIENCE) return
    state.askedAt = now
    this.count.rebirths++
    this.publish(`${SPARKPLUG_ROOT}/${group}/NCMD/${node}`, encodeRebirth(now))
  }
}

function idOf({ group, node }: SparkplugTopic): string {
  return `${group}/${node}`
}

function pathOf(group: string, node: string, device: string | null): string {
  return device === null ? `${group}/${node}` : `${group}/${node}/${device}`
}

function bdSeqOf({ metrics }: Payload): number | null {
  return metrics.find(({ name }) => name === 'bdSeq')?.value ?? null
}

/** The property "Quality" of a metric: 192 good, 500 stale, 0 and all else bad; good when left out. */
function qualityOf(code: number | null): number {
  if (code === null || code === 192) return QUALITY.good
  return code === 500 ? QUALITY.stale : QUALITY.bad
}

function isBirth({ type }: SparkplugTopic): boolean {
  return type === 'NBIRTH'
}
