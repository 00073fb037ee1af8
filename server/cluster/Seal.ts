import { createHmac, timingSafeEqual } from 'node:crypto'

const LENGTH = 32

/** Proves over NATS that a message is of a process of this installation: whoever reaches NATS alone is not believed. */
export class Seal {
  /** Messages that bore none of ours. */
  refused = 0
  private readonly secret: string

  /** `secret` is the installation's own, of its database. */
  constructor(secret: string) {
    this.secret = secret
  }

  /** These bytes behind a seal that is good for one purpose: a subject, or the answer to one question. */
  close(purpose: string, bytes: Uint8Array): Uint8Array {
    return Buffer.concat([this.of(purpose, bytes), bytes])
  }

  /** The bytes of a sealed message. Throws RangeError, and counts, when it bears no seal of ours for this purpose. */
  open(purpose: string, message: Uint8Array): Uint8Array {
    const bytes = message.subarray(LENGTH)
    if (message.length >= LENGTH && timingSafeEqual(message.subarray(0, LENGTH), this.of(purpose, bytes)))
      return bytes
    this.refused++
    throw new RangeError(
      'the message bears no valid seal of this installation; its processes must share one database',
    )
  }

  private of(purpose: string, bytes: Uint8Array): Buffer {
    return createHmac('sha256', this.secret).update(purpose).update('\0').update(bytes).digest()
  }
}
