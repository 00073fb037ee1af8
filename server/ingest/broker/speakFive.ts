import type { Client, ConnectPacket } from 'aedes'
import type { Packet } from 'mqtt-packet'
import { BROKER_LIMITS as MOST } from './brokerLimits.ts'
import { FiveWords } from './FiveWords.ts'
import type { MqttLine } from './MqttLine.ts'

/** How a client of MQTT 5 wants its session: begun anew, and kept for so long after its line ended. */
export interface FiveSession {
  readonly fresh: boolean
  readonly keepMs: number
}

/** What we use of aedes' client that it does not state as its own. */
interface Inside {
  readonly _parser: NodeJS.EventEmitter & { settings: unknown }
  readonly _inboundInflight: Set<number>
}

/** Sessions that end with their line are kept for this many seconds; without end, for ever. */
const NEVER = 0xffffffff

/**
 * Lets a client of MQTT 5 in, which aedes knows as one of 3.1.1: its packets are read by the rules of 5, with the options
 * of its subscriptions, and it is answered in them.
 */
export function speakFive(
  client: Client,
  packet: ConnectPacket,
  line: MqttLine,
  forget: (messageId: number) => void,
): FiveSession {
  const inside = client as unknown as Inside
  const seconds = packet.properties?.sessionExpiryInterval ?? 0
  const session = {
    fresh: packet.clean ?? true,
    keepMs: seconds === NEVER ? MOST.sessionMs : Math.min(seconds * 1_000, MOST.sessionMs),
  }
  inside._parser.settings = { ...packet }
  const words = new FiveWords(MOST.publishBytes, id => {
    inside._inboundInflight.delete(id)
    forget(id)
  })
  inside._parser.prependListener('packet', (each: Packet) => {
    if (each.cmd === 'unsubscribe') words.unsubscribe(each.messageId ?? 0, each.unsubscriptions.length)
    // "Disconnect with Will Message": to the broker a line that broke.
    else if (each.cmd === 'disconnect' && each.reasonCode === 4) line.destroy()
  })
  Object.assign(packet, { protocolVersion: 4, clean: session.fresh && seconds === 0 })
  if (packet.will) delete packet.will.properties
  if (packet.clientId === '') words.assigned = ''
  line.five = words
  return session
}
