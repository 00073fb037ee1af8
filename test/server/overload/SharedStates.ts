import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { applyFrame, type FrameState, frameState, readHead } from '../../../models/frame.ts'

/** What a viewer knows after some frames. */
export interface Known {
  readonly id: number
  readonly epoch: number
  readonly seq: number
  /** Of the steps and qualities of all points. */
  readonly hash: string
  readonly state: FrameState
}

/** Results remembered; viewers that lag by more decode again. */
const REMEMBERED = 64

/** Decodes each frame once for all viewers of a process that know the same: a thousand viewers in the memory of a few. */
export class SharedStates {
  private readonly resolution: Float64Array
  private readonly after = new Map<string, { frame: Uint8Array; known: Known }>()
  private readonly byHash = new Map<string, Known>()
  private ids = 0

  constructor(resolution: Float64Array) {
    this.resolution = resolution
  }

  /** What a viewer knows after one more frame, as the client takes it; null for a gap. */
  take(before: Known | null, frame: Uint8Array): Known | null {
    const { full, epoch, seq } = readHead(frame)
    if (!full && before?.epoch !== epoch) return null
    if (!full && seq <= before!.seq) return before
    if (!full && seq !== before!.seq + 1) return null
    const key = `${before?.epoch === epoch ? before.id : ''} ${epoch} ${seq} ${full}`
    const memory = this.after.get(key)
    if (memory && Buffer.compare(memory.frame, frame) === 0) return memory.known
    const state = before?.epoch === epoch ? copy(before.state) : frameState(this.resolution)
    applyFrame(frame, state, (body, limit) => inflateRawSync(body, { maxOutputLength: limit }))
    const hash = hashOf(state.steps, state.quality)
    const name = `${epoch} ${seq} ${hash}`
    const known = this.byHash.get(name) ?? { id: ++this.ids, epoch, seq, hash, state }
    remember(this.byHash, name, known)
    remember(this.after, key, { frame: new Uint8Array(frame), known })
    return known
  }
}

/** One word for all values. */
export function hashOf(steps: Int32Array, quality: Uint8Array): string {
  return createHash('sha1').update(steps).update(quality).digest('hex')
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest)
}

function copy({ resolution, steps, values, quality, times }: FrameState): FrameState {
  return {
    resolution,
    steps: steps.slice(),
    values: values.slice(),
    quality: quality.slice(),
    times: times.slice(),
  }
}
