import { connect, type NatsConnection } from '@nats-io/transport-node'

/** Connect to NATS at `nats://host:4222`; a line that breaks later is dialled again for as long as the process lives. */
export async function openNats(url: string): Promise<NatsConnection> {
  try {
    return await connect({
      servers: url,
      timeout: 3_000,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      pingInterval: 2_000,
      maxPingOut: 2,
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `NATS at ${url.replace(/\/\/[^@/]*@/, '//…@')} does not answer (${why}); check NATS_URL and that nats-server runs with --jetstream`,
    )
  }
}
