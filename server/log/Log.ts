/** Hears what is appended to a shard, in order. */
export type HearLog = (seq: number, frame: Uint8Array) => void

/** A frame of a shard with the number the log gave it. */
export interface Logged {
  readonly seq: number
  readonly frame: Uint8Array
}

/**
 * Frames by shard for whoever follows: a short past and the present, never the record. Frames may be lost (a log that
 * was away, a past that is over); the numbers inside the frames show it, and the next full frame heals it.
 */
export interface Log {
  /** Append a frame; resolves to its number in the log. A whole one is a snapshot: it needs nothing before it. */
  append(shard: string, frame: Uint8Array, whole?: boolean): Promise<number>
  /** Hear the frames from number `fromSeq` on, as far back as they are kept; the result ends it. */
  subscribe(shard: string, fromSeq: number, hear: HearLog): Promise<() => void>
  /** The newest whole frame of a shard, or null. */
  snapshot(shard: string): Promise<Logged | null>
  /** The newest whole frame of a shard and all that followed it up to now; empty before the first. */
  since(shard: string): Promise<readonly Logged[]>
  close(): Promise<void>
}

/** Milliseconds a frame is kept. */
export const LOG_SPAN = 60_000

/** Throws RangeError on a name that is no shard: it becomes part of a subject. */
export function checkShard(shard: string): void {
  if (!/^[a-z0-9-]{1,40}$/.test(shard))
    throw new RangeError(`no shard "${shard.slice(0, 60)}": a to z, 0 to 9 and - only`)
}
