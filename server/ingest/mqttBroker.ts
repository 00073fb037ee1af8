import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls'
import { type Certificate, certifiedName } from '../net/Certificate.ts'
import { Lines } from '../net/Lines.ts'
import { LINE_LIMITS } from '../net/lineLimits.ts'
import { admitDevice } from './admission.ts'
import { BrokerDesk } from './broker/BrokerDesk.ts'
import type { Credential } from './credential.ts'
import type { Source } from './source.ts'

const NAME = 'mqtt'
/** Milliseconds between looks for revoked credentials, slow readers and sessions that are over. */
const LOOK = 2_000

/**
 * A broker of our own on a port, for devices that have none: samples and Sparkplug only; over TLS with a certificate.
 * Fails to start when the port is taken.
 */
export function mqttBroker(
  host: string,
  port: number,
  credential: Credential,
  certificate?: Certificate,
): Source {
  const admit = admitDevice(credential, 'mqtt')
  let desk: BrokerDesk | null = null
  let lastError: string | null = null
  return {
    name: NAME,
    async start(gate, mapping) {
      const running = await BrokerDesk.open(gate, mapping, admit)
      const take = (socket: Socket): void => {
        const name = certifiedName(socket)
        if (name === false) socket.on('error', () => undefined).destroy()
        else running.take(socket, name)
      }
      const server = certificate ? createTlsServer(certificate.options(true), take) : createServer(take)
      if (certificate) {
        certificate.follow(server as TlsServer, true)
        // The desk counts lines from their first byte of MQTT on, which comes after the handshake.
        new Lines(LINE_LIMITS).own(server)
      }
      try {
        await new Promise<void>((resolve, reject) => {
          server.once('error', reject)
          server.listen(port, host, resolve)
        })
      } catch (error) {
        lastError = `port ${port}: ${(error as Error).message}; choose another with --mqtt-port`
        await running.close()
        throw error
      }
      const endLooks = gate.clock.every(LOOK, () => running.look())
      desk = running
      return async () => {
        desk = null
        endLooks()
        const ended = new Promise<void>(resolve => server.close(() => resolve()))
        await running.close()
        await ended
      }
    },
    state: () => ({
      connected: desk !== null,
      where: `port ${port}${certificate ? ' (TLS)' : ''}`,
      lastError: lastError ?? desk?.lastLoss ?? null,
      ...desk?.state,
    }),
  }
}
