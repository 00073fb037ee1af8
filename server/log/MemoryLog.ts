import type { Instant } from '../../models/units.ts'
import { checkShard, type HearLog, LOG_SPAN, type Log, type Logged } from './Log.ts'

/** Bytes of a shard kept at most. */
const MOST_BYTES = 32 * 1024 * 1024

interface Shard {
  readonly kept: (Logged & { readonly at: Instant })[]
  bytes: number
  whole: Logged | null
  readonly hearers: Set<HearLog>
}

/** The log within one process: a hearer has heard a frame when `append` returns. */
export class MemoryLog implements Log {
  private readonly shards = new Map<string, Shard>()
  private readonly now: () => Instant
  private seq = 0

  /** `now` is the clock by which frames grow old. */
  constructor(now: () => Instant) {
    this.now = now
  }

  append(name: string, frame: Uint8Array, whole = false): Promise<number> {
    const shard = this.shard(name)
    const seq = ++this.seq
    const at = this.now()
    shard.kept.push({ seq, frame, at })
    shard.bytes += frame.length
    if (whole) shard.whole = { seq, frame }
    while (shard.kept.length > 1 && (shard.bytes > MOST_BYTES || at - shard.kept[0]!.at > LOG_SPAN))
      shard.bytes -= shard.kept.shift()!.frame.length
    for (const hear of shard.hearers) hear(seq, frame)
    return Promise.resolve(seq)
  }

  subscribe(name: string, fromSeq: number, hear: HearLog): Promise<() => void> {
    const { kept, hearers } = this.shard(name)
    for (const { seq, frame } of kept) if (seq >= fromSeq) hear(seq, frame)
    hearers.add(hear)
    return Promise.resolve(() => void hearers.delete(hear))
  }

  snapshot(name: string): Promise<Logged | null> {
    return Promise.resolve(this.shard(name).whole)
  }

  since(name: string): Promise<readonly Logged[]> {
    const { kept, whole } = this.shard(name)
    return Promise.resolve(whole ? [whole, ...kept.filter(({ seq }) => seq > whole.seq)] : [])
  }

  close(): Promise<void> {
    this.shards.clear()
    return Promise.resolve()
  }

  private shard(name: string): Shard {
    checkShard(name)
    let shard = this.shards.get(name)
    if (!shard) {
      shard = { kept: [], bytes: 0, whole: null, hearers: new Set() }
      this.shards.set(name, shard)
    }
    return shard
  }
}
