import { createServer } from 'node:net'
import { Aedes } from 'aedes'
import type { Gate } from './accept.ts'
import { type Credential, DEVICE_USER } from './credential.ts'
import { MAX_PAYLOAD, MQTT_ROOT, readMessage } from './mqttMessage.ts'
import type { Source } from './source.ts'

const NAME = 'mqtt'

/** A broker of our own on a port, for devices that have none: one account, samples only below changwon/. Fails to start when the port is taken. */
export function mqttBroker(host: string, port: number, credential: Credential): Source {
  return {
    name: NAME,
    async start(gate) {
      const broker = await Aedes.createBroker({ concurrency: 100, connectTimeout: 10_000 })
      broker.authenticate = (_, user, password, done) =>
        done(null, user === DEVICE_USER && credential.matches(password?.toString() ?? ''))
      broker.authorizePublish = (_, packet, done) => {
        const fits = packet.topic.startsWith(`${MQTT_ROOT}/`) && packet.payload.length <= MAX_PAYLOAD
        if (!fits)
          gate.refuse(
            {
              reason: 'malformed',
              detail: `MQTT topic ${packet.topic.slice(0, 80)} is not ${MQTT_ROOT}/<asset>/<point> or its payload is over ${MAX_PAYLOAD} bytes`,
            },
            NAME,
          )
        done(fits ? null : new Error('not allowed'))
      }
      broker.authorizeSubscribe = (_, subscription, done) =>
        done(null, subscription.topic.startsWith(`${MQTT_ROOT}/`) ? subscription : null)
      broker.on('publish', (packet, client) => {
        if (client) take(gate, packet.topic, packet.payload)
      })
      const server = createServer(broker.handle)
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, resolve)
      })
      return () =>
        new Promise<void>(resolve => {
          broker.close(() => server.close(() => resolve()))
        })
    },
  }
}

/** Hand a message to the gate; what is no sample is refused and counted. */
export function take(gate: Gate, topic: string, payload: Buffer | string): void {
  const offer = readMessage(topic, typeof payload === 'string' ? Buffer.from(payload) : payload)
  if (offer) gate.offer(offer, NAME)
  else
    gate.refuse(
      {
        reason: 'malformed',
        detail: `${topic.slice(0, 80)}: want ${MQTT_ROOT}/<asset>/<point>[/<part>] with a number or {"value": …}`,
      },
      NAME,
    )
}
