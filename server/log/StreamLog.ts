import {
  type ConsumerMessages,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  StorageType,
} from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import { pause } from '../turn.ts'
import { checkShard, type HearLog, LOG_SPAN, type Log, type Logged } from './Log.ts'

/** Memory of the stream, and frames on their way to the server beyond which new ones are dropped. */
const MOST_BYTES = 512 * 1024 * 1024
const MOST_PENDING = 512
/** Milliseconds before a subscription that broke is tried again. */
const RETRY = 500
/** Milliseconds within which what followed a whole frame is read back. */
const READ_WITHIN = 2_000
const NANOS = 1_000_000

/** The log on NATS JetStream: one stream in memory, two subjects a shard (deltas and whole frames), kept for a minute. */
export class StreamLog implements Log {
  /** Frames appended, and those that did not get there. */
  appended = 0
  dropped = 0
  private readonly line: NatsConnection
  private readonly name: string
  private readonly client: JetStreamClient
  private readonly manager: JetStreamManager
  private readonly stops = new Set<() => void>()
  private pending = 0

  private constructor(line: NatsConnection, name: string, manager: JetStreamManager) {
    this.line = line
    this.name = name
    this.manager = manager
    this.client = jetstream(line, { timeout: 2_000 })
  }

  /** Open the log of an installation (`name`: a to z, 0 to 9 and -). Rejects when the server has no JetStream. */
  static async open(line: NatsConnection, name: string): Promise<StreamLog> {
    checkShard(name)
    const manager = await jetstreamManager(line, { timeout: 2_000 }).catch(error => {
      throw new Error(`NATS answers without JetStream (${reason(error)}); start it with --jetstream`)
    })
    const log = new StreamLog(line, name, manager)
    await log.ensure()
    return log
  }

  /** Frames on their way to the server. */
  get waiting(): number {
    return this.pending
  }

  async append(shard: string, frame: Uint8Array, whole = false): Promise<number> {
    checkShard(shard)
    const most = this.line.info?.max_payload ?? 1_048_576
    if (frame.length > most) {
      this.dropped++
      throw new Error(
        `a frame of ${frame.length} bytes; NATS takes ${most}: raise max_payload in its configuration`,
      )
    }
    if (this.pending >= MOST_PENDING) {
      this.dropped++
      throw new Error(`${MOST_PENDING} frames wait for NATS; newer ones are dropped until it takes them`)
    }
    this.pending++
    try {
      const { seq } = await this.client.publish(this.subject(shard, whole), frame)
      this.appended++
      return seq
    } catch (error) {
      this.dropped++
      // A server that restarted has forgotten a stream in memory.
      if (!this.line.isClosed()) await this.ensure().catch(() => undefined)
      throw error
    } finally {
      this.pending--
    }
  }

  async subscribe(shard: string, fromSeq: number, hear: HearLog): Promise<() => void> {
    checkShard(shard)
    let ended = false
    let messages: ConsumerMessages | null = null
    let next = Math.max(1, fromSeq)
    const stop = (): void => {
      ended = true
      void messages?.close().catch(() => undefined)
      this.stops.delete(stop)
    }
    const open = async (): Promise<ConsumerMessages> => {
      const consumer = await this.client.consumers.get(this.stream, {
        filter_subjects: `${this.prefix}.${shard}.*`,
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: next,
      })
      return consumer.consume({ max_messages: 1_000, expires: 5_000, abort_on_missing_resource: true })
    }
    const follow = async (): Promise<void> => {
      while (!ended) {
        try {
          messages ??= await open()
          for await (const message of messages) {
            if (ended) return
            next = message.seq + 1
            hear(message.seq, message.data)
          }
        } catch {
          // A stream that was made anew numbers from 1 again.
          next = 1
        }
        messages = null
        if (!ended) await pause(RETRY)
      }
    }
    messages = await open()
    this.stops.add(stop)
    void follow()
    return stop
  }

  snapshot(shard: string): Promise<Logged | null> {
    return this.last(shard, true)
  }

  async since(shard: string): Promise<readonly Logged[]> {
    const [whole, delta] = await Promise.all([this.last(shard, true), this.last(shard, false)])
    if (!whole) return []
    const found = [whole]
    if (!delta || delta.seq < whole.seq) return found
    let stop: () => void = () => undefined
    try {
      await new Promise<void>((resolve, reject) => {
        setTimeout(
          () => reject(new Error(`NATS did not read shard ${shard} back in time`)),
          READ_WITHIN,
        ).unref()
        const hear: HearLog = (seq, frame) => {
          if (seq <= delta.seq) found.push({ seq, frame })
          if (seq >= delta.seq) resolve()
        }
        this.subscribe(shard, whole.seq + 1, hear).then(ended => {
          stop = ended
        }, reject)
      })
    } finally {
      stop()
    }
    return found
  }

  /** Ends the subscriptions; the connection belongs to who opened it. */
  async close(): Promise<void> {
    for (const stop of [...this.stops]) stop()
  }

  /** Forget the whole stream: for tests, which leave nothing behind. */
  async remove(): Promise<void> {
    await this.manager.streams.delete(this.stream)
  }

  private async last(shard: string, whole: boolean): Promise<Logged | null> {
    checkShard(shard)
    const found = await this.manager.streams
      .getMessage(this.stream, { last_by_subj: this.subject(shard, whole) })
      .catch(error => {
        if (/no message found/i.test(reason(error))) return null
        throw error
      })
    return found && { seq: found.seq, frame: found.data }
  }

  private async ensure(): Promise<void> {
    const there = await this.manager.streams.info(this.stream).catch(() => null)
    if (there) return
    await this.manager.streams
      .add({
        name: this.stream,
        subjects: [`${this.prefix}.>`],
        storage: StorageType.Memory,
        max_age: LOG_SPAN * NANOS,
        max_bytes: MOST_BYTES,
        discard: DiscardPolicy.Old,
      })
      .catch(async error => {
        // Another process may have been first.
        if (!(await this.manager.streams.info(this.stream).catch(() => null))) throw error
      })
  }

  private get stream(): string {
    return `twin-${this.name}`
  }

  private get prefix(): string {
    return `twin.${this.name}.log`
  }

  private subject(shard: string, whole: boolean): string {
    return `${this.prefix}.${shard}.${whole ? 'whole' : 'delta'}`
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
