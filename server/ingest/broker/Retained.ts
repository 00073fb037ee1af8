import type { PublishPacket } from 'aedes'
import { Budget } from './Budget.ts'
import { BROKER_LIMITS as MOST } from './brokerLimits.ts'
import { matches } from './FilterTree.ts'

interface Kept {
  readonly device: string
  readonly packet: PublishPacket
}

/** The last message of each topic that asked to be kept, so many and so large at most for a credential and in all. */
export class Retained {
  private readonly kept = new Map<string, Kept>()
  private readonly number = new Budget(MOST.retained)
  private readonly bytes = new Budget(MOST.retainedBytes)

  get size(): number {
    return this.kept.size
  }

  get byteLength(): number {
    return this.bytes.total
  }

  /** The credential whose message of this topic is kept. */
  ownerOf(topic: string): string | undefined {
    return this.kept.get(topic)?.device
  }

  /** Keep a message of a credential in place of the one of its topic; an empty one only removes that. False when there is no room for it. */
  keep(device: string, topic: string, payload: Buffer, qos: 0 | 1 | 2): boolean {
    this.drop(topic)
    if (payload.length === 0) return true
    if (!this.number.take(device, 1)) return false
    if (!this.bytes.take(device, sizeOf(topic, payload.length))) {
      this.number.give(device, 1)
      return false
    }
    // A copy: what came may be a piece of a large buffer.
    const own = Buffer.allocUnsafeSlow(payload.length)
    payload.copy(own)
    this.kept.set(topic, {
      device,
      packet: { cmd: 'publish', topic, payload: own, qos, retain: true, dup: false },
    })
    return true
  }

  /** The messages that a new subscriber to these filters gets. */
  *of(filters: readonly string[]): Generator<PublishPacket> {
    for (const filter of filters) {
      if (!/[+#]/.test(filter)) {
        const found = this.kept.get(filter)
        if (found) yield found.packet
        continue
      }
      for (const [topic, { packet }] of this.kept) if (matches(filter, topic)) yield packet
    }
  }

  /** Forget what a credential had kept; the number of messages. */
  forget(device: string): number {
    let n = 0
    for (const [topic, kept] of this.kept)
      if (kept.device === device) {
        this.drop(topic)
        n++
      }
    return n
  }

  private drop(topic: string): void {
    const before = this.kept.get(topic)
    if (!before) return
    this.kept.delete(topic)
    this.number.give(before.device, 1)
    this.bytes.give(before.device, sizeOf(topic, before.packet.payload.length))
  }
}

/** Bytes of a kept message with what the process needs to hold it. */
function sizeOf(topic: string, payload: number): number {
  return 200 + 2 * topic.length + payload
}
