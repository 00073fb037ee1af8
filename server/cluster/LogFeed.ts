import type { Instant } from '../../models/units.ts'
import type { Log } from '../log/Log.ts'
import type { Frames } from '../net/Frames.ts'
import { shardOf } from './names.ts'

/** Puts the owner's frames into the log: each as it is made, and now and then a whole one of each channel. */
export class LogFeed {
  /** Frames the log did not take; the numbers inside the frames show the gap to whoever follows. */
  lost = 0
  /** Why the log did not take the last one; null when it did. */
  fault: string | null = null
  private readonly log: Log

  constructor(log: Log) {
    this.log = log
  }

  /** A frame of a channel as viewers get it. */
  put(channel: number, frame: Uint8Array, whole = false): void {
    this.log.append(shardOf(channel), frame, whole).then(
      () => {
        this.fault = null
      },
      (error: unknown) => {
        this.lost++
        this.fault = error instanceof Error ? error.message : String(error)
      },
    )
  }

  /** A whole frame of every channel: where gateways and the next owner begin. */
  putWhole(frames: Frames, now: Instant): void {
    for (const channel of frames.numbers)
      for (const frame of frames.heal(channel, undefined, now)) this.put(channel, frame, true)
  }
}
