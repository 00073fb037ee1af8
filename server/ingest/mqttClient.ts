import mqtt from 'mqtt'
import { guardLine } from './guardLine.ts'
import { MqttRoutes } from './MqttRoutes.ts'
import type { Source } from './source.ts'
import { hostState, STATE_TOPIC } from './sparkplug/hostState.ts'
import { within } from './within.ts'

/** Milliseconds a broker may take to say goodbye. */
const GOODBYE = 2_000

/** Bytes that may wait for the broker before nothing more is said to it. */
const MOST_UNSENT = 1024 * 1024

/** How a line to a broker is kept: milliseconds to its answer and between tries, seconds of silence before it is asked whether it stands. */
export interface Patience {
  readonly connectTimeout: number
  readonly reconnectPeriod: number
  readonly keepalive: number
}

/** A line that fell silent is given up after one and a half `keepalive`. */
const PATIENCE: Patience = { connectTimeout: 10_000, reconnectPeriod: 2_000, keepalive: 15 }

/** Samples from any broker by URL (mqtt://user:password@host:port); keeps trying while it is away. */
export function mqttClient(url: string, say: (line: string) => void, patience = PATIENCE): Source {
  const { host } = new URL(url)
  let client: mqtt.MqttClient | null = null
  let routes: MqttRoutes | null = null
  let lastError: string | null = null
  let cuts = 0
  return {
    name: 'mqtt',
    start(gate, mapping) {
      const at = gate.clock.now()
      const line = mqtt.connect(url, {
        ...patience,
        resubscribe: false,
        will: { topic: STATE_TOPIC, payload: Buffer.from(hostState(false, at)), qos: 1, retain: true },
      })
      const read = new MqttRoutes(gate, mapping, (topic, payload) => {
        // Orders that a broker does not take are not heaped up for it.
        if (line.connected && line.stream.writableLength < MOST_UNSENT) line.publish(topic, payload)
      })
      const subscribe = (): void => void line.subscribe(read.filters, { qos: 1 }, fail)
      const fail = (error: Error | null): void => {
        // The echo of a line that was ended: why it was, stands already.
        if (!error || error.message === 'Connection closed') return
        const words = `MQTT broker ${host}: ${error.message || (error as { code?: string }).code}`
        if (words !== lastError) say(`${words}; trying again every 2 s`)
        lastError = words
      }
      guardLine(line, why => {
        cuts++
        fail(new Error(why))
      })
      line.on('message', (topic, payload, { retain }) => read.take(topic, payload, undefined, retain))
      line.on('error', fail)
      line.on('connect', () => {
        lastError = null
        subscribe()
        line.publish(STATE_TOPIC, hostState(true, at), { qos: 1, retain: true })
      })
      const ended = mapping.changed(() => line.connected && subscribe())
      client = line
      routes = read
      return async () => {
        ended()
        if (line.connected)
          await within(
            GOODBYE,
            line.publishAsync(STATE_TOPIC, hostState(false, at), { qos: 1, retain: true }),
          )
        await line.endAsync(true)
        read.stop()
      }
    },
    state: () => ({
      connected: client?.connected ?? false,
      where: host,
      lastError,
      ...routes?.state,
      counters: { ...routes?.state.counters, cuts },
    }),
  }
}
