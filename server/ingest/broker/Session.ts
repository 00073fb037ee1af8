import type { AedesPublishPacket } from 'aedes'
import { BROKER_LIMITS as MOST } from './brokerLimits.ts'

/** A subscription as MQTT 5 states it; the last three stay undefined for older clients. */
export interface Wish {
  readonly topic: string
  readonly qos: 0 | 1 | 2
  readonly rh?: number | undefined
  readonly rap?: boolean | undefined
  readonly nl?: boolean | undefined
}

/** A message on its way to a client. */
export type Waiting = AedesPublishPacket & { brokerId?: string; brokerCounter?: number; messageId?: number }

/** What is kept of a client while it is away, and of its messages until it acknowledges them. */
export class Session {
  readonly id: string
  /** The credential it belongs to. */
  readonly device: string
  readonly wishes = new Map<string, Wish>()
  readonly queue: Waiting[] = []
  /** Bytes of the queue. */
  bytes = 0
  /** Ids of QoS 2 messages that were taken and not released. */
  readonly taken = new Set<number>()
  /** Steady milliseconds at which its line ended; NaN while it is there. */
  awaySince = Number.NaN
  /** Milliseconds it is kept while away. */
  keepMs: number = MOST.sessionMs

  constructor(id: string, device: string) {
    this.id = id
    this.device = device
  }

  /** True when the queue takes so many bytes more. */
  fits(bytes: number): boolean {
    return this.queue.length < MOST.queue && this.bytes + bytes <= MOST.queueBytes
  }

  /** True when it has been away for too long. */
  isOver(steady: number): boolean {
    return steady - this.awaySince > this.keepMs
  }
}

/** Bytes of a waiting message with what the process needs to hold it. */
export function bytesOf({ topic, payload }: { topic: string; payload: Buffer | string }): number {
  return 200 + 2 * topic.length + (payload?.length ?? 0)
}
