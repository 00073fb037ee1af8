// example: one MQTT message per tick and shard (QoS 0) to a broker or to our own MQTT ingest
import mqtt from 'mqtt'
import { toJsonUpdates } from '../lib/workload.mjs'
export async function connect({ url, topic = 'plant/telemetry', username, password }) {
  const c = await mqtt.connectAsync(url, { username, password })
  return {
    send: t =>
      c.publish(topic, JSON.stringify({ timestamp: t.stamp, tick: t.tick, updates: toJsonUpdates(t) })),
    close: () => c.end(true),
  }
}
