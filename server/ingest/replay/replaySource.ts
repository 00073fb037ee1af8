import type { Instant } from '../../../models/units.ts'
import type { Gate } from '../accept.ts'
import { Batch } from '../Batch.ts'
import type { Source } from '../source.ts'
import { type Recording, readRecording } from './readRecording.ts'

const NAME = 'replay'
/** Milliseconds between rounds, and samples a round at most: what is over comes in the next. */
const ROUND = 100
const A_ROUND = 50_000

/** How a recorded file is played. */
export interface ReplayOptions {
  readonly file: string
  /** Recorded seconds a second. */
  readonly speed: number
  /** Recorded instant to begin with; the first of the file when null. */
  readonly from: Instant | null
}

/** A recorded file as a source: its samples come again as now, in their rhythm, faster or slower, once. */
export function replaySource({ file, speed, from }: ReplayOptions): Source {
  let play: Play | null = null
  return {
    name: NAME,
    start(gate) {
      const recording = readRecording(file, gate.points)
      const running = new Play(gate, recording, speed, from)
      play = running
      const stop = gate.clock.every(ROUND, () => running.round())
      return stop
    },
    state: () => ({
      connected: play !== null && !play.ended,
      where: file,
      lastError: play?.recording.firstSkipped ?? null,
      counters: {
        samples: play?.recording.samples.length ?? 0,
        played: play?.next ?? 0,
        skipped: play?.recording.skipped ?? 0,
      },
    }),
  }
}

/** One run through a recording. */
class Play {
  readonly recording: Recording
  /** Index of the next sample. */
  next = 0
  private readonly gate: Gate
  private readonly speed: number
  private readonly first: Instant
  private readonly batch = new Batch(4_096)
  /** Recorded milliseconds played, by steps of the steady clock, so that a clock that is set moves nothing. */
  private played = 0
  private last: number

  constructor(gate: Gate, recording: Recording, speed: number, from: Instant | null) {
    this.gate = gate
    this.recording = recording
    this.speed = speed
    this.first = from ?? recording.samples[0]!.at
    this.last = this.steady()
    while (this.next < recording.samples.length && recording.samples[this.next]!.at < this.first) this.next++
  }

  get ended(): boolean {
    return this.next === this.recording.samples.length
  }

  /** Hand on what became due since the last round, each sample at its instant within it. */
  round(): void {
    const steady = this.steady()
    this.played += (steady - this.last) * this.speed
    this.last = steady
    const { samples } = this.recording
    const now = this.gate.clock.now()
    const due = this.first + this.played
    for (let n = 0; n < A_ROUND && !this.ended && samples[this.next]!.at <= due; n++, this.next++) {
      const { point, value, at, quality } = samples[this.next]!
      if (this.batch.size === this.batch.capacity) this.handOn()
      this.batch.add(point, value, Math.round(now - (due - at) / this.speed), quality)
    }
    this.handOn()
  }

  private handOn(): void {
    if (this.batch.size > 0) this.gate.measure(this.batch, NAME)
    this.batch.clear()
  }

  private steady(): number {
    const { clock } = this.gate
    return clock.steady?.() ?? clock.now()
  }
}
