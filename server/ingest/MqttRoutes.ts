import type { Gate } from './accept.ts'
import type { Grant } from './admission.ts'
import { MqttIntake } from './MqttIntake.ts'
import type { Mapping } from './mapping/Mapping.ts'
import { MQTT_ROOT } from './mqttMessage.ts'
import type { SourceState } from './source.ts'
import { SparkplugHost } from './sparkplug/SparkplugHost.ts'
import { SPARKPLUG_ROOT } from './sparkplug/topic.ts'

/** Sends a message to the broker at hand. */
export type Publish = (topic: string, payload: Buffer) => void

/** Where messages of a broker go: our own topics and mapped ones to the plain reader, Sparkplug's to its host. The same for our broker and for others'. */
export class MqttRoutes {
  private readonly plain: MqttIntake
  private readonly sparkplug: SparkplugHost
  private readonly mapping: Mapping

  constructor(gate: Gate, mapping: Mapping, publish: Publish) {
    this.mapping = mapping
    this.plain = new MqttIntake(gate, mapping)
    this.sparkplug = new SparkplugHost(gate, mapping, publish)
  }

  /** Topic filters to subscribe to at a broker of others. */
  get filters(): string[] {
    return [`${MQTT_ROOT}/#`, `${SPARKPLUG_ROOT}/#`, ...this.mapping.table.topics.keys()]
  }

  /** Take a message of any topic; without a grant it is from a broker that has judged its sender itself. */
  take(topic: string, payload: Buffer, grant?: Grant): void {
    if (topic.startsWith(`${SPARKPLUG_ROOT}/`)) this.sparkplug.take(topic, payload, grant)
    else this.plain.take(topic, payload, grant?.covers)
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
