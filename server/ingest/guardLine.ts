import type { MqttClient } from 'mqtt'
import { BROKER_LIMITS as MOST } from './broker/brokerLimits.ts'
import { PacketScan } from './broker/PacketScan.ts'

const PUBLISH = 3

/**
 * Keeps a broker of others from filling our memory: a packet too long to hold, or a message in a quality that was not
 * subscribed to, ends the line, which is tried again later. `cut` hears why.
 */
export function guardLine(client: MqttClient, cut: (why: string) => void): void {
  let watched: unknown = null
  const end = (why: string): void => {
    cut(why)
    client.stream.destroy()
  }
  client.on('packetsend', () => {
    const { stream } = client
    if (watched === stream) return
    watched = stream
    const scan = new PacketScan()
    let over = false
    stream.on('data', (chunk: Buffer) => {
      for (let k = 0; !over && k < chunk.length; ) {
        const next = scan.next(chunk, k, mostOf)
        over = next === null
        if (next === null) end(`sends a packet over ${mostOf(scan.type)} bytes`)
        else if (next < 0) break
        else k = next
      }
    })
  })
  // QoS 2 would be held until it is released; we subscribe with QoS 1.
  client.on('packetreceive', packet => {
    if (packet.cmd === 'publish' && packet.qos === 2)
      end('sends with QoS 2 what was subscribed to with QoS 1')
  })
}

function mostOf(type: number): number {
  return type === PUBLISH ? MOST.publishBytes : MOST.subscribeBytes
}
