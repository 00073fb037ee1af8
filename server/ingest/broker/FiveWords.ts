import { generate, type Packet, parser } from 'mqtt-packet'

/** Reason codes of MQTT 5 (2.4). */
export const REASON = {
  quota: 0x97,
  notAuthorized: 0x87,
  topicName: 0x90,
  payloadFormat: 0x99,
  unspecified: 0x80,
} as const

/** Return codes of CONNACK in MQTT 3.1.1 (3.2.2.3) as reason codes of MQTT 5. */
const CONNACK: Readonly<Record<number, number>> = { 1: 0x84, 2: 0x85, 3: 0x88, 4: 0x86, 5: 0x87 }

/** Says what the broker says in MQTT 3.1.1 in the words of MQTT 5, with a reason for each message that was refused. */
export class FiveWords {
  /** Client id given by the broker; empty until it is, null where the client brought its own. */
  assigned: string | null = null
  private readonly reasons = new Map<number, number>()
  private readonly unsubscribed = new Map<number, number>()
  private readonly reader = parser({ protocolVersion: 4 })
  private out: Buffer[] = []
  private readonly mostBytes: number
  private readonly forget: (messageId: number) => void

  /** `forget` hears of QoS 2 messages whose refusal ends them at once (MQTT 5, 4.3.3). */
  constructor(mostBytes: number, forget: (messageId: number) => void) {
    this.mostBytes = mostBytes
    this.forget = forget
    this.reader.on('packet', packet => this.out.push(this.say(packet)))
  }

  /** The same bytes in MQTT 5; empty while a packet is incomplete. */
  translate(bytes: Buffer): Buffer {
    this.out = []
    this.reader.parse(bytes)
    return this.out.length === 1 ? this.out[0]! : Buffer.concat(this.out)
  }

  /** Remember why a message that is to be acknowledged was refused. */
  refuse(messageId: number, reason: number): void {
    if (this.reasons.size < 65_536) this.reasons.set(messageId, reason)
  }

  /** Remember how many filters an UNSUBSCRIBE has: its answer has a code for each. */
  unsubscribe(messageId: number, filters: number): void {
    if (this.unsubscribed.size < 65_536) this.unsubscribed.set(messageId, filters)
  }

  private say(packet: Packet): Buffer {
    return generate(this.inFive(packet), { protocolVersion: 5 } as never)
  }

  private inFive(packet: Packet): Packet {
    const id = packet.messageId ?? 0
    switch (packet.cmd) {
      case 'connack': {
        const { returnCode = 0, sessionPresent } = packet
        if (returnCode !== 0)
          return { cmd: 'connack', sessionPresent: false, reasonCode: CONNACK[returnCode] ?? 0x80 }
        return {
          cmd: 'connack',
          sessionPresent,
          reasonCode: 0,
          properties: {
            maximumPacketSize: this.mostBytes,
            subscriptionIdentifiersAvailable: false,
            sharedSubscriptionAvailable: false,
            ...(this.assigned && { assignedClientIdentifier: this.assigned }),
          },
        }
      }
      case 'puback':
      case 'pubrec': {
        const reasonCode = this.reasons.get(id) ?? 0
        this.reasons.delete(id)
        if (packet.cmd === 'pubrec' && reasonCode >= 0x80) this.forget(id)
        return { ...packet, reasonCode }
      }
      case 'pubrel':
      case 'pubcomp':
        return { ...packet, reasonCode: 0 }
      case 'suback':
        return {
          ...packet,
          granted: (packet.granted as number[]).map(code => (code === 0x80 ? REASON.notAuthorized : code)),
        }
      case 'unsuback': {
        const n = this.unsubscribed.get(id) ?? 1
        this.unsubscribed.delete(id)
        return { ...packet, granted: new Array<number>(n).fill(0) }
      }
      default:
        return packet
    }
  }
}
