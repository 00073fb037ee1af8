import mqtt from 'mqtt'
import { take } from './mqttBroker.ts'
import { MQTT_ROOT } from './mqttMessage.ts'
import type { Source } from './source.ts'

/** Samples from any broker by URL (mqtt://user:password@host:port); keeps trying while it is away. */
export function mqttClient(url: string, say: (line: string) => void): Source {
  return {
    name: 'mqtt',
    start(gate) {
      const client = mqtt.connect(url, { reconnectPeriod: 2_000, connectTimeout: 10_000 })
      client.on('connect', () => client.subscribe(`${MQTT_ROOT}/#`, { qos: 1 }))
      client.on('message', (topic, payload) => take(gate, topic, payload))
      let away = false
      client.on('error', error => {
        if (!away) say(`MQTT broker ${new URL(url).host}: ${error.message}; trying again every 2 s`)
        away = true
      })
      client.on('connect', () => {
        away = false
      })
      return async () => {
        await client.endAsync(true)
      }
    },
  }
}
