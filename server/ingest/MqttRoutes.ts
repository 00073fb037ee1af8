import type { Points } from '../../models/points.ts'
import type { Gate } from './accept.ts'
import { coversAsset, type Grant } from './admission.ts'
import type { Covers } from './Covers.ts'
import { MqttIntake } from './MqttIntake.ts'
import type { Mapping } from './mapping/Mapping.ts'
import { MQTT_ROOT } from './mqttMessage.ts'
import type { Rejection } from './rejection.ts'
import type { SourceState } from './source.ts'
import { SparkplugHost } from './sparkplug/SparkplugHost.ts'
import { SPARKPLUG_ROOT } from './sparkplug/topic.ts'

/** Filters of what a Sparkplug node listens to: hosts, and orders. */
const SPARKPLUG_ORDERS = /^spBv1\.0\/(STATE\/[^/]+|[^/+#]+\/[ND]CMD\/.+)$/

/** Sends a message to the broker at hand. */
export type Publish = (topic: string, payload: Buffer) => void

/** Where messages of a broker go: our own topics and mapped ones to the plain reader, Sparkplug's to its host. The same for our broker and for others'. */
export class MqttRoutes {
  private readonly plain: MqttIntake
  private readonly sparkplug: SparkplugHost
  private readonly mapping: Mapping
  private readonly points: Points

  constructor(gate: Gate, mapping: Mapping, publish: Publish) {
    this.points = gate.points
    this.mapping = mapping
    this.plain = new MqttIntake(gate, mapping)
    this.sparkplug = new SparkplugHost(gate, mapping, publish)
  }

  /** Topic filters to subscribe to at a broker of others. */
  get filters(): string[] {
    return [`${MQTT_ROOT}/#`, `${SPARKPLUG_ROOT}/#`, ...this.mapping.table.topics.keys()]
  }

  /** Take a message of any topic; without a grant it is from a broker that has judged its sender itself; `kept` is one that a broker had retained. Null when it was taken. */
  take(topic: string, payload: Buffer, grant?: Grant, kept = false): Rejection | null {
    if (topic.startsWith(`${SPARKPLUG_ROOT}/`)) return this.sparkplug.take(topic, payload, grant, kept)
    return this.plain.take(topic, payload, grant?.covers, grant?.device, kept)
  }

  /** True when a credential may hear messages of this topic. */
  mayHear(topic: string, grant: Grant): boolean {
    if (topic.startsWith(`${SPARKPLUG_ROOT}/`)) return this.sparkplug.mayHear(topic, grant)
    const [root, asset = ''] = topic.split('/')
    return root === MQTT_ROOT && (!grant.covers || this.covers(asset, grant.covers))
  }

  /** True when a credential may subscribe to a filter; what it then gets, `mayHear` judges message by message. */
  maySubscribe(filter: string, grant: Grant): boolean {
    const [root, second = ''] = filter.split('/')
    if (root !== MQTT_ROOT && root !== SPARKPLUG_ROOT) return false
    const { covers } = grant
    if (!covers) return true
    if (root === SPARKPLUG_ROOT) return SPARKPLUG_ORDERS.test(filter)
    if (second !== '+' && second !== '#') return this.covers(second, covers)
    const { assetIds, first } = this.points
    return assetIds.every((asset, k) => first[k] === first[k + 1] || this.covers(asset, covers))
  }

  private covers(id: string, covers: Covers): boolean {
    const asset = this.points.assetIndex(id)
    return asset >= 0 && coversAsset(this.points, asset, covers)
  }

  /** True for a topic that somebody reads here. */
  knows(topic: string): boolean {
    return (
      topic.startsWith(`${MQTT_ROOT}/`) ||
      topic.startsWith(`${SPARKPLUG_ROOT}/`) ||
      this.mapping.table.topics.has(topic)
    )
  }

  get state(): Pick<SourceState, 'queue' | 'counters'> {
    return { queue: this.plain.queue, counters: this.sparkplug.counters }
  }

  stop(): void {
    this.plain.stop()
    this.sparkplug.stop()
  }
}
