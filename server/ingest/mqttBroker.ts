import { createServer } from 'node:net'
import { Aedes, type Client } from 'aedes'
import { admitDevice, type Grant } from './admission.ts'
import type { Credential } from './credential.ts'
import { MqttRoutes } from './MqttRoutes.ts'
import { MAX_PAYLOAD, MQTT_ROOT } from './mqttMessage.ts'
import { no } from './rejection.ts'
import type { Source } from './source.ts'
import { hostState, STATE_TOPIC } from './sparkplug/hostState.ts'
import { SPARKPLUG_ROOT } from './sparkplug/topic.ts'

const NAME = 'mqtt'
/** Sparkplug births of a whole node are long; plain payloads are not. */
const MAX_BIRTH = 4 * 1024 * 1024

/** Milliseconds between looks for revoked credentials on open lines. */
const LOOK = 2_000

/** A broker of our own on a port, for devices that have none: samples and Sparkplug only. Fails to start when the port is taken. */
export function mqttBroker(host: string, port: number, credential: Credential): Source {
  const admit = admitDevice(credential, 'mqtt')
  let broker: Aedes | null = null
  let routes: MqttRoutes | null = null
  let lastError: string | null = null
  return {
    name: NAME,
    async start(gate, mapping) {
      const grants = new Map<Client, Grant>()
      const open = await Aedes.createBroker({ concurrency: 100, connectTimeout: 10_000 })
      const read = new MqttRoutes(gate, mapping, (topic, payload) => send(open, topic, payload, false))
      open.authenticate = async (client, user, password, done) => {
        const grant = await admit(user ?? '', password?.toString() ?? '')
        if (grant) grants.set(client, grant)
        done(null, grant !== null)
      }
      open.authorizePublish = (client, packet, done) => {
        const { topic, payload } = packet
        const most = topic.startsWith(`${SPARKPLUG_ROOT}/`) ? MAX_BIRTH : MAX_PAYLOAD
        const fits = read.knows(topic) && topic !== STATE_TOPIC && payload.length <= most
        if (!fits)
          gate.refuse(
            no(
              'malformed',
              `MQTT topic ${topic.slice(0, 80)} is not ${MQTT_ROOT}/<asset>/<point>, Sparkplug or in the mapping, or its payload is over ${most} bytes`,
            ),
            NAME,
          )
        const grant = client && grants.get(client)
        if (fits && grant) {
          if (grant.spend?.(1)) gate.refuse(no('overrun', `${grant.device} sends faster than it may`), NAME)
          else read.take(topic, payload as Buffer, grant)
        }
        done(fits ? null : new Error('not allowed'))
      }
      open.authorizeSubscribe = (client, subscription, done) => {
        const { topic } = subscription
        const hears = (client && grants.get(client)?.hears?.(topic)) ?? true
        done(null, hears && /^(changwon|spBv1\.0)\//.test(topic) ? subscription : null)
      }
      open.on('clientDisconnect', client => grants.delete(client))
      const endLooks = gate.clock.every(LOOK, () => {
        for (const [client, grant] of grants) if (grant.ended?.()) client.close()
      })
      const server = createServer(open.handle)
      try {
        await new Promise<void>((resolve, reject) => {
          server.once('error', reject)
          server.listen(port, host, resolve)
        })
      } catch (error) {
        lastError = `port ${port}: ${(error as Error).message}; choose another with --mqtt-port`
        endLooks()
        open.close()
        throw error
      }
      const at = gate.clock.now()
      send(open, STATE_TOPIC, Buffer.from(hostState(true, at)), true)
      broker = open
      routes = read
      return () =>
        new Promise<void>(resolve => {
          broker = null
          endLooks()
          open.close(() => server.close(() => resolve()))
          read.stop()
        })
    },
    state: () => ({
      connected: broker !== null,
      where: `port ${port}`,
      lastError,
      ...routes?.state,
      counters: { clients: broker?.connectedClients ?? 0, ...routes?.state.counters },
    }),
  }
}

function send(broker: Aedes, topic: string, payload: Buffer, retain: boolean): void {
  broker.publish({ cmd: 'publish', topic, payload, retain, qos: 0, dup: false }, () => undefined)
}
