import type { HearLog, Log, Logged } from '../log/Log.ts'
import type { Seal } from './Seal.ts'

/** A log that others may write into as well: its frames are sealed, and those without a seal of ours are heard by nobody. */
export class SealedLog implements Log {
  private readonly log: Log
  private readonly seal: Seal

  constructor(log: Log, seal: Seal) {
    this.log = log
    this.seal = seal
  }

  append(shard: string, frame: Uint8Array, whole?: boolean): Promise<number> {
    return this.log.append(shard, this.seal.close(shard, frame), whole)
  }

  subscribe(shard: string, fromSeq: number, hear: HearLog): Promise<() => void> {
    return this.log.subscribe(shard, fromSeq, (seq, bytes) => {
      const frame = this.open(shard, bytes)
      if (frame) hear(seq, frame)
    })
  }

  /** Null also when the newest one is forged: the true one before it is found by following from the first on. */
  async snapshot(shard: string): Promise<Logged | null> {
    const found = await this.log.snapshot(shard)
    const frame = found && this.open(shard, found.frame)
    return frame && { seq: found.seq, frame }
  }

  async since(shard: string): Promise<readonly Logged[]> {
    const found = await this.log.since(shard)
    return found.flatMap(({ seq, frame: bytes }) => {
      const frame = this.open(shard, bytes)
      return frame ? [{ seq, frame }] : []
    })
  }

  close(): Promise<void> {
    return this.log.close()
  }

  private open(shard: string, bytes: Uint8Array): Uint8Array | null {
    try {
      return this.seal.open(shard, bytes)
    } catch {
      return null
    }
  }
}
