import { inflateSync } from 'fflate'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { topicNameOf, topicOf } from '../../models/channel.ts'
import { applyFrame, type FrameState, frameState, readHead } from '../../models/frame.ts'
import { TOPICS, type Topic } from '../../models/kind.ts'
import { type Points, topicIndex } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Bytes, Have } from '../../models/wire.ts'

interface Telemetry {
  /** Moves with every frame taken in, and is the only sign that `state` changed. */
  version: number
  /** Values, quality and times by point index, written in place. */
  state: FrameState
  /** Points touched by the last frame. */
  touched: Uint32Array
  /** The frame last taken in, by topic byte. */
  heard: (Have | null)[]
}

/** The present as this viewer knows it. Lives outside React; gpu layers subscribe, panels select one number. */
export const telemetry = createStore<Telemetry>(() => fresh(new Float64Array()))

/** Make room for a site's points, forgetting everything heard so far. */
export function openTelemetry(points: Points): void {
  telemetry.setState(fresh(Float64Array.from(points.spec, spec => spec.resolution)))
}

/** Forget every value, for a crossing between present and past. */
export function emptyTelemetry(): void {
  const { state, version } = telemetry.getState()
  telemetry.setState({ ...fresh(state.resolution), version: version + 1 })
}

/** Take in one frame. False means that the topic has a gap and must be asked for again. Throws on bytes that are no frame. */
export function receive(bytes: Bytes): boolean {
  const frame = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)
  const head = readHead(frame)
  const { state, heard, version } = telemetry.getState()
  const { channel, epoch, seq } = head
  const topic = topicOf(channel)
  const last = heard[topic]
  if (!head.full) {
    if (last?.channel !== channel || last.epoch !== epoch || seq > last.seq + 1) return false
    if (seq <= last.seq) return true
  }
  const touched = applyFrame(frame, state, inflate)
  const next = heard.slice()
  next[topic] = { channel, epoch, seq }
  telemetry.setState({ version: version + 1, touched, heard: next })
  return true
}

/** Topic of a frame. Throws on bytes that are no frame. */
export function topicOfFrame(bytes: Bytes): Topic {
  return topicNameOf(readHead(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).channel)
}

/** What stands of each topic heard so far, for the `have` of a watch. */
export function heardTopics(): Have[] {
  return telemetry.getState().heard.filter(last => last !== null)
}

/** Count every topic as unheard, so that the next watch brings full frames. Values stay until then. */
export function forgetHeard(): void {
  telemetry.setState({ heard: TOPICS.map(() => null) })
}

/** Forget the values of domains that are watched no longer: what nobody hears stands nowhere as if it were the present. */
export function forgetTopics(points: Points, gone: readonly Topic[]): void {
  const bytes = new Set(gone.map(topicIndex))
  const { state, heard, version } = telemetry.getState()
  const touched: number[] = []
  for (let i = 0; i < points.count; i++) {
    if (!bytes.has(points.topic[i]!) || state.quality[i] === QUALITY.none) continue
    state.values[i] = Number.NaN
    state.quality[i] = QUALITY.none
    state.times[i] = Number.NaN
    touched.push(i)
  }
  const next = heard.map((last, byte) => (bytes.has(byte) ? null : last))
  telemetry.setState({ version: version + 1, touched: Uint32Array.from(touched), heard: next })
}

/** One number on a panel: NaN before the first reading. The panel renders when this number changes, and not otherwise. */
export const usePoint = (point: number): number =>
  useStore(telemetry, ({ state }) => state.values[point] ?? Number.NaN)

function fresh(resolution: Float64Array): Telemetry {
  return {
    version: 0,
    state: frameState(resolution),
    touched: new Uint32Array(),
    heard: TOPICS.map(() => null),
  }
}

function inflate(body: Uint8Array, limit: number): Uint8Array {
  const out = inflateSync(body)
  if (out.length > limit)
    throw new RangeError(`frame body of ${out.length} bytes is over the limit of ${limit}`)
  return out
}
